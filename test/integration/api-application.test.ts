import { describe, expect, test } from 'vitest'
import { createApi } from '@main/api/create-api'
import { createRouterClient } from '@orpc/server'
import { aStep, createApiBench } from '../support/api-bench'

const CONFLICT = { code: 'CONFLICT', status: 409, defined: true }
const DEFAULTS = {
  theme: 'system',
  sidebarCollapsed: false,
  defaultConnection: null,
  defaultConcurrency: 4,
  defaultBudgetUsd: null,
  defaultReuse: false,
  notifications: true,
  gateHint: null,
  editHint: null,
}

describe('settings', () => {
  test('have defaults, and change on what the caller saw', async () => {
    const { client } = createApiBench()
    expect(await client.settings.get()).toEqual({ ...DEFAULTS, updatedAt: 0 })
    const changed = await client.settings.update({ updatedAt: 0, changes: { theme: 'dark' } })
    expect(changed).toEqual({ ...DEFAULTS, theme: 'dark', updatedAt: expect.any(Number) })
    expect(await client.settings.get()).toEqual(changed)
    await expect(client.settings.update({ updatedAt: 0, changes: { theme: 'light' } })).rejects.toMatchObject(
      CONFLICT,
    )
  })
})

describe('usage', () => {
  test('is summed by day, model and workflow, deleted runs included', async () => {
    const { client, core, clock } = createApiBench()
    const run = async (name: string, model: string) => {
      const workflow = { name, steps: [aStep(0, { model })] }
      const { id: workflowId } = await client.workflows.create({ workflow })
      const { runId } = await client.workflows.start({ source: { kind: 'workflow', workflowId } })
      await core.runs.rested(runId)
      return runId
    }
    const first = await run('One', 'm')
    const { updatedAt } = await client.runs.get({ runId: first })
    await client.runs.delete({ runId: first, updatedAt })
    // The clock starts at midnight UTC, which is 5:45 in Nepal and 14:00 of the day before on Hawaii.
    await clock.advance(20 * 60 * 60 * 1000)
    await run('Two', 'mystery')
    await run('Two', 'mystery')
    const span = { from: 0, to: 8e15 }
    const summary = await client.usage.summary({ ...span, timeZone: 'UTC' })
    const spent = { inputTokens: 10, outputTokens: 20, cachedInputTokens: 0, estimated: false }
    const priced = { ...spent, requests: 1, costUsd: 0.00003, unpriced: 0 }
    const unpriced = { ...spent, requests: 2, inputTokens: 20, outputTokens: 40, costUsd: null, unpriced: 2 }
    expect(summary.total).toEqual({
      ...spent,
      requests: 3,
      costUsd: 0.00003,
      unpriced: 2,
      inputTokens: 30,
      outputTokens: 60,
    })
    expect(summary.days).toEqual([
      {
        ...priced,
        ...unpriced,
        costUsd: 0.00003,
        requests: 3,
        inputTokens: 30,
        outputTokens: 60,
        day: '2026-01-01',
      },
    ])
    expect(summary.models).toEqual([
      { ...priced, connection: 'demo', kind: 'demo', model: 'm' },
      { ...unpriced, connection: 'demo', kind: 'demo', model: 'mystery' },
    ])
    expect(summary.workflows.map(({ workflowName }) => workflowName).toSorted()).toEqual([
      'One',
      'Two',
      'Two',
    ])
    expect(summary.workflows.map(({ requests }) => requests)).toEqual([1, 1, 1])
    const days = async (timeZone: string) =>
      (await client.usage.summary({ ...span, timeZone })).days.map(({ day, requests }) => [day, requests])
    expect(await days('Asia/Kathmandu')).toEqual([
      ['2026-01-01', 1],
      ['2026-01-02', 2],
    ])
    expect(await days('Pacific/Honolulu')).toEqual([
      ['2025-12-31', 1],
      ['2026-01-01', 2],
    ])
    expect((await client.usage.summary({ from: 0, to: 1 })).total).toMatchObject({
      requests: 0,
      costUsd: null,
    })
    await expect(client.usage.summary({ ...span, timeZone: 'Mars/Base' })).rejects.toMatchObject({
      code: 'INVALID',
      data: { problems: [{ path: ['timeZone'] }] },
    })
  })
})

describe('app', () => {
  test('says what it is and where it keeps its data', async () => {
    const { client, core } = createApiBench()
    expect(await client.app.info()).toEqual({
      version: '0.0.0-test',
      host: 'cli',
      platform: process.platform,
      dataFolder: core.dataFolder,
      databaseBytes: expect.any(Number),
      keychain: { available: false, problem: expect.stringMatching(/\.$/) },
      corruptDatabaseMovedTo: null,
      backups: [],
    })
    expect((await client.app.info({ keychain: false })).keychain).toBeNull()
    const { router, context } = createApi(core, { origin: 'remote', host: 'electron', log: () => undefined })
    expect(await createRouterClient(router, { context }).app.info()).toMatchObject({ host: 'electron' })
  })

  test('backs up', async () => {
    const { client } = createApiBench()
    const backup = await client.app.backup()
    expect(backup).toMatchObject({ reason: 'manual', bytes: expect.any(Number) })
    expect((await client.app.info()).backups).toEqual([backup])
  })
})
