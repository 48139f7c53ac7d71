import type { AppInfo, Backup } from '@shared/contract'
import { useEffect, useState } from 'react'
import { forgetRestored, whatWasRestored } from '../../state/restored-database'
import { Button } from '../../ui/button'
import { formatMoment } from '../../ui/format-time'
import { Notice } from '../../ui/notice'

interface DatabaseNoticesProps {
  info: AppInfo
  now: number
  busy: boolean
  onRestore: (backup: Backup) => void
}

/** What happened to the database: it was replaced a moment ago, or was found to be damaged. */
export function DatabaseNotices({ info, now, busy, onRestore }: DatabaseNoticesProps) {
  const [restored] = useState(whatWasRestored)
  useEffect(forgetRestored, [])
  const damaged = info.corruptDatabaseMovedTo
  const newest = info.backups.find(({ name }) => name === info.newestSoundBackup)
  return (
    <>
      {restored !== null && (
        <Notice tone="quiet" title="The backup is in place.">
          {restored.formerDatabase !== null && (
            <>
              The former database is kept as <span className="file-name">{restored.formerDatabase}</span>.
            </>
          )}
        </Notice>
      )}
      {damaged !== null && (
        <Notice
          tone="bad"
          title="The database was damaged, so Baton has started with an empty one."
          actions={
            newest !== undefined && (
              <Button size="small" unavailable={busy} onClick={() => onRestore(newest)}>
                Restore the backup of {formatMoment(newest.createdAt, now)}…
              </Button>
            )
          }
        >
          The damaged one is kept as <span className="file-name">{damaged}</span>.{' '}
          {newest === undefined
            ? 'There is no backup of it.'
            : 'A backup brings back what was there when it was taken.'}
        </Notice>
      )}
    </>
  )
}
