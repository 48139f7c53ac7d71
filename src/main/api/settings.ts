import type { Settings } from '@shared/contract'
import { invalid } from '@shared/errors'
import { DEFAULT_CONCURRENCY, type WorkflowSettings } from '@shared/model/workflow'
import type { StoredSettings } from '@main/store/settings-repository'
import type { Core } from './core'
import { implementation } from './implement-contract'

const { settings: procedures } = implementation

const DEFAULTS: Omit<Settings, 'updatedAt'> = {
  theme: 'system',
  sidebarCollapsed: false,
  defaultConnection: null,
  defaultConcurrency: DEFAULT_CONCURRENCY,
  defaultBudgetUsd: null,
  defaultReuse: false,
  notifications: true,
  gateHint: null,
  editHint: null,
}

/** Preferences of the one user. */
export const settings = procedures.router({
  get: procedures.get.handler(({ context }) => complete(context.core.store.settings.get())),

  update: procedures.update.handler(({ input: { updatedAt, changes }, context: { core } }) => {
    const { defaultConnection } = changes
    if (typeof defaultConnection === 'string' && core.connections.find(defaultConnection) === undefined) {
      const message = `There is no connection "${defaultConnection}".`
      throw invalid([{ path: ['changes', 'defaultConnection'], message, severity: 'error' }])
    }
    const given = Object.entries(changes).filter(([, value]) => value !== undefined)
    return complete(core.store.settings.update(Object.fromEntries(given), updatedAt))
  }),
})

/** What a new workflow starts with, where the user has set something. */
export function newWorkflowDefaults(
  core: Core,
): Pick<WorkflowSettings, 'concurrency' | 'budgetUsd' | 'reuse'> {
  const { defaultConcurrency, defaultBudgetUsd, defaultReuse } = complete(core.store.settings.get())
  return {
    ...(defaultConcurrency !== DEFAULTS.defaultConcurrency && { concurrency: defaultConcurrency }),
    ...(defaultBudgetUsd !== null && { budgetUsd: defaultBudgetUsd }),
    ...(defaultReuse && { reuse: true }),
  }
}

/** Only keys that this version knows; the store may hold those of others. */
function complete({ values, updatedAt }: StoredSettings): Settings {
  const known = Object.entries(values).filter(([key]) => key in DEFAULTS)
  return { ...DEFAULTS, ...Object.fromEntries(known), updatedAt }
}
