import { ChevronsUpDown } from 'lucide-react'
import './control.css'
import './field.css'

interface SelectMenuProps<Value extends string> {
  /** Its name for screen readers; what is chosen says the rest. */
  label: string
  value: Value
  options: readonly { value: Value; name: string }[]
  onChange: (value: Value) => void
}

/** A choice without a label above it, for filters beside a heading. */
export function SelectMenu<Value extends string>({
  label,
  value,
  options,
  onChange,
}: SelectMenuProps<Value>) {
  return (
    <span className="select">
      <select
        className="control"
        aria-label={label}
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
  )
}
