import type { ComponentProps, ReactNode } from 'react'
import { Field } from './field'

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'onChange' | 'value' | 'id' | 'className'> {
  label: string
  hint?: ReactNode
  help?: string
  error?: string | undefined
  value: string
  onChange: (value: string) => void
}

/** For texts that are the user's work; grows with them. */
export function TextArea({ label, hint, help, error, value, onChange, rows = 3, ...rest }: TextAreaProps) {
  return (
    <Field label={label} hint={hint} help={help} error={error}>
      {(control) => (
        <textarea
          spellCheck={false}
          {...rest}
          {...control}
          className="control"
          rows={rows}
          // Where `field-sizing` works the rows don't set the least height.
          style={{ minHeight: `calc(${rows} * 1lh + 22px)` }}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
