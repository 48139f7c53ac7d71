import { useId, type ReactNode } from 'react'
import './control.css'
import './field.css'

interface FieldProps {
  label: string
  /** Beside the label: what kind of value is wanted. */
  hint?: ReactNode
  /** Below the control. */
  help?: ReactNode
  /** A sentence that says what is allowed; replaces the help. */
  error?: string | undefined
  className?: string
  children: (control: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': true | undefined
  }) => ReactNode
}

/** A control with its label above and help or error below, tied together for screen readers. */
export function Field({ label, hint, help, error, className = '', children }: FieldProps) {
  const id = useId()
  const note = error ?? help
  const noteId = `${id}-note`
  return (
    <div className={`field ${className}`}>
      <div className="field-head">
        <label htmlFor={id}>{label}</label>
        {hint !== undefined && <span className="field-hint">{hint}</span>}
      </div>
      {children({
        id,
        'aria-describedby': note === undefined ? undefined : noteId,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {note !== undefined && (
        <p id={noteId} className={error === undefined ? 'field-help' : 'field-error'}>
          {note}
        </p>
      )}
    </div>
  )
}
