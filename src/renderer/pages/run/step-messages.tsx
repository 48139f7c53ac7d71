import type { Run, StepRun } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { Notice } from '../../ui/notice'
import { CutShort } from './cut-short'
import { whyStale } from './describe-row'
import { StepFailure } from './step-failure'
import { StepWait } from './step-wait'

interface StepMessagesProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
}

/** What has to be known before the text is read: why there is none yet, or what is wrong with it. */
export function StepMessages({ run, step, dependencies }: StepMessagesProps) {
  switch (step.status) {
    case 'failed':
      return <StepFailure run={run} step={step} />
    case 'waiting':
      return <StepWait run={run} step={step} />
    case 'pending':
      return step.output === null ? (
        <p className="reading-empty">{whenItRuns(run, step, dependencies)}</p>
      ) : null
    case 'skipped':
      if (step.stale) return <Notice tone="warn" title={`${whyStale(step)}.`} />
      return step.settings.enabled ? null : (
        <p className="reading-empty">This step is disabled and was not run.</p>
      )
    case 'completed':
      if (step.stale) return <Notice tone="warn" title={`${whyStale(step)}.`} />
      if (step.truncated) return <CutShort run={run} step={step} />
      return step.unknownFinish === null ? null : (
        <Notice tone="warn" title={`The provider ended this answer with “${step.unknownFinish}”.`}>
          Baton doesn't know this reason, so the text may not be whole. Read its end; Retry asks for it anew.
        </Notice>
      )
    case 'running':
      return step.partial === '' ? (
        <p className="reading-empty reading-awaited">The prompt is sent. The answer has not begun yet.</p>
      ) : null
    case 'awaiting_review':
      return null
  }
}

function whenItRuns(run: Run, step: StepRun, dependencies: StepDependencies): string {
  if (run.status !== 'running') {
    return step.partial === ''
      ? 'This step has not run yet.'
      : 'This step was broken off before its text was complete. Resume asks for it again.'
  }
  const needed = dependencies.get(step.id) ?? new Set()
  const missing = run.steps.filter((other) => needed.has(other.id) && other.output === null)
  if (missing.length === 0) return 'Its turn comes when the steps above are done.'
  return `Its turn comes after ${missing.map((other) => other.label).join(' and ')}.`
}
