import { join } from 'node:path'
import Database from 'better-sqlite3'
import { answer, readTask } from '../measure/run-program'

/**
 * A resume as it would be written by hand: open the database that a killed process left, see where its newest run
 * stands, read the output that the next step builds on, do that step, say so. With `steps` it makes such a run first
 * and waits to be killed.
 */
const { folder, steps } = readTask<{ folder: string; steps?: number }>()
const database = new Database(join(folder, 'floor.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(`
  CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY, step INTEGER);
  CREATE TABLE IF NOT EXISTS outputs (id INTEGER PRIMARY KEY, run_id INTEGER, step INTEGER, output TEXT)`)
const insert = database.prepare('INSERT INTO outputs (run_id, step, output) VALUES (?, ?, ?)')
const update = database.prepare('UPDATE runs SET step = ? WHERE id = ?')
const finish = database.transaction((run: number | bigint, step: number, output: string) => {
  insert.run(run, step, output)
  update.run(step, run)
})

if (steps === undefined) {
  const run = database
    .prepare<[], { id: number; step: number }>('SELECT id, step FROM runs ORDER BY id DESC LIMIT 1')
    .get() ?? { id: 0, step: 0 }
  const before = database
    .prepare<[number, number], string>('SELECT output FROM outputs WHERE run_id = ? AND step = ?')
    .pluck()
    .get(run.id, run.step)
  finish(run.id, run.step + 1, `After ${before}`)
  answer({ done: run.step + 1 })
  database.close()
} else {
  const run = database.prepare('INSERT INTO runs (step) VALUES (0)').run().lastInsertRowid
  for (let step = 1; step <= steps; step += 1) finish(run, step, 'An answer.')
  answer({ ready: true })
  setInterval(() => undefined, 1000)
}
