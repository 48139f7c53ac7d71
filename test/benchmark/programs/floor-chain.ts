import { join } from 'node:path'
import Database from 'better-sqlite3'
import { measureChains } from '../measure/measure-chains'
import { readTask } from '../measure/run-program'
import { type ChainTask, OUTPUT } from '../measure/chain-task'

/** A durable chain as it would be written by hand: one INSERT and one UPDATE per step, in one transaction. */
const task = readTask<ChainTask>()
const database = new Database(join(task.folder, 'floor.db'))
database.pragma('journal_mode = WAL')
database.pragma('synchronous = FULL')
database.exec(`
  CREATE TABLE IF NOT EXISTS runs (id INTEGER PRIMARY KEY, step INTEGER);
  CREATE TABLE IF NOT EXISTS outputs (id INTEGER PRIMARY KEY, run_id INTEGER, step INTEGER, output TEXT)`)
const start = database.prepare('INSERT INTO runs (step) VALUES (0)')
const insert = database.prepare('INSERT INTO outputs (run_id, step, output) VALUES (?, ?, ?)')
const update = database.prepare('UPDATE runs SET step = ? WHERE id = ?')
const step = database.transaction((run: number | bigint, index: number) => {
  insert.run(run, index, OUTPUT)
  update.run(index, run)
})

await measureChains(task, (length) => {
  const run = start.run().lastInsertRowid
  for (let index = 0; index < length; index += 1) step.immediate(run, index)
})
database.close()
