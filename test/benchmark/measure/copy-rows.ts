import type { Database } from 'better-sqlite3'

export type Row = Record<string, unknown>

/** Inserts copies of a row that is there, so that a copy has whatever columns the schema has by now. */
export function createCopier(database: Database, table: string) {
  const columns = database
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
    .pluck()
    .all(table)
  const names = columns.map((name) => `"${name}"`).join(', ')
  const insert = database.prepare(
    `INSERT INTO ${table} (${names}) VALUES (${columns.map((name) => `@${name}`).join(', ')})`,
  )
  return {
    /** The rows of the table as they are now. */
    originals: (): Row[] => database.prepare<[], Row>(`SELECT * FROM ${table}`).all(),
    insert: (original: Row, changes: Row): void => {
      insert.run({ ...original, ...changes })
    },
  }
}
