import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { ApiClient } from '@shared/contract'
import type { RunMessage } from '@shared/model/run-event'
import { bundledMigrations } from '@main/store/bundled-migrations'
import { openStore } from '@main/store/open-store'
import { aStep, createApiBench } from '../support/api-bench'
import { TRANSPORTS } from '../support/api-transports'

const CONFLICT = { code: 'CONFLICT', status: 409, defined: true }

async function names(client: ApiClient): Promise<string[]> {
  const { items } = await client.workflows.list({ limit: 10 })
  return items.map(({ name }) => name).toSorted()
}

async function addWorkflow(client: ApiClient, name: string): Promise<void> {
  await client.workflows.create({ workflow: { name, steps: [aStep(0)] } })
}

/** What a listener gets, as it comes, and whether the stream is still open. */
async function listen(client: ApiClient, runId: string) {
  const heard: RunMessage[] = []
  const stream = await client.runs.events({ runId })
  const first = Promise.withResolvers<void>()
  const ended = (async () => {
    for await (const batch of stream) {
      heard.push(...batch)
      first.resolve()
    }
  })()
  await Promise.race([first.promise, ended])
  return { heard, ended, leave: () => stream.return?.() }
}

describe.each(Object.entries(TRANSPORTS))('over %s', (_name, connect) => {
  test('a backup is put back while Baton runs, and what was replaced is kept', async () => {
    const { api, core, start } = createApiBench()
    const { client } = await connect(api)
    await addWorkflow(client, 'Before')
    const kept = await start([{}])
    await core.runs.rested(kept)
    const backup = await client.app.backup()
    await addWorkflow(client, 'After')
    const lost = await start([{}])
    await core.runs.rested(lost)
    const listeners = await Promise.all([listen(client, kept), listen(client, lost)])

    const { formerDatabase } = await client.app.restore({ name: backup.name })
    await Promise.all(listeners.map(({ ended }) => ended))
    expect(await names(client)).toEqual(['Before'])
    expect((await client.runs.get({ runId: kept })).status).toBe('completed')
    await expect(client.runs.get({ runId: lost })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(listen(client, lost)).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const again = await listen(client, kept)
    expect(again.heard).toMatchObject([{ type: 'state', run: { id: kept } }])
    await again.leave()
    const former = new Database(formerDatabase ?? '', { readonly: true })
    expect(former.prepare('SELECT name FROM workflows ORDER BY name').pluck().all()).toEqual([
      'After',
      'Before',
    ])
    former.close()

    // Everything goes on, on the database that was put back.
    await addWorkflow(client, 'Later')
    const next = await start([{}])
    expect((await core.runs.rested(next)).status).toBe('completed')
    expect(await names(client)).toEqual(['Before', 'Later'])
    expect((await client.app.info()).backups).toContainEqual(backup)
  })

  test('what is wrong with a backup is said, and nothing has changed', async () => {
    const { api, core } = createApiBench()
    const { client } = await connect(api)
    await addWorkflow(client, 'Before')
    const { name } = await client.app.backup()
    await addWorkflow(client, 'After')
    const path = join(core.dataFolder, 'backups', name)
    const whole = readFileSync(path)

    const newer = new Database(path)
    newer.pragma(`user_version = ${bundledMigrations.length + 1}`)
    newer.close()
    await expect(client.app.restore({ name })).rejects.toMatchObject({ code: 'NEWER_DATABASE' })
    writeFileSync(path, whole.fill(7, 4096, 12288))
    await expect(client.app.restore({ name })).rejects.toMatchObject({
      code: 'STORAGE_CORRUPT',
      message: 'This backup is damaged itself.',
    })
    await expect(client.app.restore({ name: 'baton-1.db' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    expect(await names(client)).toEqual(['After', 'Before'])
    await addWorkflow(client, 'Still here')
    expect(existsSync(join(core.dataFolder, 'baton.db.restoring'))).toBe(false)
  })
})

test('no backup is put back while a run is in progress, and the run is named', async () => {
  const held = Promise.withResolvers<void>()
  const { client, core, start } = createApiBench({
    answer: () => ({ text: ['so far'], until: held.promise }),
  })
  const { name } = await client.app.backup()
  const runId = await start([{}])
  await expect(client.app.restore({ name })).rejects.toMatchObject({
    ...CONFLICT,
    message: 'A run of “Test” is in progress.',
    data: { remedy: 'Wait until it has finished, or stop it first.' },
  })
  held.resolve()
  expect((await core.runs.rested(runId)).status).toBe('completed')
  await client.app.restore({ name })
  await expect(client.runs.get({ runId })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})

test('no backup is put back while another process has the database open', async () => {
  const { client, core } = createApiBench()
  const { name } = await client.app.backup()
  await addWorkflow(client, 'After')
  const other = openStore({ dataFolder: core.dataFolder, now: Date.now, newId: () => crypto.randomUUID() })
  await expect(client.app.restore({ name })).rejects.toMatchObject({
    ...CONFLICT,
    message: 'Another process has the database open.',
  })
  expect(await names(client)).toEqual(['After'])
  other.workflows.list({ limit: 1 })
  other.close()
  await client.app.restore({ name })
  expect(await names(client)).toEqual([])
})

test('a run that was in progress when the backup was taken is interrupted in it, and can go on', async () => {
  const asked = Promise.withResolvers<void>()
  const { client, core, start, requests } = createApiBench({
    answer: ({ messages }, number) => {
      if (number !== 2) return `Answer to ${messages[0]?.content}`
      asked.resolve()
      return { text: ['half'], until: new Promise(() => undefined) }
    },
  })
  const runId = await start([{ prompt: 'one' }, { prompt: 'two {{steps.S1.content}}' }])
  await asked.promise
  const { name } = await client.app.backup()
  await client.runs.stop({ runId })
  await core.runs.rested(runId)
  await client.app.restore({ name })
  expect(await client.runs.get({ runId })).toMatchObject({ status: 'interrupted' })
  await client.runs.resume({ runId })
  const run = await core.runs.rested(runId)
  expect(run.steps.map(({ status }) => status)).toEqual(['completed', 'completed'])
  // The first step was finished in the backup, and is not asked again.
  expect(requests.map(({ messages }) => messages[0]?.content.split(' ')[0])).toEqual(['one', 'two', 'two'])
})
