import type { Run, StepRun } from '@shared/model/run'
import { PenLine, RotateCcw } from 'lucide-react'
import type { PageCommand } from '../../state/command-store'
import { Button } from '../../ui/button'
import { usePageCommands } from '../../state/use-page-commands'
import { useShortcut } from '../../ui/use-shortcut'
import { OfferedCopyButton } from '../offered-copy-button'
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
  const again = (): void => retry.run()
  useShortcut(canEdit ? 'editOutput' : undefined, onEdit)
  useShortcut(canRetry ? 'retry' : undefined, again)
  const detail = step.label
  const commands: (PageCommand | false)[] = [
    canEdit && {
      id: 'edit',
      name: 'Edit output',
      detail,
      icon: PenLine,
      shortcut: 'editOutput',
      run: onEdit,
    },
    canRetry && { id: 'retry', name: 'Retry step', detail, icon: RotateCcw, shortcut: 'retry', run: again },
  ]
  usePageCommands(
    'This step',
    commands.filter((command) => command !== false),
    { nearest: true },
  )
  return (
    <>
      <ActionError errors={[retry]} />
      {step.output !== null && (
        <OfferedCopyButton text={step.output} under="This step" about={`the text of ${step.label}`} />
      )}
      {canRetry && (
        <Button
          size="small"
          look="ghost"
          icon={RotateCcw}
          shortcut="retry"
          keysInHint
          unavailable={retry.busy}
          hint={gate ? 'Opens the gate again' : 'Sends its request once more; what reads it becomes stale'}
          onClick={again}
        >
          Retry
        </Button>
      )}
      {canEdit && (
        <Button
          size="small"
          icon={PenLine}
          shortcut="editOutput"
          hint="Changes this text by hand"
          data-edits
          onClick={onEdit}
        >
          Edit output
        </Button>
      )}
    </>
  )
}
