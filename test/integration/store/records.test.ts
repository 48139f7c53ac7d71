import { describe, expect, test } from 'vitest'
import type { Connection } from '@shared/model/connection'
import type { WorkflowSettings } from '@shared/model/workflow'
import { attempt, change, newRun, stepRun, frozenStep } from './run-fixtures'
import { openTestStore } from './support'

const CONFLICT = expect.objectContaining({ code: 'CONFLICT' })
const NOT_FOUND = expect.objectContaining({ code: 'NOT_FOUND' })
const DAY = 24 * 60 * 60 * 1000

describe('own templates', () => {
  const document = (name: string): WorkflowSettings => ({
    name,
    input: { example: { zeta: 1, alpha: [2] } },
    steps: [{ label: 'A', stepType: 'generate', prompt: 'x', enabled: false }],
  })

  test('come back with their keys in the order they had', () => {
    const { templates } = openTestStore()
    const template = templates.create(document('Mine'))
    expect(JSON.stringify(templates.get(template.id)?.workflow)).toBe(JSON.stringify(document('Mine')))
    expect(templates.get(template.id)).toEqual(template)
  })

  test('are listed by name, changed, deleted and brought back', async () => {
    const { templates, clock, maintenance } = openTestStore()
    const b = templates.create(document('B'))
    const a = templates.create(document('A'))
    expect(templates.list().map(({ id }) => id)).toEqual([a.id, b.id])
    const changed = templates.update(b.id, document('0'), b.updatedAt)
    expect(templates.list()).toEqual([changed, a])
    expect(() => templates.update(b.id, document('1'), b.updatedAt)).toThrow(CONFLICT)
    expect(templates.findByName('0')).toEqual([changed])

    const deleted = templates.delete(b.id, changed.updatedAt)
    expect(templates.get(b.id)).toBeUndefined()
    expect(templates.findByName('0')).toEqual([])
    expect(templates.list({ deleted: true }).map(({ id }) => id)).toEqual([b.id])
    expect(() => templates.update(b.id, document('1'), deleted)).toThrow(NOT_FOUND)
    const back = templates.undelete(b.id, deleted)
    expect(templates.get(b.id)).toEqual({ ...changed, updatedAt: back })

    const gone = templates.delete(b.id, back)
    clock.advance(31 * DAY)
    expect(() => templates.undelete(b.id, gone)).toThrow(NOT_FOUND)
    await maintenance.purgeDeleted()
    expect(templates.list({ deleted: true })).toEqual([])
    expect(templates.list()).toEqual([a])
  })
})

describe('connections', () => {
  const mine: Connection = { name: 'Mine', kind: 'openai', baseUrl: 'https://example.com/v1' }

  test('are added, renamed, touched and removed', () => {
    const { connections } = openTestStore()
    const added = connections.add(mine)
    const other = connections.add({
      name: 'Other',
      kind: 'ollama',
      requestsAtATime: 1,
      requestsPerMinute: 2,
      defaultModel: 'm',
    })
    expect(connections.list()).toEqual([added, other])
    expect(added).toEqual({ ...mine, updatedAt: added.updatedAt })
    expect(() => connections.add(mine)).toThrow(CONFLICT)

    expect(() => connections.replace('Mine', { ...mine, name: 'Other' }, added.updatedAt)).toThrow(CONFLICT)
    const renamed = connections.replace('Mine', { name: 'Ours', kind: 'anthropic' }, added.updatedAt)
    expect(renamed).toEqual({ name: 'Ours', kind: 'anthropic', updatedAt: added.updatedAt + 1 })
    expect(connections.get('Mine')).toBeUndefined()
    expect(() => connections.replace('Ours', mine, added.updatedAt)).toThrow(CONFLICT)
    const touched = connections.touch('Ours', renamed.updatedAt)
    expect(() => connections.remove('Ours', renamed.updatedAt)).toThrow(CONFLICT)
    connections.remove('Ours', touched)
    expect(() => connections.remove('Ours', touched)).toThrow(NOT_FOUND)
    expect(connections.list()).toEqual([other])
  })
})

test('settings change key by key, if they are still what the change was based on', () => {
  const { settings } = openTestStore()
  expect(settings.get()).toEqual({ values: {}, updatedAt: 0 })
  const first = settings.update({ theme: 'dark', nested: { list: [1, null] } }, 0)
  const second = settings.update({ theme: null })
  expect(second.values).toEqual({ theme: null, nested: { list: [1, null] } })
  expect(second.updatedAt).toBeGreaterThan(first.updatedAt)
  expect(() => settings.update({ theme: 'light' }, first.updatedAt)).toThrow(CONFLICT)
  expect(settings.get()).toEqual(second)
})

