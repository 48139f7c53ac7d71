import { join } from 'node:path'
import Database from 'better-sqlite3'
import { answer, readTask } from '../measure/run-program'

/** A first durable step as it would be written by hand: open the database, insert, update, say so. */
const { folder } = readTask<{ folder: string }>()
const database = new Database(join(folder, 'floor.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(`
  CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY, step INTEGER);
  CREATE TABLE IF NOT EXISTS outputs (id INTEGER PRIMARY KEY, run_id INTEGER, step INTEGER, output TEXT)`)
const run = database.prepare('INSERT INTO runs (step) VALUES (0)').run().lastInsertRowid
database.transaction(() => {
  database.prepare('INSERT INTO outputs (run_id, step, output) VALUES (?, 1, ?)').run(run, 'An answer.')
  database.prepare('UPDATE runs SET step = 1 WHERE id = ?').run(run)
})()
answer({ done: true })
database.close()
