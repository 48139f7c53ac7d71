import { RadioGroup } from 'radix-ui'
import './choice.css'

interface ChoiceProps<Value extends string> {
  /** The name of the group. */
  label: string
  value: Value
  options: readonly { value: Value; name: string }[]
  onChange: (value: Value) => void
}

/** A few options side by side, one of which is chosen. */
export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <RadioGroup.Root
      className="choice"
      aria-label={label}
      orientation="horizontal"
      value={value}
      onValueChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen)
        if (option !== undefined) onChange(option.value)
      }}
    >
      {options.map((option) => (
        <RadioGroup.Item key={option.value} className="choice-option" value={option.value}>
          {option.name}
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}
