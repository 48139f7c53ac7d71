import { copyFileSync, readFileSync, statSync, truncateSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { assertDurable, openDatabase } from '@main/store/open-database'
import { openStore } from '@main/store/open-store'
import { completeStep, frozenStep, newId, newRun, stepRun } from './run-fixtures'
import { openTestStore, TestClock } from './support'
import { temporaryFolder } from '../../support/temporary-folder'
import { tell, times } from '../../support/long-form'

test('every commit is synced to the disk, before and after the first write', () => {
  const database = openDatabase(join(temporaryFolder(), 'test.db'))
  const synchronous = () => database.pragma('synchronous', { simple: true })
  expect(synchronous()).toBe(2)
  database.exec('CREATE TABLE t (x); INSERT INTO t VALUES (1)')
  expect(synchronous()).toBe(2)
  assertDurable(database)
  database.pragma('synchronous = NORMAL')
  expect(() => assertDurable(database)).toThrow(/can't be opened safely/)
  database.close()
})

describe('a log that was cut off', () => {
  test(
    'opens as a prefix of what was committed, wherever that was',
    { timeout: times(90_000, 900_000) },
    () => {
      const { runStore, dataFolder } = openTestStore()
      const file = join(dataFolder, 'baton.db')
      // A reader keeps the log from being folded into the database.
      const reader = new Database(file, { readonly: true })
      reader.exec('BEGIN; SELECT count(*) FROM sqlite_schema')
      let run = newRun({ steps: Array.from({ length: 30 }, () => stepRun(frozenStep())) })
      const lease = runStore.createRun(run)
      for (const [index, step] of run.steps.entries()) {
        run = completeStep({ runStore }, lease, run, step.id, `output ${index} `.repeat(1 + index * 20))
      }
      const whole = statSync(`${file}-wal`).size
      expect(whole).toBeGreaterThan(100_000)

      let last = 0
      const places = times(100, 400)
      for (let cut = 0; cut <= places; cut += 1) {
        const folder = temporaryFolder()
        copyFileSync(file, join(folder, 'baton.db'))
        copyFileSync(`${file}-wal`, join(folder, 'baton.db-wal'))
        truncateSync(join(folder, 'baton.db-wal'), Math.round((whole * cut) / places))
        const store = openStore({ dataFolder: folder, now: new TestClock().now, newId })
        const steps = store.runStore.loadRun(run.id)?.steps ?? []
        const completed = steps.filter((step) => step.status === 'completed')
        expect(steps.slice(0, completed.length)).toEqual(run.steps.slice(0, completed.length))
        expect(completed.length).toBeGreaterThanOrEqual(last)
        last = completed.length
        store.close()
        const after = new Database(join(folder, 'baton.db'), { readonly: true })
        expect(after.pragma('integrity_check', { simple: true })).toBe('ok')
        after.close()
      }
      expect(last).toBe(30)
      tell(`log cut off at ${places} places: ${places} prefixes, integrity_check ok each time`)
      reader.close()
    },
  )

  test('is on the disk when a commit returns', () => {
    const { runStore, dataFolder } = openTestStore()
    const run = newRun()
    const lease = runStore.createRun(run)
    completeStep({ runStore }, lease, run, run.steps[0]?.id ?? '', 'a text that can be found')
    expect(readFileSync(join(dataFolder, 'baton.db-wal')).includes('a text that can be found')).toBe(true)
  })
})
