import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { bundledMigrations } from '@main/store/bundled-migrations'
import { migrate, readVersion } from '@main/store/migrate'
import { openDatabase } from '@main/store/open-database'
import { openStore } from '@main/store/open-store'
import { type BundledProgram, bundleProgram } from '../../support/bundle-program'
import { newId } from './run-fixtures'
import { temporaryFolder } from '../../support/temporary-folder'

type Child = ChildProcessByStdio<null, Readable, Readable>

let program: BundledProgram

beforeAll(async () => {
  program = await bundleProgram(join(import.meta.dirname, 'child.ts'))
}, 60_000)

afterAll(() => program.remove())

function start(command: string, dataFolder: string): Child {
  const child = spawn(process.execPath, [program.path, command, dataFolder], {
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  onTestFinished(() => {
    child.kill('SIGKILL')
  })
  return child
}

async function outputOf(child: Child): Promise<{ code: number | null; output: string }> {
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => (output += data.toString()))
  await once(child, 'close')
  return { code: child.exitCode, output }
}

/** Kills the process when it has said this line. @returns the last line it said */
async function killAfter(child: Child, line: string): Promise<string> {
  let last = ''
  const lines = createInterface({ input: child.stdout })
  lines.on('line', (said) => {
    last = said
    if (said === line) child.kill('SIGKILL')
  })
  await Promise.all([once(child, 'close'), once(lines, 'close')])
  return last
}

describe('several processes', { timeout: 60_000 }, () => {
  test('that make one database at once all open it, and it is migrated once', async () => {
    const dataFolder = temporaryFolder()
    const ends = await Promise.all(Array.from({ length: 6 }, () => outputOf(start('open', dataFolder))))
    expect(ends).toEqual(ends.map(() => ({ code: 0, output: 'open\n' })))
    const database = openDatabase(join(dataFolder, 'baton.db'))
    expect(readVersion(database)).toBe(bundledMigrations.length)
    expect(database.prepare('SELECT count(*) FROM migrations').pluck().get()).toBe(bundledMigrations.length)
    database.close()
  })

  test('that bring one database to the newest schema at once back it up and migrate it once', async () => {
    const dataFolder = temporaryFolder()
    const older = openDatabase(join(dataFolder, 'baton.db'))
    migrate(older, bundledMigrations.slice(0, 1), () => {})
    older.exec(`INSERT INTO settings VALUES ('theme', '"dark"', 1)`)
    older.close()
    const ends = await Promise.all(Array.from({ length: 4 }, () => outputOf(start('open', dataFolder))))
    expect(ends).toEqual(ends.map(() => ({ code: 0, output: 'open\n' })))
    const store = openStore({ dataFolder, now: Date.now, newId })
    expect(store.maintenance.listBackups()).toHaveLength(1)
    expect(store.settings.get().values).toEqual({ theme: 'dark' })
    store.close()
  })
})

describe('a process that is killed', { timeout: 60_000 }, () => {
  test('loses nothing that it had said, and its run can be taken over at once', async () => {
    const dataFolder = temporaryFolder()
    const child = start('work', dataFolder)
    const last = Number(await killAfter(child, '150'))

    const store = openStore({ dataFolder, now: Date.now, newId })
    onTestFinished(() => store.close())
    const run = store.runStore.loadRun('run')
    expect(run?.status).toBe('interrupted')
    const outputs = run?.steps.flatMap((step) => step.output ?? []) ?? []
    expect(outputs.length).toBeGreaterThan(last)
    expect(outputs).toEqual(outputs.map((_, index) => `output ${index}`))
    expect(store.runStore.acquireLease('run').token).toBe(2)
    expect(store.runStore.loadRun('run')?.status).toBe('running')
    const reader = new Database(join(dataFolder, 'baton.db'), { readonly: true })
    expect(reader.pragma('integrity_check', { simple: true })).toBe('ok')
    reader.close()
  })

  test('while it puts backups back leaves the one database or the other, whole', async () => {
    const dataFolder = temporaryFolder()
    const options = { dataFolder, now: Date.now, newId }
    const store = openStore(options)
    for (const theme of ['dark', 'light']) {
      store.settings.update({ theme, size: theme.repeat(50_000) })
      await store.maintenance.backUp()
    }
    store.close()
    const seen = new Set<unknown>()
    for (let moment = 0; moment < 24; moment += 1) {
      const child = start('restore', dataFolder)
      const [newest = ''] = store.maintenance.listBackups().map(({ name }) => name)
      for await (const line of createInterface({ input: child.stdout })) if (line === newest) break
      child.stdout.resume()
      // Somewhere in one of the next few, each of which takes some milliseconds.
      const timer = setTimeout(() => child.kill('SIGKILL'), moment)
      await once(child, 'close')
      clearTimeout(timer)
      const after = openStore(options)
      const { theme, size } = after.settings.get().values
      expect([
        { theme: 'dark', size: 'dark'.repeat(50_000) },
        { theme: 'light', size: 'light'.repeat(50_000) },
      ]).toContainEqual({ theme, size })
      seen.add(theme)
      after.close()
      const reader = new Database(join(dataFolder, 'baton.db'), { readonly: true })
      expect(reader.pragma('integrity_check', { simple: true })).toBe('ok')
      reader.close()
    }
    expect(seen).toEqual(new Set(['dark', 'light']))
  })

  test('keeps its run as long as it lives', async () => {
    const dataFolder = temporaryFolder()
    const child = start('work', dataFolder)
    const lines = createInterface({ input: child.stdout })
    for await (const line of lines) if (line === 'created') break
    child.stdout.resume()
    const store = openStore({ dataFolder, now: Date.now, newId })
    onTestFinished(() => store.close())
    expect(() => store.runStore.acquireLease('run')).toThrow(`process ${child.pid} on`)
    expect(store.runStore.loadRun('run')?.status).toBe('running')
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(store.runStore.acquireLease('run').token).toBe(2)
  })
})
