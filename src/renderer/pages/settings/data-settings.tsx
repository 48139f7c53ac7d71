import type { AppInfo, Backup } from '@shared/contract'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { formatSize } from '../../ui/format-size'
import { Skeleton } from '../../ui/skeleton'
import { useNow } from '../../ui/use-now'
import { ErrorNotice } from '../error-notice'
import { OfferedCopyButton } from '../offered-copy-button'
import { BackupList } from './backup-list'
import { DatabaseNotices } from './database-notices'
import { RestoreQuestion } from './restore-question'
import { SettingsHeading } from './settings-heading'
import { SettingsRow } from './settings-row'
import { useRestore } from './use-restore'

/** Where everything is kept, and its copies. */
export function DataSettings() {
  const answer = useAnswer('app info', (client, signal) => client.app.info({ keychain: false }, { signal }))
  return (
    <section aria-label="Data">
      <SettingsHeading title="Data">
        Everything is on this computer. Nothing of it leaves it but the prompts that you send.
      </SettingsHeading>
      {answer.error !== null && (
        <ErrorNotice
          error={answer.error}
          title="Where the data is could not be found out."
          onRetry={answer.reload}
        />
      )}
      {answer.data === undefined && answer.error === null && <Skeleton rows={3} />}
      {answer.data !== undefined && <KnownData info={answer.data} onChanged={answer.reload} />}
    </section>
  )
}

function KnownData({ info, onChanged }: { info: AppInfo; onChanged: () => void }) {
  const { connection, toasts } = useAppState()
  const [asked, setAsked] = useState<Backup | null>(null)
  const restore = useRestore()
  const backUp = useAction(async () => {
    const backup = await connection.client.app.backup()
    toasts.show({ message: `Backed up, ${formatSize(backup.bytes)}` })
    onChanged()
  })
  const now = useNow(60_000)
  const choices = { now, busy: restore.busy, onRestore: setAsked }
  return (
    <>
      <div className="settings-rows">
        <DatabaseNotices info={info} {...choices} />
        <SettingsRow
          title="Data folder"
          text={
            <>
              <span className="file-name">{info.dataFolder}</span>
              <br />
              Workflows, runs and outputs: {formatSize(info.databaseBytes)}
            </>
          }
        >
          <OfferedCopyButton text={info.dataFolder} under="On this page" about="the data folder" />
        </SettingsRow>
        <SettingsRow
          title="Backups"
          text="One a day while this app is open, in the data folder. The last seven of each kind are kept. Keys are in no backup."
        >
          <Button unavailable={backUp.busy} onClick={() => backUp.run()}>
            Back up now
          </Button>
        </SettingsRow>
        {backUp.error !== null && (
          <ErrorNotice error={backUp.error} title="The backup was not taken." onRetry={backUp.run} />
        )}
        {restore.error !== null && (
          <ErrorNotice error={restore.error} title="The backup was not put back. Nothing has changed." />
        )}
      </div>
      <BackupList backups={info.backups} {...choices} />
      <p className="page-note">
        Baton {info.version} on {info.platform}
      </p>
      {asked !== null && (
        <RestoreQuestion
          backup={asked}
          now={now}
          onConfirm={() => restore.run(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  )
}
