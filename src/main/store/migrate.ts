import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { BatonError } from '@shared/errors'

/** One step of the schema's history. A line `-- changes rows of: a, b` in its text says that this is intended. */
export interface Migration {
  name: string
  sql: string
}

/**
 * Brings a database to the newest schema, in one transaction: of several processes that try at once, one finds it to
 * do, and backs up what none has changed. Not drizzle's own migrator, because that switches foreign keys off inside its
 * transaction, where it has no effect, so that rebuilding a table empties the tables that refer to it.
 * @param backUp called before the first change of a database that is not empty, while nobody can write to it
 * @throws BatonError `NEWER_DATABASE`; `INTERNAL` if an applied migration is not the one we know, or one fails: then
 *   nothing has changed
 */
export function migrate(database: Database, migrations: Migration[], backUp: () => void): void {
  checkApplied(database, migrations)
  if (readVersion(database) === migrations.length) return

  const applyPending = database.transaction(() => {
    // Read again under the write lock: another process may have been faster.
    const applied = readVersion(database)
    const pending = migrations.slice(applied)
    if (pending.length > 0 && !isEmpty(database)) backUp()
    for (const [index, migration] of pending.entries()) apply(database, migration, applied + index + 1)
  })

  database.pragma('foreign_keys = OFF')
  try {
    applyPending.immediate()
  } finally {
    database.pragma('foreign_keys = ON')
  }
  checkApplied(database, migrations)
}

/** How many migrations the database has had. */
export function readVersion(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

export function newerDatabase(): BatonError {
  return new BatonError('NEWER_DATABASE', 'The database was written by a newer version of Baton.', {
    remedy: 'Install the newest version of Baton, or set BATON_HOME to another folder. Nothing was changed.',
  })
}

function apply(database: Database, migration: Migration, version: number): void {
  const before = countRows(database)
  database.exec(migration.sql)

  const orphans = database.prepare('PRAGMA foreign_key_check').all()
  if (orphans.length > 0) {
    throw failed(migration, `${orphans.length} rows would refer to something that is not there`)
  }
  const mayChange = /^-- changes rows of: (.+)$/m.exec(migration.sql)?.[1]?.split(/,\s*/) ?? []
  const after = countRows(database)
  for (const [table, count] of before) {
    const now = after.get(table)
    if (now !== undefined && now !== count && !mayChange.includes(table)) {
      throw failed(migration, `the table "${table}" would go from ${count} rows to ${now}`)
    }
  }
  database
    .prepare('INSERT INTO migrations (version, name, hash) VALUES (?, ?, ?)')
    .run(version, migration.name, hashOf(migration))
  database.pragma(`user_version = ${version}`)
}

function checkApplied(database: Database, migrations: Migration[]): void {
  if (readVersion(database) > migrations.length) throw newerDatabase()
  database.exec(
    'CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, hash TEXT NOT NULL)',
  )
  const applied = database.prepare<[], { version: number; name: string; hash: string }>(
    'SELECT version, name, hash FROM migrations ORDER BY version',
  )
  for (const { version, name, hash } of applied.all()) {
    const known = migrations[version - 1]
    if (known === undefined) throw newerDatabase()
    if (known.name !== name || hashOf(known) !== hash) {
      throw new BatonError('INTERNAL', `The database was built in another way (by "${name}").`, {
        remedy: 'Use the version of Baton that made it, or restore a backup.',
      })
    }
  }
}

function failed(migration: Migration, reason: string): BatonError {
  return new BatonError('INTERNAL', `The database could not be updated ("${migration.name}"): ${reason}.`, {
    remedy: 'Nothing was changed. Go back to the version of Baton you had, and report this.',
  })
}

function hashOf(migration: Migration): string {
  return createHash('sha256').update(migration.sql).digest('hex')
}

function isEmpty(database: Database): boolean {
  return userTables(database).length === 0
}

function countRows(database: Database): Map<string, number> {
  const count = (table: string) => Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get())
  return new Map(userTables(database).map((table) => [table, count(table)]))
}

/** Without what the full-text index is made of, which may be built anew at any time. */
function userTables(database: Database): string[] {
  return database
    .prepare<[], string>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
       AND name NOT LIKE 'search\\_index%' ESCAPE '\\' AND name <> 'migrations'`,
    )
    .pluck()
    .all()
}