test('drafts are kept by key, and a second window is noticed', () => {
  const { drafts } = openTestStore()
  const first = drafts.save('new', { content: { steps: [{ label: '' }] }, basedOn: null }, null)
  expect(drafts.get('new')).toEqual({ content: { steps: [{ label: '' }] }, basedOn: null, updatedAt: first })
  expect(() => drafts.save('new', { content: {}, basedOn: null }, null)).toThrow(CONFLICT)
  const second = drafts.save('new', { content: {}, basedOn: 7 }, first)
  expect(drafts.get('new')).toEqual({ content: {}, basedOn: 7, updatedAt: second })
  expect(() => drafts.drop('new', first)).toThrow(CONFLICT)
  drafts.drop('new', second)
  drafts.drop('new', null)
  expect(drafts.get('new')).toBeUndefined()
})

describe('usage', () => {
  const QUARTER = 15 * 60 * 1000

  test('sums requests by quarter of an hour, connection, model and workflow', () => {
    const { runStore, usage } = openTestStore()
    const settings = frozenStep()
    const run = newRun({
      workflowId: 'workflow',
      workflowName: 'Name',
      steps: [stepRun(settings)],
      updatedAt: 5 * QUARTER,
    })
    const lease = runStore.createRun(run)
    const at = (number: number, startedAt: number, fields: object = {}) =>
      attempt(settings.id, { number, startedAt, ...fields })
    runStore.commitRun(
      change(lease, run, {
        attempts: [
          at(1, QUARTER - 1),
          at(2, QUARTER),
          at(3, 2 * QUARTER - 1, { outcome: 'failed', costEstimate: null, tokenUsage: null }),
          at(4, 2 * QUARTER - 1, {
            tokenUsage: { inputTokens: 5, outputTokens: 6, cachedInputTokens: 4, estimated: true },
          }),
          at(5, 3 * QUARTER, { model: 'dear', costEstimate: null }),
          at(6, 9 * QUARTER),
        ],
      }),
    )
    const spend = {
      workflowName: '',
      connection: { name: 'Mine', kind: 'openai' as const },
      model: 'm',
      tokenUsage: { inputTokens: 1, outputTokens: 2 },
      costEstimate: 0.5,
      startedAt: QUARTER,
    }
    const record = usage.recordTrial({ ...spend, costEstimate: 0.1 }, null)
    expect(usage.recordTrial(spend, record)).toBe(record)
    const same = { connection: 'demo', kind: 'demo', workflowId: 'workflow', workflowName: 'Name' }
    expect(usage.buckets({ from: QUARTER, to: 9 * QUARTER })).toEqual([
      {
        at: QUARTER,
        connection: 'Mine',
        kind: 'openai',
        model: 'm',
        workflowId: null,
        workflowName: '',
        requests: 1,
        costUsd: 0.5,
        unpriced: 0,
        inputTokens: 1,
        outputTokens: 2,
        cachedInputTokens: 0,
        estimated: false,
      },
      {
        at: QUARTER,
        ...same,
        model: 'demo-1',
        requests: 3,
        costUsd: 0.002,
        unpriced: 1,
        inputTokens: 15,
        outputTokens: 26,
        cachedInputTokens: 4,
        estimated: true,
      },
      {
        at: 3 * QUARTER,
        ...same,
        model: 'dear',
        requests: 1,
        costUsd: null,
        unpriced: 1,
        inputTokens: 10,
        outputTokens: 20,
        cachedInputTokens: 0,
        estimated: false,
      },
    ])
    expect(usage.buckets({ from: 0, to: QUARTER, workflowId: 'workflow' })).toHaveLength(1)
    expect(usage.buckets({ from: 0, to: 10 * QUARTER, workflowId: 'another' })).toEqual([])
  })

  test('counts a run that is in progress or was interrupted, whenever its own row was written', () => {
    const { runStore, usage } = openTestStore()
    const run = newRun({ updatedAt: 1 })
    const lease = runStore.createRun(run)
    const stepId = run.steps[0]?.id ?? ''
    runStore.commitRun(change(lease, run, { attempts: [attempt(stepId, { startedAt: 5000 })] }))
    expect(usage.buckets({ from: 4000, to: 6000 })).toMatchObject([{ requests: 1 }])
    runStore.commitRun(change(lease, { ...run, status: 'completed', updatedAt: 6000 }, { runChanged: true }))
    expect(usage.buckets({ from: 4000, to: 6000 })).toMatchObject([{ requests: 1 }])
  })
})
