import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { Choice } from '../../ui/choice'
import { SwitchField } from '../../ui/switch-field'

const THEMES = [
  { value: 'system', name: 'System' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
] as const

export function AppearanceSettings() {
  const { settings } = useAppState()
  const { settings: values, theme } = useStore(settings.store)
  return (
    <section aria-labelledby="appearance-settings">
      <h2 id="appearance-settings" className="page-section">
        Appearance
      </h2>
      <div className="settings-rows">
        <div className="settings-row">
          <div>
            <h3>Theme</h3>
            <p>System follows the setting of this computer.</p>
          </div>
          <Choice
            label="Theme"
            value={theme}
            options={THEMES}
            onChange={(choice) => void settings.change({ theme: choice })}
          />
        </div>
        <div className="settings-row">
          <div>
            <h3>Sidebar</h3>
            <p>Narrow windows show icons only in any case.</p>
          </div>
          <SwitchField
            label="Icons only"
            checked={values?.sidebarCollapsed ?? false}
            onChange={(sidebarCollapsed) => void settings.change({ sidebarCollapsed })}
          />
        </div>
      </div>
    </section>
  )
}
