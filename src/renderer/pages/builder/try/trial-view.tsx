import type { Ref } from 'react'
import { formatClock } from '../../../ui/format-time'
import { useNow } from '../../../ui/use-now'
import { ErrorNotice } from '../../error-notice'
import { TrialAnswer } from './trial-answer'
import type { Trial } from './trial-store'
import './trial-view.css'

interface TrialViewProps {
  trial: Trial
  ref?: Ref<HTMLElement>
}

/** How a try stands: under way, answered, or not sent. */
export function TrialView({ trial, ref }: TrialViewProps) {
  return (
    <section
      ref={ref}
      className="trial"
      aria-label="Result"
      aria-live="polite"
      aria-busy={trial.phase === 'running'}
    >
      {trial.phase === 'running' && (
        <p className="trial-waiting">
          The answer is on its way <Elapsed since={trial.startedAt} />
        </p>
      )}
      {trial.phase === 'failed' && <ErrorNotice error={trial.error} title="The step was not tried." />}
      {trial.phase === 'answered' && <TrialAnswer answer={trial.answer} />}
    </section>
  )
}

function Elapsed({ since }: { since: number }) {
  const now = useNow(1_000)
  return (
    <span className="figures" aria-hidden="true">
      {formatClock(now - since)}
    </span>
  )
}
