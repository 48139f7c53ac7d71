import type { Run, StepRun } from '@shared/model/run'
import { PenLine, RotateCcw } from 'lucide-react'
import { Button } from '../../ui/button'
import { CopyButton } from '../../ui/copy-button'
import { useShortcut } from '../../ui/use-shortcut'
import { ActionError } from './action-error'
import { useRetry } from './use-retry'

interface StepActionsProps {
  run: Run
  step: StepRun
  editing: boolean
  onEdit: () => void
}

/** What can be done with an output. A step that failed has its Retry beside the reason. */
export function StepActions({ run, step, editing, onEdit }: StepActionsProps) {
  const retry = useRetry(run, step)
  const gate = step.settings.stepType === 'review'
  const finished = step.status === 'completed' || step.status === 'skipped'
  const canEdit = finished && step.output !== null && !editing
  const canRetry = run.status !== 'running' && step.status === 'completed' && !editing
  useShortcut(canEdit ? 'e' : undefined, onEdit)
  return (
    <>
      <ActionError errors={[retry]} />
      {step.output !== null && <CopyButton text={step.output} />}
      {canRetry && (
        <Button
          size="small"
          look="ghost"
          icon={RotateCcw}
          unavailable={retry.busy}
          hint={gate ? 'Opens the gate again' : 'Sends its request once more; what reads it becomes stale'}
          onClick={() => retry.run()}
        >
          Retry
        </Button>
      )}
      {canEdit && (
        <Button size="small" icon={PenLine} shortcut="e" hint="Changes this text by hand" onClick={onEdit}>
          Edit output
        </Button>
      )}
    </>
  )
}
