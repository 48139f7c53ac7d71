import { useState } from 'react'
import { Field } from './field'
import { readNumber } from './read-number'
import { useHandedOn } from './use-handed-on'

interface NumberFieldProps {
  label: string
  help?: string
  /** Undefined: not set. */
  value: number | undefined
  /** What holds while nothing is set. */
  placeholder: string
  least: number
  most: number
  whole?: boolean
  onChange: (value: number | undefined) => void
}

/** A number that may be left out. Hands on what is allowed, as it is typed; the rest stays here, with the reason. */
export function NumberField({
  label,
  help,
  value,
  placeholder,
  least,
  most,
  whole = false,
  onChange,
}: NumberFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  /** What held when typing began. */
  const [former, setFormer] = useState(value)
  const { handOn } = useHandedOn(value, onChange, () => setTyped(null))
  const shown =
    typed ?? (value === undefined ? '' : value.toLocaleString('en', { maximumFractionDigits: 20 }))
  const isAllowed = (number: number | undefined): boolean =>
    number === undefined || (number >= least && number <= most && (!whole || Number.isInteger(number)))
  const allowed = isAllowed(readNumber(shown, whole))
  const type = (text: string): void => {
    const before = typed === null ? value : former
    setTyped(text)
    setFormer(before)
    const number = readNumber(text, whole)
    // The first digits of what is not allowed were never meant.
    const meant = isAllowed(number) ? number : before
    if (meant !== value) handOn(meant)
  }
  return (
    <Field
      label={label}
      help={help}
      error={
        allowed
          ? undefined
          : `${whole ? 'A whole number' : 'A number'} from ${least} to ${most.toLocaleString('en')}.`
      }
    >
      {(control) => (
        <input
          {...control}
          type="text"
          inputMode={whole ? 'numeric' : 'decimal'}
          className="control figures"
          placeholder={placeholder}
          value={shown}
          onChange={(event) => type(event.target.value)}
          // What is not allowed is not taken over; leaving the field shows what holds.
          onBlur={() => setTyped(null)}
        />
      )}
    </Field>
  )
}
