import { KeyRound } from 'lucide-react'
import { Field } from '../../../ui/field'

interface KeyFieldProps {
  value: string
  onChange: (value: string) => void
  placeholder: string
  /** What is known of the key that is stored, inside of the field. */
  state?: string | undefined
  help?: string | undefined
}

/** Takes a key and never shows one: the field is empty whatever is stored, and hides what is typed. */
export function KeyField({ value, onChange, placeholder, state, help }: KeyFieldProps) {
  return (
    <Field label="Key" hint="write-only" help={help} className="key-field">
      {(control) => (
        <span className="key-control">
          <KeyRound className="key-icon" aria-hidden="true" />
          <input
            {...control}
            type="password"
            // Not the password of a site: nothing is to be filled in or kept by the browser.
            autoComplete="off"
            data-1p-ignore=""
            data-lpignore="true"
            spellCheck={false}
            className="control"
            placeholder={placeholder}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {state !== undefined && value === '' && <span className="key-state">{state}</span>}
        </span>
      )}
    </Field>
  )
}
