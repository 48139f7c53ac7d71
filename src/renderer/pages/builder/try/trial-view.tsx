import type { ReactNode, Ref } from 'react'
import { formatClock, formatDuration } from '../../../ui/format-time'
import { StatusLabel } from '../../../ui/status-label'
import { useNow } from '../../../ui/use-now'
import type { RunningTrial, Trial } from './trial'
import { TrialFacts } from './trial-facts'
import { trialLook } from './trial-look'
import { TrialMessages } from './trial-messages'
import { TrialText } from './trial-text'
import './trial-view.css'

interface TrialViewProps {
  trial: Trial
  /** Beside how it stands. */
  note?: ReactNode
  /** What can be done with it. */
  actions?: ReactNode
  ref?: Ref<HTMLElement>
}

/** A trial as it stands: how it goes, what has arrived, and what it took. */
export function TrialView({ trial, note, actions, ref }: TrialViewProps) {
  const { step, text } = trial
  const live = trial.phase === 'running'
  return (
    <section ref={ref} className="trial" aria-label="Result" aria-busy={live}>
      <div className="trial-head">
        <span role="status">
          <StatusLabel status={trialLook(trial)} />
        </span>
        {live && <Progress trial={trial} />}
        {note}
        <span className="builder-gap" />
        {actions}
      </div>
      <TrialMessages trial={trial} />
      {text === '' && live && trial.wait === null && (
        <p className="trial-waiting">The answer is on its way.</p>
      )}
      {text === '' && live && trial.wait !== null && (
        <p className="trial-waiting">
          {trial.sentTo?.connection} takes only so many requests; this one goes out when its turn comes.
        </p>
      )}
      {text !== '' && <TrialText text={text} json={step.output?.format === 'json'} live={live} />}
      <TrialFacts trial={trial} />
    </section>
  )
}

/** How long it has been under way, or how long it still waits. */
function Progress({ trial: { startedAt, wait } }: { trial: RunningTrial }) {
  const now = useNow(1_000)
  const left = wait?.until == null ? null : Math.max(1_000, wait.until - now)
  return (
    <span className="trial-progress figures" aria-hidden="true">
      {left === null ? formatClock(now - startedAt) : `${formatDuration(left)} left`}
    </span>
  )
}
