import type { Run, StepRun } from '@shared/model/run'
import { Link } from 'react-router'
import { CommandKeys } from '../ui/shortcut'
import { Hint } from './hint'
import { useHint } from './use-hint'

interface RunHintProps {
  run: Run
  step: StepRun
}

/** Explains gates at the first one that opens, and editing at the first output that can be read in peace. */
export function RunHint({ run, step }: RunHintProps) {
  const gate = useHint('gateHint', run.id, isFirstGate(run, step))
  const edit = useHint('editHint', run.id, isFirstOutput(run, step))
  if (gate.shown) {
    return (
      <Hint title="The run waits for you" onDismiss={gate.dismiss}>
        This is a review gate. Nothing goes on until you decide, below: approve the text, change it first, or
        send it back with a comment to have it written again.
      </Hint>
    )
  }
  if (edit.shown) {
    return (
      <Hint title="Edit anything" onDismiss={edit.dismiss}>
        Press <CommandKeys command="editOutput" caps />
        <span className="visually-hidden">E</span> to change this text by hand. What depends on it is then
        marked stale, and never run again unasked.
        {step.settings.connection?.kind === 'demo' && (
          <>
            {' '}
            The demo connection wrote it: answers made up from your input, without a model.{' '}
            <Link to="/settings?add=connection">Add a connection</Link> for a real model.
          </>
        )}
      </Hint>
    )
  }
  return null
}

function isFirstGate(run: Run, step: StepRun): boolean {
  const isOpen = step.status === 'awaiting_review' && run.status === 'paused'
  return isOpen && !run.steps.some((other) => isGate(other) && other.status === 'completed')
}

function isFirstOutput(run: Run, step: StepRun): boolean {
  const canBeEdited = step.status === 'completed' && step.output !== null && !isGate(step)
  // Whoever has made a step stale knows.
  return canBeEdited && run.status !== 'running' && !run.steps.some((other) => other.stale)
}

function isGate(step: StepRun): boolean {
  return step.settings.stepType === 'review'
}
