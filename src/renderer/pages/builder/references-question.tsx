import { useEffect } from 'react'
import { Button } from '../../ui/button'
import { ProblemList } from '../../ui/problem-list'
import { QuestionDialog } from '../../ui/question-dialog'
import { useBuilder, useView } from './builder-context'
import './references-question.css'
import { useKeepReferences, useRebound } from './use-rebound'

/** Where something waits for it: what are references to mean that mean other steps than they did? */
export function ReferencesPlace() {
  const onDecided = useView((state) => state.onDecided)
  return onDecided === null ? null : <ReferencesQuestion onDecided={onDecided} />
}

function ReferencesQuestion({ onDecided }: { onDecided: (decided: boolean) => void }) {
  const { document } = useBuilder().session
  const problems = useRebound(document)
  const keep = useKeepReferences(document)
  const isDecided = problems.length === 0
  useEffect(() => {
    if (isDecided) onDecided(true)
  }, [isDecided, onDecided])
  if (isDecided) return null
  const one = problems.length === 1
  return (
    <QuestionDialog
      wide
      title={
        one
          ? 'A reference means another step than it did'
          : `${problems.length} references mean other steps than they did`
      }
      text="Decide before it is saved: runs read what is saved."
      answers={
        <>
          <Button onClick={document.agree}>
            {one ? 'Let it mean the new one' : 'Let them mean the new ones'}
          </Button>
          {keep !== null && (
            <Button look="primary" onClick={keep}>
              {one ? 'Keep what it meant' : 'Keep what they meant'}
            </Button>
          )}
        </>
      }
      onClose={() => onDecided(false)}
    >
      <div className="references-question-list">
        <ProblemList problems={problems} most={4} />
      </div>
    </QuestionDialog>
  )
}
