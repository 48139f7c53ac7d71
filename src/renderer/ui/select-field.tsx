import { ChevronsUpDown } from 'lucide-react'
import { Field } from './field'

interface SelectFieldProps<Value extends string> {
  label: string
  help?: string
  error?: string | undefined
  value: Value
  options: readonly { value: Value; name: string }[]
  onChange: (value: Value) => void
}

export function SelectField<Value extends string>({
  label,
  help,
  error,
  value,
  options,
  onChange,
}: SelectFieldProps<Value>) {
  return (
    <Field label={label} help={help} error={error}>
      {(control) => (
        <span className="select">
          <select
            {...control}
            className="control"
            value={value}
            onChange={(event) => {
              const chosen = options.find((option) => option.value === event.target.value)
              if (chosen !== undefined) onChange(chosen.value)
            }}
          >
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.name}
              </option>
            ))}
          </select>
          <ChevronsUpDown className="select-arrow" aria-hidden="true" />
        </span>
      )}
    </Field>
  )
}
