import type { MouseEvent } from 'react'
import { Button } from '../../../ui/button'
import { TextArea } from '../../../ui/text-area'

interface TriedValueProps {
  label: string
  /** Undefined: the last run's is taken. */
  typed: string | undefined
  /** Null: there is none. */
  last: string | null
  /** What is wanted where there is neither. */
  missing: string
  /** Undefined: back to the last run's. */
  onChange: (text: string | undefined) => void
}

/** One value that a step is tried on: the last run's, or one that was typed, and the way back. */
export function TriedValue({ label, typed, last, missing, onChange }: TriedValueProps) {
  return (
    <TextArea
      label={label}
      hint={<Origin label={label} typed={typed} last={last} missing={missing} onChange={onChange} />}
      rows={3}
      value={typed ?? last ?? ''}
      onChange={onChange}
    />
  )
}

function Origin({ label, typed, last, missing, onChange }: TriedValueProps) {
  if (last === null) return typed === undefined || typed === '' ? missing : 'typed here'
  if (typed === undefined || typed === last) return 'from the last run'
  const reset = ({ currentTarget }: MouseEvent<HTMLElement>): void => {
    // The button goes; the focus stays with its field.
    currentTarget.closest('.field')?.querySelector('textarea')?.focus()
    onChange(undefined)
  }
  return (
    <span className="try-origin">
      typed here
      <Button size="small" look="ghost" aria-label={`Use the last run’s: ${label}`} onClick={reset}>
        Use the last run’s
      </Button>
    </span>
  )
}
