import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { createLeases } from '@main/store/lease'
import { openDatabase } from '@main/store/open-database'
import { createRunStore } from '@main/store/run-store'
import { createSearchIndex } from '@main/store/search-index'
import { storageError, withStorageErrors } from '@main/store/storage-error'
import { change, completeStep, newRun } from './run-fixtures'
import { openTestStore, OWNER } from './support'

describe('a full disk', () => {
  test('refuses a commit with a sentence, writes nothing of it, and the same commit works when there is space', () => {
    const store = openTestStore()
    store.close()
    const { dataFolder, clock } = store
    const database = openDatabase(join(dataFolder, 'baton.db'))
    const leases = createLeases(database, {
      now: clock.now,
      owner: OWNER,
      processState: () => ({ alive: true, processStart: null }),
    })
    const unguarded = createRunStore(database, leases, createSearchIndex(database))
    const runStore = withStorageErrors(
      () => unguarded,
      () => expect.unreachable('it is not damaged'),
    )
    const run = newRun()
    const lease = runStore.createRun(run)
    const stepId = run.steps[0]?.id ?? ''
    const version = runStore.runVersion(run.id)

    const pages = Number(database.pragma('page_count', { simple: true }))
    database.pragma(`max_page_count = ${pages + 3}`)
    const commit = () => completeStep({ runStore }, lease, run, stepId, 'x'.repeat(100_000))
    expect(commit).toThrow(
      expect.objectContaining({
        name: 'BatonError',
        code: 'STORAGE_FULL',
        message: expect.stringMatching(/disk is full/),
      }),
    )
    expect(runStore.loadRun(run.id)).toEqual(run)
    expect(runStore.runVersion(run.id)).toBe(version)
    expect(runStore.attempts(run.id, stepId)).toEqual([])
    // What needs no space goes on working.
    runStore.heartbeat(lease)

    database.pragma('max_page_count = 1000000')
    const next = commit()
    expect(runStore.loadRun(run.id)).toEqual(next)
    database.close()
  })
})

describe('errors of the storage', () => {
  const sqlite = (code: string) => Object.assign(new Error('as SQLite says it'), { code })

  test.each([
    ['SQLITE_FULL', 'STORAGE_FULL'],
    ['ENOSPC', 'STORAGE_FULL'],
    ['SQLITE_IOERR_WRITE', 'STORAGE_FULL'],
    ['SQLITE_IOERR_SHMSIZE', 'STORAGE_FULL'],
    ['SQLITE_READONLY', 'STORAGE_FULL'],
    ['SQLITE_CORRUPT', 'STORAGE_CORRUPT'],
    ['SQLITE_CORRUPT_VTAB', 'STORAGE_CORRUPT'],
    ['SQLITE_NOTADB', 'STORAGE_CORRUPT'],
    ['SQLITE_BUSY', 'STORAGE_FULL'],
    ['SQLITE_BUSY_SNAPSHOT', 'STORAGE_FULL'],
    ['SQLITE_CONSTRAINT_UNIQUE', 'INTERNAL'],
  ])('%s is %s', (code, expected) => {
    expect(storageError(sqlite(code))).toMatchObject({ name: 'BatonError', code: expected })
    expect(storageError(new Error('Failed query', { cause: sqlite(code) }))).toMatchObject({ code: expected })
  })

  test('that have another reason stay what they are', () => {
    const error = new TypeError('a mistake')
    expect(storageError(error)).toBe(error)
  })

  test('are translated in drizzle queries, too', () => {
    const store = openTestStore()
    const rival = new Database(join(store.dataFolder, 'baton.db'))
    rival.exec(
      'DROP TABLE settings; CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT CHECK (value IS NULL), updated_at)',
    )
    rival.close()
    expect(() => store.settings.update({ theme: 'dark' })).toThrow(
      expect.objectContaining({ name: 'BatonError', code: 'INTERNAL' }),
    )
  })

  test('a commit of a run that another process deleted is a conflict', () => {
    const { runStore, runs, clock } = openTestStore()
    const run = newRun()
    const lease = runStore.createRun(run)
    runStore.releaseLease(lease)
    clock.advance(1)
    runs.delete(run.id, run.updatedAt)
    expect(() => runStore.commitRun(change(lease, run))).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    )
  })
})
