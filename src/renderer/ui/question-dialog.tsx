import { AlertDialog } from 'radix-ui'
import type { ReactNode } from 'react'
import { Button } from './button'
import './question-dialog.css'
import './scrim.css'
import { useFocusBack } from './use-focus-back'

interface QuestionDialogProps {
  title: string
  /** What hangs on the answer. */
  text: ReactNode
  /** What there is to see beneath it. */
  children?: ReactNode
  /** The buttons, beside Cancel. */
  answers: ReactNode
  /** For what is to be read before it can be answered. */
  wide?: boolean
  onClose: () => void
}

/** Asks what nothing goes on without. It is open while it is rendered. */
export function QuestionDialog({
  title,
  text,
  children,
  answers,
  wide = false,
  onClose,
}: QuestionDialogProps) {
  const focusBack = useFocusBack()
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="scrim" />
        <AlertDialog.Content {...focusBack} className="question-dialog" data-wide={wide || undefined}>
          <AlertDialog.Title className="question-title">{title}</AlertDialog.Title>
          <AlertDialog.Description className="question-text">{text}</AlertDialog.Description>
          {children}
          <div className="question-answers">
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            {answers}
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
