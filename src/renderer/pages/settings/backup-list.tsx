import type { Backup } from '@shared/contract'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { Button } from '../../ui/button'
import { ConfirmDialog } from '../../ui/confirm-dialog'
import { formatSize } from '../../ui/format-size'
import { formatMoment } from '../../ui/format-time'
import '../../ui/list.css'
import { Notice } from '../../ui/notice'
import { useNow } from '../../ui/use-now'
import { ErrorNotice } from '../error-notice'

const REASONS: Record<Backup['reason'], string> = {
  daily: 'daily',
  manual: 'by hand',
  migration: 'before an update',
}

/** The copies of the database, each of which can be put in its place. */
export function BackupList({ backups }: { backups: Backup[] }) {
  const { client } = useAppState().connection
  const [asked, setAsked] = useState<Backup | null>(null)
  const [former, setFormer] = useState<string | null>(null)
  const restore = useAction(async (backup: Backup) => {
    const { formerDatabase } = await client.app.restore({ name: backup.name })
    setFormer(formerDatabase)
  })
  const now = useNow(60_000)
  if (backups.length === 0) {
    return <p className="list-text settings-empty">There is no backup yet. The first one is taken today.</p>
  }
  return (
    <>
      {restore.error !== null && (
        <ErrorNotice error={restore.error} title="The backup was not put back. Nothing has changed." />
      )}
      {former !== null && (
        <Notice
          tone="warn"
          title="The backup is in place."
          actions={
            <Button size="small" onClick={() => location.reload()}>
              Reload
            </Button>
          }
        >
          This page still shows what was there before. The former database is kept as{' '}
          <span className="file-name">{former}</span>.
        </Notice>
      )}
      <ul className="list backup-list" aria-label="Backups">
        {backups.map((backup) => {
          const when = formatMoment(backup.createdAt, now)
          return (
            <li key={backup.name} className="list-row backup" aria-label={`Backup of ${when}`}>
              <span className="list-name">{when}</span>
              <span className="list-meta">{REASONS[backup.reason]}</span>
              <span className="list-meta figures">{formatSize(backup.bytes)}</span>
              <Button size="small" unavailable={restore.busy} onClick={() => setAsked(backup)}>
                Restore…
              </Button>
            </li>
          )
        })}
      </ul>
      {asked !== null && (
        <ConfirmDialog
          title={`Put back the backup of ${formatMoment(asked.createdAt, now)}?`}
          action="Put backup back"
          onConfirm={() => restore.run(asked)}
          onClose={() => setAsked(null)}
        >
          Workflows, runs, outputs and settings become what they were then; what was made since is no longer
          shown. The present database is not deleted: it is kept as a file in the data folder. Keys stay as
          they are.
        </ConfirmDialog>
      )}
    </>
  )
}
