import type { CostRange } from '@shared/contract'
import type { Run, StepRun } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { formatAbout, formatMoney } from '../../ui/format-money'
import { formatDuration } from '../../ui/format-time'
import { describeAttempt } from './describe-attempt'
import { GateNote } from './gate-note'
import { NoteEntry, StepReferences, type StepReference } from './note-entry'

interface StepNoteProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
}

/** In the margin of a text: where it comes from and what it took. */
export function StepNote({ run, step, dependencies }: StepNoteProps) {
  const gate = step.settings.stepType === 'review'
  const reads = run.steps.flatMap((other, index): StepReference[] =>
    dependencies.get(step.id)?.has(other.id)
      ? [{ id: other.id, label: other.label, position: index + 1 }]
      : [],
  )
  return (
    <aside className="step-note" aria-label="About this text">
      <dl>
        {!gate && step.revisionSource === 'human' && <NoteEntry name="Written by">you</NoteEntry>}
        {!gate && <Figures step={step} expected={run.estimate?.steps[step.id]} />}
        {step.revision !== null && step.revision > 1 && (
          <NoteEntry name="Revision">{step.revision}</NoteEntry>
        )}
        {reads.length > 0 && (
          <NoteEntry name={gate ? 'Text from' : 'Reads'}>
            <StepReferences steps={reads} />
          </NoteEntry>
        )}
        {gate && <GateNote run={run} step={step} dependencies={dependencies} />}
        {step.feedback !== null && <NoteEntry name="Your comment">{step.feedback.comment}</NoteEntry>}
      </dl>
    </aside>
  )
}

/** What the text took, beside what was expected when the run was started. */
function Figures({ step, expected }: { step: StepRun; expected: CostRange | null | undefined }) {
  const { settings } = step
  // Figures of a request that was refused before it was counted.
  const usage = step.tokenUsage?.inputTokens === 0 && step.costEstimate === 0 ? null : step.tokenUsage
  return (
    <>
      {settings.model !== undefined && (
        <NoteEntry name="Model">
          {settings.model}
          {settings.connection?.kind === 'demo' && step.revisionSource !== 'human' && <em>demo, made up</em>}
        </NoteEntry>
      )}
      {step.attempts > 0 && (step.attempts > 1 || step.status === 'running') && (
        <NoteEntry name="Attempt">{describeAttempt(step, step.attempts)}</NoteEntry>
      )}
      {usage !== null && (
        <NoteEntry name="Tokens">
          {usage.inputTokens.toLocaleString('en')} in, {usage.outputTokens.toLocaleString('en')} out
          {usage.estimated === true && <em>counted here</em>}
        </NoteEntry>
      )}
      {(usage !== null || step.costEstimate === null) && step.attempts > 0 && (
        <NoteEntry name="Cost">
          {formatMoney(step.costEstimate)}
          {step.status === 'running' && step.costEstimate !== null && ' so far'}
          {expected != null && expected.high > 0 && <em>of about {formatAbout(expected.expected)}</em>}
        </NoteEntry>
      )}
      {step.durationMs !== null && <NoteEntry name="Took">{formatDuration(step.durationMs)}</NoteEntry>}
      {step.reused && <NoteEntry name="Origin">taken from an earlier run, at no cost</NoteEntry>}
    </>
  )
}
