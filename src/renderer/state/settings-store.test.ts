import { expect, it } from 'vitest'
import { connectToMemory } from '../test-support/memory-connection'
import { createMemoryCore } from '../test-support/memory-core'
import { ConnectionLost } from './connection'
import { createSettingsStore } from './settings-store'

function setUp() {
  const core = createMemoryCore()
  const connection = connectToMemory(core)
  return { core, connection, settings: createSettingsStore(connection) }
}

it('shows a change at once and keeps it', async () => {
  const { core, settings } = setUp()
  await settings.load()
  const kept = settings.change({ theme: 'dark' })
  expect(settings.store.getState()).toMatchObject({ theme: 'dark', settings: { theme: 'dark' } })
  await kept
  expect(core.settings).toMatchObject({ theme: 'dark', updatedAt: 1 })
})

it('remembers the theme for the next time the window opens', async () => {
  const { connection, settings } = setUp()
  await settings.change({ theme: 'light' })
  expect(createSettingsStore(connection).store.getState().theme).toBe('light')
})

it('repeats a change when another window was faster', async () => {
  const { core, settings } = setUp()
  await settings.load()
  core.settings = { ...core.settings, notifications: true, updatedAt: 5 }
  await settings.change({ sidebarCollapsed: true })
  expect(core.settings).toMatchObject({ sidebarCollapsed: true, notifications: true, updatedAt: 6 })
})

it('overwrites nothing that another window has set meanwhile, and says so', async () => {
  const { core, settings } = setUp()
  await settings.load()
  core.settings = { ...core.settings, defaultBudgetUsd: 9, updatedAt: 5 }
  await settings.change({ defaultBudgetUsd: 2, defaultReuse: true })
  expect(core.settings).toMatchObject({ defaultBudgetUsd: 9, defaultReuse: true })
  expect(settings.store.getState()).toMatchObject({
    settings: { defaultBudgetUsd: 9, defaultReuse: true },
    changedElsewhere: ['defaultBudgetUsd'],
    error: null,
  })
  // It was seen, so the next choice is one that knows of it.
  await settings.change({ defaultBudgetUsd: 2 })
  expect(core.settings.defaultBudgetUsd).toBe(2)
  expect(settings.store.getState().changedElsewhere).toEqual([])
})

it('takes it for no conflict when another window has set the same', async () => {
  const { core, settings } = setUp()
  await settings.load()
  core.settings = { ...core.settings, theme: 'dark', updatedAt: 5 }
  await settings.change({ theme: 'dark' })
  expect(settings.store.getState()).toMatchObject({ theme: 'dark', changedElsewhere: [], error: null })
})

it('keeps its own changes apart that follow each other', async () => {
  const { core, settings } = setUp()
  await settings.load()
  core.settings = { ...core.settings, notifications: true, updatedAt: 5 }
  await Promise.all([settings.change({ theme: 'dark' }), settings.change({ theme: 'light' })])
  expect(core.settings).toMatchObject({ theme: 'light', notifications: true })
  expect(settings.store.getState()).toMatchObject({ theme: 'light', changedElsewhere: [] })
})

it('says that a change could not be kept until it is, whatever is loaded meanwhile', async () => {
  const { core, connection, settings } = setUp()
  await settings.load()
  connection.lose()
  await settings.change({ theme: 'dark' })
  connection.restore()
  await settings.load()
  expect(settings.store.getState()).toMatchObject({ theme: 'system', error: expect.any(ConnectionLost) })
  await settings.retry()
  expect(settings.store.getState()).toMatchObject({ theme: 'dark', error: null })
  expect(core.settings.theme).toBe('dark')
})

it('shows nothing older than a change that is on its way', async () => {
  const { settings } = setUp()
  await settings.load()
  const seen: string[] = []
  settings.store.subscribe(({ theme }) => seen.push(theme))
  const loaded = settings.load()
  await Promise.all([settings.change({ theme: 'dark' }), loaded])
  expect(new Set(seen)).toEqual(new Set(['dark']))
})

it('takes a change back that could not be kept, and says why', async () => {
  const { core, connection, settings } = setUp()
  await settings.load()
  connection.lose()
  await settings.change({ theme: 'dark' })
  expect(settings.store.getState()).toMatchObject({
    theme: 'system',
    settings: { theme: 'system' },
    error: new ConnectionLost('Baton could not be reached.'),
  })
  expect(core.settings.theme).toBe('system')
})
