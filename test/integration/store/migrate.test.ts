import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bundledMigrations } from '@main/store/bundled-migrations'
import { migrate, readVersion, type Migration } from '@main/store/migrate'
import { openDatabase } from '@main/store/open-database'
import { openStore } from '@main/store/open-store'
import { listBackups } from '@main/store/backup'
import { newId, newRun } from './run-fixtures'
import { openTestStore, TestClock } from './support'
import { temporaryFolder } from '../../support/temporary-folder'

const PARENT_AND_CHILD: Migration = {
  name: '0000_initial',
  sql: `
    CREATE TABLE parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE child (id INTEGER PRIMARY KEY, parent_id INTEGER NOT NULL REFERENCES parent (id) ON DELETE CASCADE);`,
}

/** What drizzle-kit writes to change a column. */
const REBUILD: Migration = {
  name: '0001_rebuild',
  sql: `PRAGMA foreign_keys=OFF;--> statement-breakpoint
    CREATE TABLE __new_parent (id INTEGER PRIMARY KEY, name TEXT NOT NULL, note TEXT);
    INSERT INTO __new_parent (id, name) SELECT id, name FROM parent;
    DROP TABLE parent;
    ALTER TABLE __new_parent RENAME TO parent;
    PRAGMA foreign_keys=ON;`,
}

function openEmpty(): Database.Database {
  const database = openDatabase(join(temporaryFolder(), 'test.db'))
  onTestFinished(() => {
    database.close()
  })
  return database
}

function family(): Database.Database {
  const database = openEmpty()
  migrate(database, [PARENT_AND_CHILD], () => {})
  database.exec(
    `INSERT INTO parent VALUES (1, 'a'), (2, 'b'); INSERT INTO child VALUES (1, 1), (2, 1), (3, 2)`,
  )
  return database
}

describe('a migration', () => {
  test('that rebuilds a table keeps the rows that refer to it', () => {
    const database = family()
    migrate(database, [PARENT_AND_CHILD, REBUILD], () => {})
    expect(database.prepare('SELECT id, parent_id FROM child').raw().all()).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ])
    expect(database.prepare('SELECT * FROM parent').raw().all()).toEqual([
      [1, 'a', null],
      [2, 'b', null],
    ])
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(database.pragma('foreign_key_check')).toEqual([])
    database.exec('DELETE FROM parent WHERE id = 1')
    expect(database.prepare('SELECT count(*) FROM child').pluck().get()).toBe(1)
  })

  test.each<[string, string, string]>([
    ['loses rows', `DELETE FROM child WHERE id = 1`, '"child" would go from 3 rows to 2'],
    [
      'leaves rows that refer to nothing',
      `DELETE FROM parent WHERE id = 2; INSERT INTO parent VALUES (9, 'x', NULL)`,
      '1 rows would refer',
    ],
    ['is not SQL', `CREATE TABLE good (id INTEGER); MISTAKE`, 'MISTAKE'],
  ])('that %s is undone as a whole, with those before it', (_, sql, message) => {
    const database = family()
    const migrations = [PARENT_AND_CHILD, REBUILD, { name: '0002_bad', sql }]
    expect(() => migrate(database, migrations, () => {})).toThrow(message)
    expect(readVersion(database)).toBe(1)
    expect(database.prepare('SELECT count(*) FROM child').pluck().get()).toBe(3)
    expect(() => database.prepare('SELECT note FROM parent')).toThrow('no such column')
    expect(database.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'good'").pluck().get()).toBe(0)
    expect(database.pragma('foreign_keys', { simple: true })).toBe(1)
  })

  test('may change the number of rows of a table that it names', () => {
    const database = family()
    const sql = `-- changes rows of: child\nDELETE FROM child WHERE id = 1`
    migrate(database, [PARENT_AND_CHILD, { name: '0001_less', sql }], () => {})
    expect(database.prepare('SELECT count(*) FROM child').pluck().get()).toBe(2)
  })

  test('that was applied in another form is noticed', () => {
    const database = family()
    const other = { ...PARENT_AND_CHILD, sql: `${PARENT_AND_CHILD.sql} -- edited` }
    expect(() => migrate(database, [other], () => {})).toThrow('built in another way')
  })

  test('is applied once when a second process comes in between', () => {
    const database = family()
    const file = database.name
    let calls = 0
    // The list is read under the write lock; a rival has finished all of it just before.
    const migrations = new Proxy([PARENT_AND_CHILD, REBUILD], {
      get(target, name) {
        if (name === 'length' && (calls += 1) === 2) {
          const rival = openDatabase(file)
          migrate(rival, [PARENT_AND_CHILD, REBUILD], () => {})
          rival.close()
        }
        return Reflect.get(target, name) as unknown
      },
    })
    let backups = 0
    migrate(database, migrations, () => (backups += 1))
    expect(calls).toBeGreaterThan(2)
    expect(readVersion(database)).toBe(2)
    expect(backups).toBe(0)
    expect(database.prepare('SELECT count(*) FROM migrations').pluck().get()).toBe(2)
  })

  test('is not seen by another process before all of them are applied', () => {
    const database = family()
    const seen = new Set<number>()
    const backups: number[] = []
    const note = { name: '0002_note', sql: 'CREATE TABLE note (id INTEGER PRIMARY KEY)' }
    const rival = new Database(database.name)
    onTestFinished(() => {
      rival.close()
    })
    // Everything that is read of the list is a moment at which another process may look.
    const migrations = new Proxy([PARENT_AND_CHILD, REBUILD, note], {
      get(target, name) {
        seen.add(readVersion(rival))
        return Reflect.get(target, name) as unknown
      },
    })
    migrate(database, migrations, () => backups.push(readVersion(rival)))
    seen.add(readVersion(rival))
    expect([...seen]).toEqual([1, 3])
    expect(backups).toEqual([1])
  })
})

