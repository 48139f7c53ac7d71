import { readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { bundledMigrations } from '@main/store/bundled-migrations'
import { migrate } from '@main/store/migrate'
import { openStore, type Store } from '@main/store/open-store'
import { restoreBackup } from '@main/store/restore-backup'
import { completeStep, frozenStep, newId, newRun, stepRun } from './run-fixtures'
import { openTestStore } from './support'

const DAY = 24 * 60 * 60 * 1000

describe('backups', () => {
  test('are made once a day, and the last seven are kept', async () => {
    const { maintenance, clock, dataFolder } = openTestStore()
    for (let day = 0; day < 9; day += 1) {
      expect(await maintenance.backUpDaily()).toMatchObject({ reason: 'daily', createdAt: clock.time })
      clock.advance(60 * 1000)
      expect(await maintenance.backUpDaily()).toBeUndefined()
      clock.advance(DAY - 60 * 1000)
    }
    const own = await maintenance.backUp()
    const backups = maintenance.listBackups()
    expect(backups.map((backup) => backup.reason)).toEqual([
      'manual',
      ...Array.from({ length: 7 }, () => 'daily'),
    ])
    expect(backups[0]).toEqual(own)
    expect(backups[1]?.createdAt).toBe(clock.time - DAY)
    const files = readdirSync(join(dataFolder, 'backups'))
    expect(files.sort()).toEqual(backups.map((backup) => backup.name).sort())
  })

  test('that could not be finished leave nothing behind', async () => {
    const store = openTestStore()
    const { maintenance, dataFolder, clock } = store
    const backups = join(dataFolder, 'backups')
    const backing = maintenance.backUp()
    store.close()
    await expect(backing).rejects.toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    expect(readdirSync(backups)).toEqual([])

    for (const name of ['old.partial', 'old.partial-journal', 'young.partial'])
      writeFileSync(join(backups, name), '')
    for (const name of ['old.partial', 'old.partial-journal'])
      utimesSync(join(backups, name), 1, clock.time / 1000 - 2 * 86_400)
    utimesSync(join(backups, 'young.partial'), 1, clock.time / 1000)
    const { name } = await openTestStore({ dataFolder, clock }).maintenance.backUp()
    expect(readdirSync(backups).sort()).toEqual([name, 'young.partial'].sort())
  })

  test.skipIf(process.platform === 'win32')('are for the user only', async () => {
    const { maintenance, dataFolder } = openTestStore()
    const { name } = await maintenance.backUp()
    expect(statSync(join(dataFolder, 'backups', name)).mode & 0o777).toBe(0o600)
  })

  test('that were not finished are not among them', () => {
    const { maintenance, dataFolder } = openTestStore()
    expect(maintenance.listBackups()).toEqual([])
    openTestStore({ dataFolder: join(dataFolder, 'backups') })
    writeFileSync(join(dataFolder, 'backups', 'half.partial'), '')
    writeFileSync(join(dataFolder, 'backups', 'holiday.db'), '')
    expect(maintenance.listBackups()).toEqual([])
  })

  test('taken while steps are written hold a consistent beginning, and can be restored', async () => {
    const store = openTestStore()
    const { runStore, dataFolder, clock } = store
    let run = newRun({ steps: Array.from({ length: 60 }, () => stepRun(frozenStep())) })
    const lease = runStore.createRun(run)
    for (const step of run.steps.slice(0, 20))
      run = completeStep(store, lease, run, step.id, 'x'.repeat(50_000))
    let finished = false
    const backing = store.maintenance.backUp().finally(() => {
      finished = true
    })
    for (const step of run.steps.slice(20, 50)) {
      run = completeStep(store, lease, run, step.id, 'y'.repeat(50_000))
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(finished).toBe(true)
    const backup = await backing
    store.close()

    const aside = restoreBackup({ dataFolder, name: backup.name, now: clock.now })
    const restored = openTestStore({ dataFolder, clock })
    const steps = restored.runStore.loadRun(run.id)?.steps ?? []
    const completed = steps.filter((step) => step.status === 'completed').length
    expect(completed).toBeGreaterThanOrEqual(20)
    expect(steps.slice(0, completed)).toEqual(run.steps.slice(0, completed))
    expect(steps.slice(completed).every((step) => step.status === 'pending')).toBe(true)
    const former = new Database(aside ?? '', { readonly: true })
    expect(former.prepare("SELECT count(*) FROM step_runs WHERE status = 'completed'").pluck().get()).toBe(50)
    former.close()
  })
})

describe('restoring', () => {
  async function backedUp(): Promise<{
    store: ReturnType<typeof openTestStore>
    name: string
    restore: () => string | null
    reopen: () => Store
  }> {
    const store = openTestStore()
    store.settings.update({ theme: 'dark' })
    const { name } = await store.maintenance.backUp()
    store.settings.update({ theme: 'light' })
    const { dataFolder, clock } = store
    return {
      store,
      name,
      restore: () => restoreBackup({ dataFolder, name, now: clock.now }),
      reopen: () => openTestStore({ dataFolder, clock }),
    }
  }

  test('keeps what it replaced, and can itself be undone', async () => {
    const { store, restore, reopen } = await backedUp()
    store.close()
    const aside = restore()
    const restored = reopen()
    expect(restored.settings.get().values).toEqual({ theme: 'dark' })
    restored.close()
    const former = new Database(aside ?? '', { readonly: true })
    expect(former.prepare('SELECT value FROM settings').pluck().all()).toEqual(['"light"'])
    former.close()
  })

  test('is refused while another process has the database open, and changes nothing', async () => {
    const { store, restore } = await backedUp()
    expect(restore).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
    expect(store.settings.get().values).toEqual({ theme: 'light' })
    store.settings.update({ theme: 'system' })
  })

  test('refuses a damaged backup, a newer one, and one that is not there', async () => {
    const { store, name, restore, reopen } = await backedUp()
    store.close()
    const path = join(store.dataFolder, 'backups', name)
    const whole = readFileSync(path)

    const newer = new Database(path)
    newer.pragma(`user_version = ${bundledMigrations.length + 1}`)
    newer.close()
    expect(restore).toThrow(expect.objectContaining({ code: 'NEWER_DATABASE' }))

    writeFileSync(
      path,
      Buffer.concat([whole.subarray(0, 4096), Buffer.alloc(8192, 7), whole.subarray(12288)]),
    )
    expect(restore).toThrow(expect.objectContaining({ code: 'STORAGE_CORRUPT' }))

    const { dataFolder, clock } = store
    for (const wrong of ['../baton.db', 'nothing.db', '']) {
      expect(() => restoreBackup({ dataFolder, name: wrong, now: clock.now })).toThrow(
        expect.objectContaining({ code: 'NOT_FOUND' }),
      )
    }
    expect(reopen().settings.get().values).toEqual({ theme: 'light' })
  })

  test('brings an older database to the newest schema', async () => {
    const { store, name, restore } = await backedUp()
    store.close()
    const path = join(store.dataFolder, 'backups', name)
    const newer = `${path}.newer`
    renameSync(path, newer)
    const older = new Database(path)
    migrate(older, bundledMigrations.slice(0, 1), () => {})
    older.exec(`ATTACH '${newer}' AS newer; INSERT INTO settings SELECT * FROM newer.settings`)
    older.close()
    restore()
    const restored = openStore({ dataFolder: store.dataFolder, now: store.clock.now, newId })
    expect(restored.runs.search({ query: 'something', limit: 5 }).items).toEqual([])
    expect(restored.settings.get().values).toEqual({ theme: 'dark' })
    restored.close()
  })
})
