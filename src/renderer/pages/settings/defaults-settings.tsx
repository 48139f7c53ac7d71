import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { useAnswer } from '../../state/use-answer'
import { useWhenBack } from '../../state/use-when-back'
import { NumberField } from '../../ui/number-field'
import { SelectField } from '../../ui/select-field'
import { Skeleton } from '../../ui/skeleton'
import { SwitchField } from '../../ui/switch-field'
import { ErrorNotice } from '../error-notice'
import { DefaultModel } from './default-model'
import { SettingsHeading } from './settings-heading'
import { SettingsRow } from './settings-row'

/** No connection is called so: names are not empty. */
const AUTOMATIC = ''
/** The most that the contract takes. */
const MOST_AT_A_TIME = 64
const HIGHEST_BUDGET = 1_000_000

/** What steps and new workflows start with. */
export function DefaultsSettings({ onConnectionChanged }: { onConnectionChanged: (name: string) => void }) {
  const { settings } = useAppState()
  const { settings: values, conflicts } = useStore(settings.store)
  const chosen = values?.defaultConnection ?? null
  const list = useAnswer(`connections, ${chosen} by default`, (client, signal) =>
    client.connections.list({}, { signal }),
  )
  const connections = list.data?.connections ?? []
  const current = connections.find(({ name }) => name === chosen) ?? connections.find((one) => one.isDefault)
  useWhenBack(list.reload)
  // The chosen one is chosen also while the list does not know it: not loaded yet, or renamed elsewhere.
  const isListed = chosen === null || connections.some(({ name }) => name === chosen)
  const names = [...connections.map(({ name }) => name), ...(isListed ? [] : [chosen])]
  const automatic = chosen === null && current !== undefined ? `Automatic (${current.name})` : 'Automatic'
  return (
    <section aria-label="Defaults">
      <SettingsHeading title="Defaults">
        What steps use that say nothing else, and what a new workflow starts with. Workflows that are there
        already keep their own run options.
      </SettingsHeading>
      {list.error !== null && (
        <ErrorNotice error={list.error} title="The connections could not be loaded." onRetry={list.reload} />
      )}
      {values === null && <Skeleton rows={4} />}
      {values !== null && (
        // Fields give up what is typed in them when it would overwrite what another window has set.
        <div key={conflicts} className="settings-rows">
          <SettingsRow
            title="Default connection"
            text="For steps that name none. Automatic is “openai” or “anthropic” where there is one, else the demo while it is the only one."
          >
            <SelectField
              label="Connection"
              value={chosen ?? AUTOMATIC}
              options={[
                { value: AUTOMATIC, name: automatic },
                ...names.map((name) => ({ value: name, name })),
              ]}
              onChange={(name) =>
                void settings.change({ defaultConnection: name === AUTOMATIC ? null : name })
              }
            />
          </SettingsRow>
          {current !== undefined && (
            <DefaultModel
              key={current.name}
              connection={current}
              onSaved={() => {
                onConnectionChanged(current.name)
                list.reload()
              }}
            />
          )}
          <SettingsRow title="Steps at a time" text="How many steps of one run may be on their way at once.">
            <NumberField
              label="At a time"
              value={values.defaultConcurrency}
              placeholder="4"
              least={1}
              most={MOST_AT_A_TIME}
              whole
              onChange={(count) => {
                if (count !== undefined) void settings.change({ defaultConcurrency: count })
              }}
            />
          </SettingsRow>
          <SettingsRow
            title="Budget of a run"
            text="In US dollars. A run pauses before it would spend more, and asks you."
          >
            <NumberField
              label="US dollars"
              value={values.defaultBudgetUsd ?? undefined}
              placeholder="no limit"
              least={0.0001}
              most={HIGHEST_BUDGET}
              onChange={(budget) => void settings.change({ defaultBudgetUsd: budget ?? null })}
            />
          </SettingsRow>
          <SettingsRow
            title="Reuse"
            text="A step whose prompt and settings have not changed takes the output of an earlier run."
          >
            <SwitchField
              label="Reuse outputs"
              checked={values.defaultReuse}
              onChange={(defaultReuse) => void settings.change({ defaultReuse })}
            />
          </SettingsRow>
          <SettingsRow
            title="Notifications"
            text="The system tells you that a run waits for you, or has ended."
          >
            <SwitchField
              label="Notify me"
              checked={values.notifications}
              onChange={(notifications) => void settings.change({ notifications })}
            />
          </SettingsRow>
        </div>
      )}
    </section>
  )
}
