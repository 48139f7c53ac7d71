import { Link, useSearchParams } from 'react-router'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { usePageTitle } from '../../ui/page-frame'
import { ErrorNotice } from '../error-notice'
import { AppearanceSettings } from './appearance-settings'
import { ChangedElsewhere } from './changed-elsewhere'
import { ConnectionsSettings } from './connections/connections-settings'
import { useConnectionTests, type ConnectionTests } from './connections/use-connection-tests'
import { DataSettings } from './data-settings'
import { DefaultsSettings } from './defaults-settings'
import { sectionOf, SETTINGS_SECTIONS, type SettingsSectionId } from './settings-sections'
import '../../ui/side-links.css'
import './settings-page.css'

/** What the user has set, one section at a time. */
export default function SettingsPage() {
  usePageTitle('Settings')
  const { settings } = useAppState()
  const failed = useStore(settings.store, (state) => state.error)
  const changedElsewhere = useStore(settings.store, (state) => state.changedElsewhere)
  const [query] = useSearchParams()
  const shown = sectionOf(query)
  const tests = useConnectionTests()

  return (
    <>
      <header className="settings-head">
        <h1>Settings</h1>
      </header>
      <div className="settings">
        <nav className="settings-nav side-links" aria-label="Settings">
          {SETTINGS_SECTIONS.map(({ id, name }) => (
            <Link
              key={id}
              to={id === 'connections' ? '/settings' : `/settings?section=${id}`}
              aria-current={id === shown ? 'page' : undefined}
            >
              {name}
            </Link>
          ))}
        </nav>
        {/* A new section starts at its top. */}
        <div key={shown} className="page-scroll" data-scroll>
          <div className="settings-section">
            {failed !== null && (
              <ErrorNotice
                error={failed}
                title="The settings could not be kept."
                onRetry={() => void settings.retry()}
              />
            )}
            <ChangedElsewhere names={changedElsewhere} />
            <Section id={shown} tests={tests} />
          </div>
        </div>
      </div>
    </>
  )
}

function Section({ id, tests }: { id: SettingsSectionId; tests: ConnectionTests }) {
  switch (id) {
    case 'connections':
      return <ConnectionsSettings tests={tests} />
    case 'defaults':
      return <DefaultsSettings onConnectionChanged={tests.forget} />
    case 'data':
      return <DataSettings />
    case 'appearance':
      return <AppearanceSettings />
  }
}
