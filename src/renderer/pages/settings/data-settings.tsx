import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { CopyButton } from '../../ui/copy-button'
import { formatSize } from '../../ui/format-size'
import { Notice } from '../../ui/notice'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { BackupList } from './backup-list'
import { SettingsHeading } from './settings-heading'
import { SettingsRow } from './settings-row'

/** Where everything is kept, and its copies. */
export function DataSettings() {
  const { connection, toasts } = useAppState()
  const answer = useAnswer('app info', (client, signal) => client.app.info(undefined, { signal }))
  const backUp = useAction(async () => {
    const backup = await connection.client.app.backup()
    toasts.show({ message: `Backed up, ${formatSize(backup.bytes)}` })
    answer.reload()
  })
  const info = answer.data
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
      {info === undefined && answer.error === null && <Skeleton rows={3} />}
      {info !== undefined && (
        <>
          <div className="settings-rows">
            {info.corruptDatabaseMovedTo !== null && (
              <Notice tone="bad" title="The database was damaged and has been put aside.">
                It is kept as <span className="file-name">{info.corruptDatabaseMovedTo}</span>. A backup can
                be put in its place below.
              </Notice>
            )}
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
              <CopyButton text={info.dataFolder} />
            </SettingsRow>
            <SettingsRow
              title="Backups"
              text="One a day while Baton is in use, in the data folder. The last seven are kept. Keys are in no backup."
            >
              <Button unavailable={backUp.busy} onClick={() => backUp.run()}>
                Back up now
              </Button>
            </SettingsRow>
            {backUp.error !== null && (
              <ErrorNotice error={backUp.error} title="The backup was not taken." onRetry={backUp.run} />
            )}
          </div>
          <BackupList backups={info.backups} />
          <p className="page-note">
            Baton {info.version} on {info.platform}
          </p>
        </>
      )}
    </section>
  )
}
