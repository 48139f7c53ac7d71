import type { Run, StepRun } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import type { ReactNode } from 'react'
import { formatMoney } from '../../ui/format-money'
import { formatDuration } from '../../ui/format-time'

interface StepNoteProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
}

/** In the margin of a text: where it comes from and what it took. */
export function StepNote({ run, step, dependencies }: StepNoteProps) {
  const { settings, tokenUsage: usage } = step
  const gate = settings.stepType === 'review'
  const reads = run.steps.flatMap((other, index) =>
    dependencies.get(step.id)?.has(other.id)
      ? [{ id: other.id, label: other.label, position: index + 1 }]
      : [],
  )
  return (
    <aside className="step-note" aria-label="About this text">
      <dl>
        {settings.model !== undefined && (
          <Entry name="Model">
            {settings.model}
            {settings.connection?.kind === 'demo' && <em>demo, canned answers</em>}
          </Entry>
        )}
        {step.attempts > 1 && (
          <Entry name="Attempt">
            {step.attempts} of {settings.maxRetries + 1}
          </Entry>
        )}
        {usage !== null && (
          <Entry name="Tokens">
            {usage.inputTokens.toLocaleString('en')} in, {usage.outputTokens.toLocaleString('en')} out
            {usage.estimated === true && <em>counted here</em>}
          </Entry>
        )}
        {!gate && (usage !== null || step.costEstimate === null) && step.attempts > 0 && (
          <Entry name="Cost">
            {formatMoney(step.costEstimate)}
            {step.status === 'running' && step.costEstimate !== null && ' so far'}
          </Entry>
        )}
        {!gate && step.durationMs !== null && <Entry name="Took">{formatDuration(step.durationMs)}</Entry>}
        {step.revision !== null && step.revision > 1 && <Entry name="Revision">{step.revision}</Entry>}
        {reads.length > 0 && (
          <Entry name={gate ? 'Text from' : 'Reads'}>
            {reads.map((other) => (
              <span key={other.id} className="step-reference">
                <b>{other.position}</b>
                <span className="truncated">{other.label}</span>
              </span>
            ))}
          </Entry>
        )}
        {step.feedback !== null && <Entry name="Your comment">{step.feedback.comment}</Entry>}
      </dl>
    </aside>
  )
}

function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
