import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { bundledMigrations } from '@main/store/bundled-migrations'
import { migrate, readVersion } from '@main/store/migrate'
import { openDatabase } from '@main/store/open-database'
import { tell } from '../../support/long-form'
import { temporaryFolder } from '../../support/temporary-folder'

const ROWS = 3

interface Column {
  name: string
  type: string
}

interface Reference {
  table: string
  from: string
  to: string | null
}

const versions = bundledMigrations.map((_, index) => index + 1).slice(0, -1)

test.each(versions)(
  'a database of version %i, every table of it full, is the same in the newest',
  (version) => {
    const database = openDatabase(join(temporaryFolder(), 'baton.db'))
    onTestFinished(() => void database.close())
    migrate(database, bundledMigrations.slice(0, version), () => {})
    const tables = tablesOf(database)
    fill(database, tables)
    const before = contents(database, tables)
    expect(Object.values(before).every(({ rows }) => rows.length === ROWS)).toBe(true)
    expect(database.pragma('foreign_key_check')).toEqual([])

    migrate(database, bundledMigrations, () => {})
    expect(readVersion(database)).toBe(bundledMigrations.length)
    expect(contents(database, tables, before)).toEqual(before)
    expect(database.pragma('foreign_key_check')).toEqual([])
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    tell(
      `version ${version} to ${bundledMigrations.length}: ${tables.length} full tables, equal rows and contents`,
    )
  },
)

/** The application's own tables: not SQLite's, not an index's, and not the list of migrations. */
function tablesOf(database: Database): string[] {
  return database
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
         AND name NOT LIKE 'sqlite%' AND name <> 'migrations' ORDER BY name`,
    )
    .pluck()
    .all()
}

function columnsOf(database: Database, table: string): Column[] {
  return database.prepare<[string], Column>('SELECT name, type FROM pragma_table_info(?)').all(table)
}

/** Rows in which every column has a value; those that refer to others refer to the row with their own number. */
function fill(database: Database, tables: string[]): void {
  database.pragma('foreign_keys = OFF')
  for (const table of tables) {
    const columns = columnsOf(database, table)
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    const insert = database.prepare(
      `INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    for (let row = 1; row <= ROWS; row += 1) {
      insert.run(columns.map((column) => valueOf(database, table, column, row)))
    }
  }
  database.pragma('foreign_keys = ON')
}

function valueOf(database: Database, table: string, column: Column, row: number): string | number {
  const references = database
    .prepare<[string], Reference>('SELECT * FROM pragma_foreign_key_list(?)')
    .all(table)
  const reference = references.find(({ from }) => from === column.name)
  if (reference !== undefined) {
    const parent = columnsOf(database, reference.table)
    const key = parent.find(({ name }) => name === (reference.to ?? parent[0]?.name))
    if (key !== undefined) return valueOf(database, reference.table, key, row)
  }
  if (/INT/i.test(column.type)) return row
  if (/REAL/i.test(column.type)) return row + 0.5
  return `${table}.${column.name} ${row} “ü” 🦉`
}

/** Per table its columns and rows; with `like`, of the columns that are named there. */
function contents(
  database: Database,
  tables: string[],
  like?: Record<string, { columns: string[]; rows: unknown[] }>,
): Record<string, { columns: string[]; rows: unknown[] }> {
  return Object.fromEntries(
    tables.map((table) => {
      const columns = like?.[table]?.columns ?? columnsOf(database, table).map(({ name }) => name)
      const names = columns.map((name) => `"${name}"`).join(', ')
      return [
        table,
        { columns, rows: database.prepare(`SELECT ${names} FROM "${table}" ORDER BY rowid`).all() },
      ]
    }),
  )
}
