import type { Database } from 'better-sqlite3'

/** One of the store's own notes; 0 until it is written. */
export interface Mark {
  read: () => number
  write: (value: number) => void
}

export function createMark(database: Database, name: string): Mark {
  const select = database.prepare<[string], number>('SELECT value FROM store_marks WHERE name = ?').pluck()
  const replace = database.prepare('INSERT OR REPLACE INTO store_marks (name, value) VALUES (?, ?)')
  return {
    read: () => select.get(name) ?? 0,
    write: (value) => {
      replace.run(name, value)
    },
  }
}
