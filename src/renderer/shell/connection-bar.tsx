import { Unplug } from 'lucide-react'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state'
import { Button } from '../ui/button'
import './connection-bar.css'

/** Says that Baton's core can't be reached, while that is so; not for what mends itself at once. */
export function ConnectionBar() {
  const { connection } = useAppState()
  const { phase, nextTryAt } = useStore(connection.status)
  return (
    <div role="status">
      {phase !== 'open' && (
        <div className="connection-bar">
          <Unplug aria-hidden="true" />
          <p>
            {phase === 'connecting' ? (
              'Connecting to Baton…'
            ) : (
              <>
                <b>The connection to Baton is lost.</b> Runs go on if Baton still does; this page catches up
                when it is there again.
              </>
            )}
          </p>
          {phase === 'lost' && (
            <Button size="small" unavailable={nextTryAt === null} onClick={connection.retry}>
              Try now
            </Button>
          )}
        </div>
      )}
    </div>
  )
}
