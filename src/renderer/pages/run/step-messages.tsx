import type { Run, StepRun } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { Button } from '../../ui/button'
import { formatDuration } from '../../ui/format-time'
import { Notice } from '../../ui/notice'
import { useNow } from '../../ui/use-now'
import { ErrorNotice } from '../error-notice'
import { whyStale } from './describe-row'

interface StepMessagesProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
}

/** What has to be known before the text is read: why there is none yet, or what is wrong with it. */
export function StepMessages({ run, step, dependencies }: StepMessagesProps) {
  switch (step.status) {
    case 'failed':
      return <Failure step={step} />
    case 'waiting':
      return <Wait runId={run.id} step={step} />
    case 'pending':
      return step.output === null ? (
        <p className="reading-empty">{whenItRuns(run, step, dependencies)}</p>
      ) : null
    case 'skipped':
      return step.settings.enabled ? null : (
        <p className="reading-empty">This step is disabled and was not run.</p>
      )
    case 'completed':
      if (step.stale) return <Notice tone="warn" title={`${whyStale(step)}.`} />
      return step.truncated ? <CutShort run={run} step={step} /> : null
    case 'running':
    case 'awaiting_review':
      return null
  }
}

function Failure({ step }: { step: StepRun }) {
  const navigate = useNavigate()
  const error = step.error
  const settings =
    error !== null && ['bad_key', 'key_missing', 'no_credit', 'unknown_model'].includes(error.code)
  return (
    <Notice
      tone="bad"
      title={error?.message ?? 'This step has failed.'}
      actions={
        settings && (
          <Button size="small" onClick={() => void navigate('/settings')}>
            Open settings
          </Button>
        )
      }
    >
      <p>{error?.remedy} Finished steps are kept; the run goes on from here.</p>
    </Notice>
  )
}

function Wait({ runId, step }: { runId: string; step: StepRun }) {
  const { client } = useAppState().connection
  const now = useNow(1_000)
  const skip = useAction(() =>
    client.runs.steps.skipWait({ runId, stepId: step.id, attempts: step.attempts }),
  )
  const attempt = `Attempt ${step.attempts + 1} of ${step.settings.maxRetries + 1}`
  const left = step.until === null ? null : formatDuration(Math.max(1_000, step.until - now))
  return (
    <>
      <Notice
        tone="warn"
        title={step.error?.message ?? 'This step waits for its turn.'}
        actions={
          <Button size="small" unavailable={skip.busy} onClick={() => skip.run()}>
            Retry now
          </Button>
        }
      >
        {left !== null && (
          <p className="figures">
            {step.error === null ? 'It starts' : `${attempt} starts`} in <b>{left}</b>.
          </p>
        )}
      </Notice>
      {skip.error !== null && <ErrorNotice error={skip.error} />}
    </>
  )
}

function CutShort({ run, step }: { run: Run; step: StepRun }) {
  const { client } = useAppState().connection
  const goOn = useAction(() =>
    client.runs.steps.continue({ runId: run.id, stepId: step.id, revision: step.revision ?? 1 }),
  )
  return (
    <>
      <Notice
        tone="warn"
        title={`The answer stopped at ${step.settings.maxTokens.toLocaleString('en')} tokens.`}
        actions={
          run.status !== 'running' && (
            <Button size="small" unavailable={goOn.busy} onClick={() => goOn.run()}>
              Continue
            </Button>
          )
        }
      >
        Its end is missing. Later steps have read it as it is.
      </Notice>
      {goOn.error !== null && <ErrorNotice error={goOn.error} />}
    </>
  )
}

function whenItRuns(run: Run, step: StepRun, dependencies: StepDependencies): string {
  if (run.status !== 'running') return 'This step has not run yet.'
  const needed = dependencies.get(step.id) ?? new Set()
  const missing = run.steps.filter((other) => needed.has(other.id) && other.output === null)
  if (missing.length === 0) return 'Its turn comes when the steps above are done.'
  return `Its turn comes after ${missing.map((other) => other.label).join(' and ')}.`
}
