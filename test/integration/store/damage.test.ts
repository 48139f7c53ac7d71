import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as fc from '../../support/fast-check'
import { describe, expect, test } from 'vitest'
import { BatonError } from '@shared/errors'
import type { Run } from '@shared/model/run'
import { DamagedDatabase } from '@main/store/check-database'
import { damageOf } from '@main/store/damage'
import { openStore } from '@main/store/open-store'
import { restoreBackup } from '@main/store/restore-backup'
import { completeStep, frozenStep, newId, newRun, stepRun } from './run-fixtures'
import { openTestStore, TestClock } from './support'
import { temporaryFolder } from '../../support/temporary-folder'
import { fuzz, times } from '../../support/long-form'

const CORRUPT = expect.objectContaining({ code: 'STORAGE_CORRUPT' })

/** A closed database with a run of some size. */
function filled(): { dataFolder: string; run: Run; clock: TestClock } {
  const store = openTestStore()
  const { dataFolder, clock } = store
  let run = newRun({ steps: Array.from({ length: 40 }, () => stepRun(frozenStep())) })
  const lease = store.runStore.createRun(run)
  for (const [index, step] of run.steps.entries()) {
    run = completeStep(store, lease, run, step.id, `output ${index} `.repeat(100 + index * 20))
  }
  store.runStore.releaseLease(lease)
  store.close()
  return { dataFolder, run, clock }
}

function rootPage(file: string, table: string): number {
  const reader = new Database(file, { readonly: true })
  const page = reader
    .prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?')
    .pluck()
    .get(table)
  reader.close()
  return page ?? 0
}

function overwritePage(file: string, page: number): void {
  const bytes = readFileSync(file)
  bytes.fill(0xa5, (page - 1) * 4096, page * 4096)
  writeFileSync(file, bytes)
}

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

describe('damage that SQLite meets', () => {
  test('is reported, checked at the next start, moved aside, and the newest backup restored', async () => {
    const { dataFolder, run, clock } = filled()
    const file = join(dataFolder, 'baton.db')
    const options = { dataFolder, now: clock.now, newId }
    const healthy = openStore(options)
    const backup = await healthy.maintenance.backUp()
    healthy.close()
    overwritePage(file, rootPage(file, 'step_runs'))
    const damaged = readFileSync(file)

    const store = openStore(options)
    expect(() => store.runStore.loadRun(run.id)).toThrow(CORRUPT)
    store.close()
    expect(readFileSync(file).equals(damaged)).toBe(true)

    const error = thrownBy(() => openStore(options))
    expect(error).toMatchObject({ code: 'STORAGE_CORRUPT', remedy: expect.stringContaining(backup.name) })
    const movedTo =
      error instanceof BatonError && error.cause instanceof DamagedDatabase ? error.cause.movedTo : ''
    expect(readFileSync(movedTo).equals(damaged)).toBe(true)
    expect(existsSync(file)).toBe(false)

    restoreBackup({ dataFolder, name: backup.name, now: clock.now })
    const restored = openStore(options)
    expect(restored.runStore.loadRun(run.id)?.steps).toEqual(run.steps)
    restored.close()
  })

  test('at the start is found at the start', () => {
    const { dataFolder, clock } = filled()
    const file = join(dataFolder, 'baton.db')
    writeFileSync(file, Buffer.from('this was a database once '.repeat(1000)))
    const options = { dataFolder, now: clock.now, newId }
    expect(() => openStore(options)).toThrow(CORRUPT)
    const kept = readdirSync(dataFolder).find((name) => name.startsWith('baton.db.damaged-'))
    expect(readFileSync(join(dataFolder, kept ?? ''), 'utf8')).toContain('this was a database once')
    // Without a backup there is nothing to offer, and the next start is a fresh one.
    openStore(options).close()
  })

  test('a mark without damage costs one check', () => {
    const { dataFolder, run, clock } = filled()
    writeFileSync(join(dataFolder, 'check-at-start'), '')
    const store = openStore({ dataFolder, now: clock.now, newId })
    expect(store.runStore.loadRun(run.id)?.steps).toEqual(run.steps)
    expect(existsSync(join(dataFolder, 'check-at-start'))).toBe(false)
    store.close()
  })
})

test('the daily check finds damage, once a day, and has the next start move it aside', async () => {
  const { dataFolder, clock } = filled()
  const file = join(dataFolder, 'baton.db')
  const options = { dataFolder, now: clock.now, newId }
  const store = openStore(options)
  await store.maintenance.checkDaily()
  store.close()
  overwritePage(file, rootPage(file, 'workflows_by_name'))

  const again = openStore(options)
  await again.maintenance.checkDaily()
  clock.advance(24 * 60 * 60 * 1000)
  await expect(again.maintenance.checkDaily()).rejects.toThrow(CORRUPT)
  again.close()
  expect(() => openStore(options)).toThrow(CORRUPT)
})

/** Opens the database of a folder, and reads the run's outputs. */
function lookAt(dataFolder: string, run: Run): 'nothing' | 'damage' | 'wrong outputs' {
  const store = openStore({ dataFolder, now: new TestClock().now, newId })
  try {
    const loaded = store.runStore.loadRun(run.id)
    if (damageOf(join(dataFolder, 'baton.db')).length > 0) return 'damage'
    // The run's own row may be hidden: then no output is wrong.
    const outputs = (loaded ?? run).steps.map((step) => step.output)
    const isRight = outputs.every((output, index) => output === run.steps[index]?.output)
    return isRight ? 'nothing' : 'wrong outputs'
  } finally {
    store.close()
  }
}

test('random damage is found, or the outputs are what they were', { timeout: times(90_000, 900_000) }, () => {
  const { dataFolder, run } = filled()
  const original = join(dataFolder, 'baton.db')
  const size = readFileSync(original).length
  const damage = fc.record({
    at: fc.nat(size - 1),
    length: fc.constantFrom(1, 2, 16, 512, 4096),
    byte: fc.nat(255),
  })
  let found = 0
  fc.assert(
    fc.property(damage, ({ at, length, byte }) => {
      const folder = temporaryFolder()
      const file = join(folder, 'baton.db')
      copyFileSync(original, file)
      const bytes = readFileSync(file)
      bytes.fill(byte, at, Math.min(at + length, size))
      writeFileSync(file, bytes)
      let met: unknown
      const error = thrownBy(() => (met = lookAt(folder, run)))
      if (error instanceof BatonError) met = 'damage'
      if (met !== 'nothing') found += 1
      expect(['nothing', 'damage']).toContain(met)
    }),
    { seed: 22, ...fuzz(150, 1_000, 'damaged database files: found or harmless') },
  )
  expect(found).toBeGreaterThan(20)
})
