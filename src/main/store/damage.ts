import { setImmediate as nextTurn } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { isCorruption, sqliteCode } from './storage-error'

/** How much of a report is kept. */
const MAX_FINDINGS = 20

/** What is wrong with a database file, at most a few findings; none: nothing was found. Blocks while it reads it. */
export function damageOf(file: string): string[] {
  try {
    const database = new Database(file, { readonly: true })
    try {
      return quickCheck(database, String(MAX_FINDINGS))
    } finally {
      database.close()
    }
  } catch (error) {
    return [corruptionMessage(error)]
  }
}

/** The same for an open database, table by table, so that other work goes on between them. */
export async function damageOfTables(database: Database.Database): Promise<string[]> {
  try {
    const tables = database
      .prepare<[], string>(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
      )
      .pluck()
      .all()
    for (const table of tables) {
      await nextTurn()
      if (!database.open) return []
      const found = quickCheck(database, `"${table}"`)
      if (found.length > 0) return found.slice(0, MAX_FINDINGS)
    }
    return []
  } catch (error) {
    return [corruptionMessage(error)]
  }
}

function quickCheck(database: Database.Database, argument: string): string[] {
  const check = database.prepare<[], string>(`PRAGMA quick_check(${argument})`).pluck()
  return check.all().filter((line) => line !== 'ok')
}

/** Other errors, such as one of permissions, are no damage and go on. */
function corruptionMessage(error: unknown): string {
  const code = sqliteCode(error)
  if (code === undefined || !isCorruption(code)) throw error
  return error instanceof Error ? error.message : code
}
