import type { Backup } from '@shared/contract'
import { formatSize } from '../../ui/format-size'
import { formatMoment } from '../../ui/format-time'
import '../../ui/list.css'
import { OfferedButton } from '../offered-button'

const REASONS: Record<Backup['reason'], string> = {
  daily: 'daily',
  manual: 'by hand',
  migration: 'before an update',
}

interface BackupListProps {
  backups: Backup[]
  now: number
  /** One is being put back. */
  busy: boolean
  onRestore: (backup: Backup) => void
}

/** The copies of the database, each of which can be put in its place. */
export function BackupList({ backups, now, busy, onRestore }: BackupListProps) {
  if (backups.length === 0) {
    return <p className="list-text settings-empty">There is no backup yet. The first one is taken today.</p>
  }
  return (
    <ul className="list backup-list" aria-label="Backups">
      {backups.map((backup) => {
        const when = formatMoment(backup.createdAt, now)
        return (
          <li
            key={backup.name}
            className="list-row backup"
            aria-label={`Backup of ${when}, ${REASONS[backup.reason]}`}
          >
            <span className="list-name">{when}</span>
            <span className="list-meta">{REASONS[backup.reason]}</span>
            <span className="list-meta figures">{formatSize(backup.bytes)}</span>
            <OfferedButton
              under="On this page"
              offer="Restore…"
              about={`the backup of ${when}, ${REASONS[backup.reason]}`}
              size="small"
              unavailable={busy}
              onClick={() => onRestore(backup)}
            >
              Restore…
            </OfferedButton>
          </li>
        )
      })}
    </ul>
  )
}
