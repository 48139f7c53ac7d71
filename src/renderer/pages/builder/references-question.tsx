import { AlertDialog } from 'radix-ui'
import { useEffect } from 'react'
import { Button } from '../../ui/button'
import '../../ui/confirm-dialog.css'
import { ProblemList } from '../../ui/problem-list'
import '../../ui/scrim.css'
import { useFocusBack } from '../../ui/use-focus-back'
import { useBuilder, useView } from './builder-context'
import './references-question.css'
import { useKeepReferences, useRebound } from './use-rebound'

const MOST_SHOWN = 4

/** Where something waits for it: what are references to mean that mean other steps than they did? */
export function ReferencesPlace() {
  const onDecided = useView((state) => state.onDecided)
  return onDecided === null ? null : <ReferencesQuestion onDecided={onDecided} />
}

function ReferencesQuestion({ onDecided }: { onDecided: (decided: boolean) => void }) {
  const { document } = useBuilder().session
  const focusBack = useFocusBack()
  const problems = useRebound(document)
  const keep = useKeepReferences(document)
  const isDecided = problems.length === 0
  useEffect(() => {
    if (isDecided) onDecided(true)
  }, [isDecided, onDecided])
  if (isDecided) return null
  const one = problems.length === 1
  const hidden = problems.length - MOST_SHOWN
  return (
    <AlertDialog.Root open onOpenChange={(open) => !open && onDecided(false)}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="scrim" />
        <AlertDialog.Content {...focusBack} className="confirm-dialog references-question">
          <AlertDialog.Title className="confirm-title">
            {one
              ? 'A reference means another step than it did'
              : `${problems.length} references mean other steps than they did`}
          </AlertDialog.Title>
          <AlertDialog.Description className="confirm-text">
            Decide before it is saved: runs read what is saved.
          </AlertDialog.Description>
          <div className="references-question-list">
            <ProblemList problems={problems.slice(0, MOST_SHOWN)} />
            {hidden > 0 && <p>And {hidden.toLocaleString('en')} more.</p>}
          </div>
          <div className="confirm-actions">
            <AlertDialog.Cancel asChild>
              <Button look="ghost">Cancel</Button>
            </AlertDialog.Cancel>
            <Button onClick={document.agree}>
              {one ? 'Let it mean the new one' : 'Let them mean the new ones'}
            </Button>
            {keep !== null && (
              <Button look="primary" onClick={keep}>
                {one ? 'Keep what it meant' : 'Keep what they meant'}
              </Button>
            )}
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
