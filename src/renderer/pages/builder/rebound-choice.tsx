import { Button } from '../../ui/button'
import { useBuilder } from './builder-context'
import { useKeepReferences } from './use-rebound'

/** At the head of the list of problems, where references mean other steps than they did. */
export function ReboundChoice() {
  const { document } = useBuilder().session
  const keep = useKeepReferences(document)
  return (
    <div className="problems-rebound">
      <p>Some references mean other steps than they did.</p>
      {keep !== null && (
        <Button size="small" onClick={keep}>
          Keep what they meant
        </Button>
      )}
      <Button size="small" look="ghost" onClick={document.agree}>
        Let them mean the new ones
      </Button>
    </div>
  )
}
