import { DatabaseBackup } from 'lucide-react'
import { useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { useAnswer } from '../state/use-answer'
import { Button } from '../ui/button'
import './connection-bar.css'

/** Says at the start that the database had to be moved aside, until that is mended or was read. */
export function DamageBar() {
  const { data } = useAnswer('app info at start', (client, signal) =>
    client.app.info({ keychain: false }, { signal }),
  )
  const [wasRead, setWasRead] = useState(false)
  const navigate = useNavigate()
  const { search } = useLocation()
  const isThere = new URLSearchParams(search).get('section') === 'data'
  const isShown = data?.corruptDatabaseMovedTo != null && !wasRead && !isThere
  const hasBackup = data?.newestSoundBackup !== undefined
  return (
    <div role="status">
      {isShown && (
        <div className="connection-bar damage-bar">
          <DatabaseBackup aria-hidden="true" />
          <p>
            <b>The database was damaged, so Baton has started with an empty one.</b>{' '}
            {hasBackup ? 'A backup can be put back.' : 'The damaged one is kept.'}
          </p>
          <Button size="small" onClick={() => void navigate('/settings?section=data')}>
            {hasBackup ? 'Show backups' : 'Show where'}
          </Button>
          <Button size="small" look="ghost" onClick={() => setWasRead(true)}>
            Not now
          </Button>
        </div>
      )}
    </div>
  )
}