test('a database is backed up before its first pending migration, and not when it is new', () => {
  const dataFolder = temporaryFolder()
  const clock = new TestClock()
  const first = openDatabase(join(dataFolder, 'baton.db'))
  migrate(first, bundledMigrations.slice(0, 1), () => expect.unreachable('it is empty'))
  first.exec(`INSERT INTO settings VALUES ('theme', '"dark"', 1)`)
  first.close()

  const store = openStore({ dataFolder, now: clock.now, newId })
  expect(store.settings.get().values).toEqual({ theme: 'dark' })
  const [backup, ...others] = listBackups(dataFolder)
  expect(others).toEqual([])
  expect(backup).toMatchObject({ reason: 'migration', createdAt: clock.time })
  const copy = new Database(join(dataFolder, 'backups', backup?.name ?? ''), { readonly: true })
  expect(readVersion(copy)).toBe(1)
  expect(copy.prepare('SELECT value FROM settings').pluck().all()).toEqual(['"dark"'])
  copy.close()
  store.close()
  openStore({ dataFolder, now: clock.now, newId }).close()
  expect(listBackups(dataFolder)).toHaveLength(1)
})

describe('a database of a newer version', () => {
  /** Every file's content and time, but for the shared memory that a reader makes anew. */
  const fingerprint = (folder: string) =>
    readdirSync(folder)
      .filter((name) => !name.endsWith('-shm'))
      .map((name) => [
        name,
        readFileSync(join(folder, name)).toString('base64'),
        statSync(join(folder, name)).mtimeMs,
      ])

  test.each(['in its header', 'only in its log'])('is refused, and not a byte is changed (%s)', (where) => {
    const store = openTestStore()
    const run = newRun()
    store.runStore.createRun(run)
    const file = join(store.dataFolder, 'baton.db')
    const newer = new Database(file)
    newer.pragma('journal_mode = WAL')
    newer.pragma(`user_version = ${bundledMigrations.length + 1}`)
    if (where === 'in its header') {
      newer.pragma('wal_checkpoint(TRUNCATE)')
      store.close()
      newer.close()
    }
    const before = fingerprint(store.dataFolder)
    const open = () => openStore({ dataFolder: store.dataFolder, now: store.clock.now, newId })
    expect(open).toThrow(
      expect.objectContaining({ code: 'NEWER_DATABASE', message: expect.stringMatching(/newer version/) }),
    )
    expect(open).toThrow(expect.objectContaining({ remedy: expect.stringMatching(/Nothing was changed/) }))
    expect(fingerprint(store.dataFolder)).toEqual(before)
    expect(statSync(`${file}-wal`, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThanOrEqual(
      where === 'in its header' ? 0 : 1000,
    )
    newer.close()
  })
})

test('the bundled migrations make the tables that users and scripts rely on', () => {
  const { dataFolder } = openTestStore()
  const reader = new Database(join(dataFolder, 'baton.db'), { readonly: true })
  const tables = reader.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all()
  expect(tables).toEqual(
    expect.arrayContaining([
      'workflows',
      'workflow_steps',
      'runs',
      'step_runs',
      'attempts',
      'revisions',
      'step_cache',
      'templates',
      'connections',
      'settings',
    ]),
  )
  reader.close()
})
