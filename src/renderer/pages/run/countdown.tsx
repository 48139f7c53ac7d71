import type { StepRun } from '@shared/model/run'
import { useState } from 'react'
import { formatDuration } from '../../ui/format-time'
import { useNow } from '../../ui/use-now'
import './countdown.css'

/** How long a step still waits, such as `6 s`; null if nobody knows. */
export function useTimeLeft(step: StepRun): string | null {
  const now = useNow(1_000, step.until !== null)
  return step.until === null ? null : formatDuration(Math.max(1_000, step.until - now))
}

/** A line that grows shorter until the wait is over. */
export function Countdown({ step }: { step: StepRun }) {
  const now = useNow(1_000)
  // What of the wait had passed when this page opened is not known; the line starts full.
  const [seen, setSeen] = useState({ until: step.until, from: now })
  if (seen.until !== step.until) setSeen({ until: step.until, from: now })
  if (step.until === null) return null
  const whole = Math.max(1, step.until - seen.from)
  const left = Math.min(1, Math.max(0, (step.until - now) / whole))
  return (
    <span className="countdown" aria-hidden="true">
      <i style={{ transform: `scaleX(${left})` }} />
    </span>
  )
}
