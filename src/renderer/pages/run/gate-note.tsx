import type { Run, StepRun } from '@shared/model/run'
import { stepsBehindGate, type StepDependencies } from '@shared/prompt/step-dependencies'
import { useAnswer } from '../../state/use-answer'
import { describeCost } from '../../ui/describe-cost'
import { NoteEntry, StepReferences, type StepReference } from './note-entry'

interface GateNoteProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
}

const MOST_NAMED = 4

/** Beside the text at a gate: who wrote it, what waits for it, and what sending it back would do. */
export function GateNote({ run, step, dependencies }: GateNoteProps) {
  const open = step.status === 'awaiting_review'
  const behind = new Set(
    stepsBehindGate(
      run.steps.map((other) => other.settings),
      dependencies,
      step.id,
    ),
  )
  const writers = [
    ...new Set(run.steps.flatMap(({ id, settings }) => (behind.has(id) ? (settings.model ?? []) : []))),
  ]
  const place = run.steps.indexOf(step)
  const waiting = run.steps.flatMap((other, index): StepReference[] =>
    index > place && other.settings.enabled && other.output === null
      ? [{ id: other.id, label: other.label, position: index + 1 }]
      : [],
  )
  return (
    <>
      {writers.length > 0 && (
        <NoteEntry name="Written by">
          {[...writers, ...(step.revisionSource === 'human' ? ['you'] : [])].join(', ')}
        </NoteEntry>
      )}
      {open && waiting.length > 0 && (
        <NoteEntry name="Waits for this">
          <StepReferences steps={waiting.slice(0, MOST_NAMED)} />
          {waiting.length > MOST_NAMED && <em>and {waiting.length - MOST_NAMED} more</em>}
        </NoteEntry>
      )}
      {open && behind.size > 0 && <SendingBack run={run} step={step} behind={behind} />}
    </>
  )
}

function SendingBack({ run, step, behind }: { run: Run; step: StepRun; behind: ReadonlySet<string> }) {
  const estimate = useAnswer(`send back ${run.id} ${step.id}`, (client, signal) =>
    client.workflows.estimateCost({ runId: run.id, plan: 'sendBack' }, { signal }),
  )
  const cost = describeCost(estimate.data?.total)
  const positions = run.steps.flatMap(({ id }, index) => (behind.has(id) ? [index + 1] : []))
  return (
    <NoteEntry name="Sending back">
      runs {positions.length === 1 ? 'step' : 'steps'} {positions.join(', ')} again with your comment
      {cost !== null && `, ${cost}`}
    </NoteEntry>
  )
}
