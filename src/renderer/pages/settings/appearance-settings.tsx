import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { Button } from '../../ui/button'
import { Choice } from '../../ui/choice'
import { SwitchField } from '../../ui/switch-field'
import { SettingsHeading } from './settings-heading'
import { SettingsRow } from './settings-row'

const THEMES = [
  { value: 'system', name: 'System' },
  { value: 'light', name: 'Light' },
  { value: 'dark', name: 'Dark' },
] as const

export function AppearanceSettings() {
  const { settings } = useAppState()
  const { settings: values, theme } = useStore(settings.store)
  return (
    <section aria-label="Appearance">
      <SettingsHeading title="Appearance">How Baton looks, in every window.</SettingsHeading>
      <div className="settings-rows">
        <SettingsRow title="Theme" text="System follows the setting of this computer.">
          <Choice
            label="Theme"
            value={theme}
            options={THEMES}
            onChange={(choice) => void settings.change({ theme: choice })}
          />
        </SettingsRow>
        <SettingsRow title="Sidebar" text="Narrow windows show icons only in any case.">
          <SwitchField
            label="Icons only"
            checked={values?.sidebarCollapsed ?? false}
            onChange={(sidebarCollapsed) => void settings.change({ sidebarCollapsed })}
          />
        </SettingsRow>
        <SettingsRow title="Hints" text="What the first run explains at a gate and at an output.">
          <Button
            unavailable={values === null || (values.gateHint === null && values.editHint === null)}
            onClick={() => void settings.change({ gateHint: null, editHint: null })}
          >
            Show hints again
          </Button>
        </SettingsRow>
      </div>
    </section>
  )
}
