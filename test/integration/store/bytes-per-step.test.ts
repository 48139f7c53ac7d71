import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from '@main/store/open-database'
import type { StepRun } from '@shared/model/run'
import { attempt, change, frozenStep, newRun, revision, stepRun, withStep } from './run-fixtures'
import { openTestStore } from './support'
import { temporaryFolder } from '../../support/temporary-folder'

/** What one page takes in the log. */
const FRAME = 4096 + 24

const OUTPUT = 'The answer of a model, in a sentence or two, as it comes from a short prompt. '.repeat(3)

/** One INSERT and one UPDATE per transaction, as it would be written by hand. */
function floorBytesPerStep(steps: number): number {
  const file = join(temporaryFolder(), 'floor.db')
  const database = openDatabase(file)
  database.pragma('wal_autocheckpoint = 0')
  database.exec(`
    CREATE TABLE runs (id TEXT PRIMARY KEY, step INTEGER);
    CREATE TABLE outputs (step INTEGER PRIMARY KEY, run_id TEXT, output TEXT);
    INSERT INTO runs VALUES ('run', 0)`)
  const insert = database.prepare('INSERT INTO outputs (run_id, step, output) VALUES (?, ?, ?)')
  const update = database.prepare('UPDATE runs SET step = ? WHERE id = ?')
  const step = database.transaction((index: number) => {
    insert.run('run', index, OUTPUT)
    update.run(index, 'run')
  })
  const before = statSync(`${file}-wal`).size
  for (let index = 0; index < steps; index += 1) step.immediate(index)
  const bytes = statSync(`${file}-wal`).size - before
  database.close()
  return bytes / steps
}

/** A chain in which the commit that ends a step starts the next one. */
function chainBytesPerStep(length: number): { perStep: number; create: number } {
  const { runStore, dataFolder } = openTestStore()
  const file = join(dataFolder, 'baton.db')
  // A reader that stays keeps the log from being started anew.
  const reader = new Database(file, { readonly: true })
  reader.exec('BEGIN; SELECT count(*) FROM runs')
  const bytes = (): number => statSync(`${file}-wal`).size

  const empty = bytes()
  let run = newRun({
    steps: Array.from({ length }, (_, index) => stepRun(frozenStep({ label: `Step number ${index}` }))),
  })
  const lease = runStore.createRun(run)
  const created = bytes()

  const running = (step: StepRun, seq: number): StepRun => ({
    ...step,
    status: 'running',
    attempts: 1,
    startedAt: 1_790_000_000_000,
    seq,
  })
  const sent = (step: StepRun) =>
    attempt(step.id, {
      outcome: 'running',
      finishReason: null,
      tokenUsage: null,
      costEstimate: null,
      startedAt: 1_790_000_000_000,
      finishedAt: null,
    })
  let seq = 0
  for (let index = -1; index < length; index += 1) {
    const [ending, starting] = [run.steps[index], run.steps[index + 1]]
    const parts: Parameters<typeof change>[2] & object = {
      steps: [],
      attempts: [],
      revisions: [],
      dropPartials: [],
    }
    if (ending !== undefined) {
      const fingerprint = createHash('sha256').update(ending.id).digest('hex')
      seq += 1
      const done: StepRun = {
        ...ending,
        status: 'completed',
        output: OUTPUT,
        revision: 1,
        fingerprint,
        fingerprintVersion: 1,
        tokenUsage: { inputTokens: 812, outputTokens: 345, cachedInputTokens: 20 },
        costEstimate: 0.00123,
        durationMs: 1234,
        finishedAt: 1_790_000_001_000,
        seq,
      }
      run = withStep(run, done, { seq, updatedAt: 1_790_000_001_000 })
      parts.steps?.push(done)
      parts.revisions?.push(revision(ending.id, { text: OUTPUT, fingerprint, createdAt: 1_790_000_001_000 }))
      parts.attempts?.push({
        ...sent(ending),
        outcome: 'completed',
        finishReason: { unified: 'stop', raw: 'end_turn' },
        tokenUsage: done.tokenUsage,
        costEstimate: 0.00123,
        finishedAt: 1_790_000_001_000,
      })
      parts.dropPartials?.push(ending.id)
    }
    if (starting !== undefined) {
      seq += 1
      const started = running(starting, seq)
      run = withStep(run, started, { seq })
      parts.steps?.push(started)
      parts.attempts?.push(sent(starting))
    }
    const runChanged = ending === undefined || starting === undefined
    runStore.commitRun(change(lease, run, { ...parts, runChanged }))
  }
  const end = bytes()
  reader.close()
  return { perStep: (end - created) / length, create: (created - empty) / length }
}

// Thousands of synced commits: slow where the disk is shared.
test(
  'a step of a chain of 1,000 writes as little as one of 100, and at most three times the floor',
  { timeout: 90_000 },
  () => {
    const floor = floorBytesPerStep(1_000)
    const short = chainBytesPerStep(100)
    const long = chainBytesPerStep(1_000)
    process.stdout.write(
      `bytes per step: floor ${floor.toFixed(0)}, chain of 100 ${short.perStep.toFixed(0)}, chain of 1,000 ${long.perStep.toFixed(0)}` +
        ` (${(long.perStep / floor).toFixed(2)} x, ${(long.perStep / FRAME).toFixed(2)} pages); creating the run: ${short.create.toFixed(0)} and ${long.create.toFixed(0)}\n`,
    )
    expect(long.perStep / floor).toBeLessThanOrEqual(3)
    expect(long.perStep / short.perStep).toBeLessThan(1.1)
  },
)
