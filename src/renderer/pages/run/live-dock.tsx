import type { Run, StepRun } from '@shared/model/run'
import { StatusDot } from '../../ui/status-dot'
import { stepStatusLook } from '../../ui/step-status-look'
import { OfferedButton } from '../offered-button'
import { Countdown, useTimeLeft } from './countdown'
import { describeAttempt } from './describe-attempt'
import { useSkipWait } from './use-skip-wait'
import './live-dock.css'

interface LiveDockProps {
  run: Run
  shownStepId: string | null
  onChoose: (stepId: string) => void
}

/** More than this many are to be seen on the line only. */
const MOST_SHOWN = 2
const TAIL = 400

/** The other steps that are at work: their newest lines, a click away from the whole. */
export function LiveDock({ run, shownStepId, onChoose }: LiveDockProps) {
  const live = run.steps.filter(
    (step) => step.id !== shownStepId && (step.status === 'running' || step.status === 'waiting'),
  )
  if (live.length === 0) return null
  return (
    <div className="live-dock">
      {live.slice(0, MOST_SHOWN).map((step) => (
        <div key={step.id} className="live-step">
          <button type="button" className="live-head" onClick={() => onChoose(step.id)}>
            <StatusDot kind={stepStatusLook(step).kind} />
            <span className="visually-hidden">Show</span> <b className="truncated">{step.label}</b>
          </button>
          {step.status === 'running' ? <Tail text={step.partial} /> : <Waiting run={run} step={step} />}
          {live.length > MOST_SHOWN && step === live[MOST_SHOWN - 1] && (
            <small>and {live.length - MOST_SHOWN} more</small>
          )}
        </div>
      ))}
    </div>
  )
}

function Tail({ text }: { text: string }) {
  return (
    <span className="live-tail">
      <span>
        {text.slice(-TAIL)}
        <span className="caret" aria-hidden="true" />
      </span>
    </span>
  )
}

/** Providers' own words come without a full stop. */
function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`
}

function Waiting({ run, step }: { run: Run; step: StepRun }) {
  const left = useTimeLeft(step)
  const skip = useSkipWait(run, step)
  const retrying = step.error !== null
  return (
    <>
      {retrying && (
        <OfferedButton
          under="This run"
          offer="Retry now"
          about={step.label}
          className="live-skip"
          size="small"
          unavailable={skip.busy}
          onClick={() => skip.run()}
        >
          Retry now
        </OfferedButton>
      )}
      <p className="live-waiting figures">
        {step.error === null ? 'Waits for a free slot of its connection.' : sentence(step.error.message)}{' '}
        {left !== null && (
          <>
            {retrying ? `Attempt ${describeAttempt(step, step.attempts + 1)} starts` : 'It starts'} in{' '}
            <b>{left}</b>.
          </>
        )}
        <Countdown step={step} />
      </p>
    </>
  )
}
