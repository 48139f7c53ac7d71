import type { JsonValue } from '@shared/model/json'
import { checkBase, nextUpdate } from './base-check'
import { settings } from './schema'
import type { StoreContext } from './store-context'

/** What was set; a key that never was is absent. */
export interface StoredSettings {
  values: Record<string, JsonValue>
  /** Of the last change; 0 before the first. */
  updatedAt: number
}

export interface SettingsRepository {
  get(): StoredSettings
  /**
   * Sets these keys and leaves the others.
   * @param basedOn the `updatedAt` of what the caller saw; absent: whatever it is
   * @throws BatonError `CONFLICT`
   */
  update(changes: Record<string, JsonValue>, basedOn?: number): StoredSettings
}

export function createSettingsRepository({
  database,
  inTransaction,
  queries,
  now,
}: StoreContext): SettingsRepository {
  // Planning a run asks for every step.
  const selectAll = database.prepare<[], typeof settings.$inferSelect>(
    'SELECT key, value, updated_at AS updatedAt FROM settings',
  )

  function get(): StoredSettings {
    const rows = selectAll.all()
    return {
      values: Object.fromEntries(rows.map((row): [string, JsonValue] => [row.key, JSON.parse(row.value)])),
      updatedAt: rows.reduce((latest, row) => Math.max(latest, row.updatedAt), 0),
    }
  }

  function write(changes: Record<string, JsonValue>, basedOn?: number): StoredSettings {
    const before = get()
    if (basedOn !== undefined) checkBase('setting', before.updatedAt, basedOn)
    const updatedAt = nextUpdate(now(), before.updatedAt)
    for (const [key, value] of Object.entries(changes)) {
      const written = { value: JSON.stringify(value), updatedAt }
      queries
        .insert(settings)
        .values({ key, ...written })
        .onConflictDoUpdate({ target: settings.key, set: written })
        .run()
    }
    return get()
  }

  return { get, update: (changes, basedOn) => inTransaction(() => write(changes, basedOn)) }
}
