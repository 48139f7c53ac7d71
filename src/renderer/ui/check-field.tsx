import { useId } from 'react'
import './check-field.css'

interface CheckFieldProps {
  label: string
  /** At the right, such as a price. */
  detail?: string | undefined
  checked: boolean
  onChange: (checked: boolean) => void
}

/** One of several things that can be chosen together. */
export function CheckField({ label, detail, checked, onChange }: CheckFieldProps) {
  const id = useId()
  return (
    <span className="check-field">
      <input
        id={id}
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={detail === undefined ? undefined : `${id}-detail`}
      />
      <label htmlFor={id} className="truncated" title={label}>
        {label}
      </label>
      {detail !== undefined && (
        <span id={`${id}-detail`} className="check-detail figures">
          {detail}
        </span>
      )}
    </span>
  )
}
