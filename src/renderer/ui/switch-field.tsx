import { Switch } from 'radix-ui'
import { useId } from 'react'
import './switch-field.css'

interface SwitchFieldProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  /** The label is there for screen readers only. */
  labelHidden?: boolean
}

export function SwitchField({ label, checked, onChange, labelHidden = false }: SwitchFieldProps) {
  const id = useId()
  return (
    <span className="switch-field">
      <Switch.Root id={id} className="switch" checked={checked} onCheckedChange={onChange}>
        <Switch.Thumb className="switch-thumb" />
      </Switch.Root>
      <label htmlFor={id} className={labelHidden ? 'visually-hidden' : undefined}>
        {label}
      </label>
    </span>
  )
}
