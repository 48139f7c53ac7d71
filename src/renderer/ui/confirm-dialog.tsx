import type { ReactNode } from 'react'
import { AlertDialog } from 'radix-ui'
import { Button } from './button'
import { QuestionDialog } from './question-dialog'

interface ConfirmDialogProps {
  /** A question that names the thing. */
  title: string
  /** What is lost. */
  children: ReactNode
  /** The verb, such as "Discard changes". */
  action: string
  onConfirm: () => void
  onClose: () => void
}

/** Asks before something that can't be undone. It is open while it is rendered. */
export function ConfirmDialog({ title, children, action, onConfirm, onClose }: ConfirmDialogProps) {
  return (
    <QuestionDialog
      title={title}
      text={children}
      answers={
        <AlertDialog.Action asChild>
          <Button look="destructive" onClick={onConfirm}>
            {action}
          </Button>
        </AlertDialog.Action>
      }
      onClose={onClose}
    />
  )
}
