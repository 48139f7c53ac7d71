import type { AppInfo, Backup } from '@shared/contract'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { Button } from '../../ui/button'
import { CopyButton } from '../../ui/copy-button'
import { formatSize } from '../../ui/format-size'
import { formatMoment } from '../../ui/format-time'
import { Notice } from '../../ui/notice'
import { useNow } from '../../ui/use-now'
import { ErrorNotice } from '../error-notice'

const REASONS: Record<Backup['reason'], string> = {
  daily: 'daily',
  manual: 'by hand',
  migration: 'before an update',
}

/** Where everything is kept, and its copies. */
export function DataSettings({ info, onBackup }: { info: AppInfo; onBackup: () => void }) {
  const { connection, toasts } = useAppState()
  const backUp = useAction(async () => {
    const backup = await connection.client.app.backup()
    toasts.show({ message: `Backed up, ${formatSize(backup.bytes)}` })
    onBackup()
  })
  const newest = info.backups[0]
  const now = useNow(60_000)
  return (
    <div className="settings-rows">
      {info.corruptDatabaseMovedTo !== null && (
        <Notice tone="bad" title="The database was damaged and has been put aside.">
          It is kept as <span className="file-name">{info.corruptDatabaseMovedTo}</span>.
        </Notice>
      )}
      {!info.keychain.available && (
        <Notice tone="warn" title="Keys are kept for this session only.">
          {info.keychain.problem}
        </Notice>
      )}
      <div className="settings-row">
        <div>
          <h3>Data folder</h3>
          <p className="file-name">{info.dataFolder}</p>
          <p>
            Workflows, runs and outputs: {formatSize(info.databaseBytes)}. Nothing of it leaves this computer
            but the prompts that you send.
          </p>
        </div>
        <CopyButton text={info.dataFolder} />
      </div>
      <div className="settings-row">
        <div>
          <h3>Backups</h3>
          <p>
            {newest === undefined
              ? 'None yet. Baton takes one a day while it is in use and keeps the last seven.'
              : `${info.backups.length} kept in the data folder. The newest is from ${formatMoment(newest.createdAt, now)} (${REASONS[newest.reason]}, ${formatSize(newest.bytes)}).`}
          </p>
        </div>
        <Button size="small" unavailable={backUp.busy} onClick={() => backUp.run()}>
          Back up now
        </Button>
      </div>
      {backUp.error !== null && <ErrorNotice error={backUp.error} title="The backup was not taken." />}
      <div className="settings-row">
        <div>
          <h3>Version</h3>
          <p>
            Baton {info.version} on {info.platform}
          </p>
        </div>
      </div>
    </div>
  )
}
