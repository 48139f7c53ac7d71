import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { useAnswer } from '../../state/use-answer'
import { PageFrame } from '../../ui/page-frame'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { AppearanceSettings } from './appearance-settings'
import { DataSettings } from './data-settings'
import './settings-page.css'

export default function SettingsPage() {
  const { settings } = useAppState()
  const failed = useStore(settings.store, (state) => state.error)
  const info = useAnswer('app info', (client, signal) => client.app.info(undefined, { signal }))

  return (
    <PageFrame title="Settings">
      <div className="settings">
        {failed !== null && (
          <ErrorNotice
            error={failed}
            title="The settings could not be kept."
            onRetry={() => void settings.load()}
          />
        )}
        <AppearanceSettings />
        <section aria-labelledby="data-settings">
          <h2 id="data-settings" className="page-section">
            Data
          </h2>
          {info.error !== null && (
            <ErrorNotice
              error={info.error}
              title="Where the data is could not be found out."
              onRetry={info.reload}
            />
          )}
          {info.data === undefined && info.error === null && <Skeleton rows={2} />}
          {info.data !== undefined && <DataSettings info={info.data} onBackup={info.reload} />}
        </section>
      </div>
    </PageFrame>
  )
}
