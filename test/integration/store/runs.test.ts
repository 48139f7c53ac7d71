import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { Run, RunStatus } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import { attempt, change, completeStep, frozenStep, newRun, revision, stepRun } from './run-fixtures'
import { openTestStore, OWNER, type OpenedStore } from './support'

const CONFLICT = expect.objectContaining({ code: 'CONFLICT' })
const NOT_FOUND = expect.objectContaining({ code: 'NOT_FOUND' })
const DAY = 24 * 60 * 60 * 1000

function rest(store: OpenedStore, fields: Partial<Run>): Run {
  const run = newRun(fields)
  store.runStore.releaseLease(store.runStore.createRun(run))
  return run
}

describe('the list of runs', () => {
  test('shows where each stands', () => {
    const { runStore, runs } = openTestStore()
    const state = (label: string, fields: Parameters<typeof stepRun>[1]) =>
      stepRun(frozenStep({ label }), fields)
    const run = newRun({
      workflowId: 'workflow',
      input: `  A long\n\nidea ${'🎈'.repeat(200)}`,
      steps: [
        state('one', { status: 'completed', costEstimate: 0.25 }),
        state('two', { status: 'running' }),
        state('three', { status: 'waiting' }),
        state('four', { status: 'failed', costEstimate: 0.5 }),
        state('five', { status: 'awaiting_review' }),
        state('six', { status: 'skipped' }),
        state('seven', {}),
      ],
      removedSteps: [state('gone', { status: 'completed', costEstimate: 1 })],
    })
    runStore.createRun(run)
    const [summary] = runs.list({ limit: 1 }).items
    expect(summary).toMatchObject({
      id: run.id,
      workflowId: 'workflow',
      status: 'running',
      costEstimate: runTotals(run).costEstimate,
      steps: { total: 7, pending: 1, active: 2, awaitingReview: 1, completed: 1, skipped: 1, failed: 1 },
      createdAt: run.createdAt,
      updatedAt: run.updatedAt,
    })
    expect(summary?.current.map(({ label, position, status }) => [label, position, status])).toEqual([
      ['two', 2, 'running'],
      ['three', 3, 'waiting'],
      ['four', 4, 'failed'],
      ['five', 5, 'awaiting_review'],
    ])
    expect(summary?.inputPreview).toMatch(/^A long idea (?:🎈)+$/u)
    expect(summary?.inputPreview?.length).toBeLessThanOrEqual(200)
    expect(summary?.costEstimate).toBe(1.75)
  })

  test('names the workflows that have runs, also those that are deleted, renamed or gone', async () => {
    const store = openTestStore()
    const { runs, workflows, maintenance, clock } = store
    const create = (name: string) => workflows.create({ name, steps: [] })
    const [pears, plums, unused] = [create('Pears'), create('Plums'), create('Unused')]
    rest(store, { workflowId: plums.id, workflowName: 'Old plums', createdAt: 1 })
    rest(store, { workflowId: pears.id, workflowName: 'Pears', createdAt: 2 })
    rest(store, { workflowId: 'gone', workflowName: 'Former', createdAt: 3 })
    rest(store, { workflowId: 'gone', workflowName: 'Éclairs', createdAt: 4 })
    const deletedRun = rest(store, { workflowId: unused.id, createdAt: 5 })
    runs.delete(deletedRun.id, deletedRun.updatedAt)
    rest(store, { workflowId: null, createdAt: 6 })
    workflows.delete(pears.id, pears.updatedAt)
    const named = (filter = {}) =>
      runs.workflows({ limit: 5, ...filter }).map(({ name, deleted }) => [name, deleted])

    const all = [
      ['Éclairs', true],
      ['Pears', true],
      ['Plums', false],
    ]
    expect(named()).toEqual(all)
    expect(named({ limit: 1 })).toEqual(all.slice(0, 1))
    expect(named({ search: ' éCL' })).toEqual([['Éclairs', true]])
    expect(named({ search: 'old' })).toEqual([])
    expect(named({ workflowId: plums.id })).toEqual([['Plums', false]])
    clock.advance(30 * DAY + 1)
    await maintenance.purgeDeleted()
    expect(named()).toEqual(all)
  })

  test('says that a cost is unknown when a part of it is', () => {
    const { runStore, runs } = openTestStore()
    runStore.createRun(
      newRun({
        steps: [stepRun(undefined, { costEstimate: 1 }), stepRun(undefined, { costEstimate: null })],
      }),
    )
    runStore.createRun(newRun({ steps: [], input: undefined }))
    expect(
      runs.list({ limit: 2 }).items.map(({ costEstimate, inputPreview }) => [costEstimate, inputPreview]),
    ).toEqual([
      [0, null],
      [null, 'a topic'],
    ])
  })

  test('is filtered by workflow, status, and the start of the id, page by page', () => {
    const store = openTestStore()
    const { runs, runStore } = store
    const statuses: RunStatus[] = ['paused', 'completed', 'failed', 'stopped', 'running']
    const all = Array.from({ length: 40 }, (_, index) =>
      rest(store, {
        status: statuses[index % 5] ?? 'paused',
        workflowId: index % 2 === 0 ? 'even' : 'odd',
        createdAt: Math.floor(index / 3),
      }),
    ).toReversed()
    const running = newRun({ createdAt: 1_000 })
    runStore.createRun(running)

    const collect = (filter: Partial<Parameters<typeof runs.list>[0]>): string[] => {
      const ids: string[] = []
      let cursor: string | undefined
      do {
        const page = runs.list({ ...filter, limit: 4, cursor })
        ids.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
      } while (cursor !== undefined)
      expect(runs.list({ ...filter, limit: 1, count: true }).total).toBe(ids.length)
      return ids
    }
    const expected = (keep: (run: Run) => boolean) => all.filter(keep).map(({ id }) => id)

    expect(collect({})).toEqual([running.id, ...expected(() => true)])
    expect(collect({ workflowId: 'even' })).toEqual(expected((run) => run.workflowId === 'even'))
    expect(collect({ statuses: ['failed', 'paused'] })).toEqual(
      expected((run) => run.status === 'failed' || run.status === 'paused'),
    )
    // Stored as running, but only one has a living owner.
    expect(collect({ statuses: ['running'] })).toEqual([running.id])
    expect(collect({ statuses: ['interrupted'] })).toEqual(expected((run) => run.status === 'running'))
    expect(collect({ statuses: ['interrupted', 'running', 'running'], workflowId: 'odd' })).toEqual(
      expected((run) => run.status === 'running' && run.workflowId === 'odd'),
    )
    expect(collect({ statuses: [] })).toEqual([])
    expect(collect({ idPrefix: all[3]?.id })).toEqual([all[3]?.id])
    expect(collect({ idPrefix: 'id' })).toHaveLength(41)
    expect(collect({ idPrefix: '%' })).toEqual([])
    expect(runs.findByPrefix(running.id)).toEqual([running.id])
    expect(runs.findByPrefix('id-')).toHaveLength(10)
    expect(runs.last()).toBe(running.id)
  })
})

describe('deleting a run', () => {
  test('needs a run that rests and has not changed, hides it, and can be undone for 30 days', () => {
    const store = openTestStore()
    const { runStore, runs, clock } = store
    let run = newRun()
    const lease = runStore.createRun(run)
    run = completeStep(store, lease, run, run.steps[0]?.id ?? '', 'text')
    expect(() => runs.delete(run.id, run.updatedAt)).toThrow(CONFLICT)
    runStore.releaseLease(lease)
    expect(() => runs.delete(run.id, run.updatedAt - 1)).toThrow(CONFLICT)
    expect(() => runs.delete('nothing', 1)).toThrow(NOT_FOUND)

    const deleted = runs.delete(run.id, run.updatedAt)
    expect(runStore.loadRun(run.id)).toBeUndefined()
    expect(runStore.runVersion(run.id)).toBeUndefined()
    expect(() => runStore.acquireLease(run.id)).toThrow(NOT_FOUND)
    expect(() => runStore.commitRun(change(lease, run))).toThrow(CONFLICT)
    expect(runs.list({ limit: 5 }).items).toEqual([])
    expect(runs.last()).toBeUndefined()
    expect(runs.list({ limit: 5, deleted: true, count: true })).toMatchObject({
      items: [{ id: run.id }],
      total: 1,
    })
    expect(() => runs.undelete(run.id, run.updatedAt)).toThrow(CONFLICT)

    const back = runs.undelete(run.id, deleted)
    expect(runStore.loadRun(run.id)).toEqual({ ...run, status: 'interrupted', updatedAt: back })
    const again = runs.delete(run.id, back)
    clock.advance(30 * DAY)
    expect(() => runs.undelete(run.id, again)).toThrow(NOT_FOUND)
    expect(runs.list({ limit: 5, deleted: true }).items).toEqual([])
  })

  test('for good leaves what it cost, and none of its texts', async () => {
    const store = openTestStore()
    const { runStore, runs, usage, maintenance, clock, dataFolder } = store
    const secret = 'a text that nobody shall find'
    const settings = frozenStep({ label: `label ${secret}`, prompt: `prompt ${secret}` })
    const run = newRun({
      workflowId: 'workflow',
      input: `input ${secret}`,
      sourcePath: `/path ${secret}`,
      steps: [stepRun(settings)],
    })
    const lease = runStore.createRun(run)
    const failed = attempt(settings.id, {
      systemPrompt: secret,
      messages: [{ role: 'user', content: secret }],
      outcome: 'failed',
      error: { code: 'refused', message: secret, retryable: false },
    })
    const [step] = run.steps
    if (step === undefined) return
    runStore.commitRun(
      change(lease, run, {
        steps: [
          {
            ...step,
            status: 'failed',
            feedback: { comment: secret, previousOutput: secret },
            error: failed.error,
          },
        ],
        attempts: [failed, attempt(settings.id, { number: 2 })],
        revisions: [
          revision(settings.id, { text: `first ${secret}` }),
          revision(settings.id, { number: 2, text: secret }),
        ],
        partials: [{ stepId: settings.id, attempt: 2, offset: 0, text: secret }],
      }),
    )
    runStore.releaseLease(lease)
    while (maintenance.indexPending());
    runStore.cachedOutput('anything', 'another')
    store.stepDrafts.save(run.id, settings.id, { kind: 'output', text: secret, revision: 1 })
    const kept = rest(store, { workflowId: 'workflow' })
    const draft = { kind: 'output' as const, text: 'goes on', revision: 1 }
    store.stepDrafts.save(kept.id, 'step', draft)
    const span = { from: 0, to: 10 }
    const before = usage.buckets(span)
    expect(before[0]).toMatchObject({ requests: 2, costUsd: 0.002 })

    runs.delete(run.id, run.updatedAt)
    clock.advance(30 * DAY + 1)
    await maintenance.purgeDeleted()
    expect(usage.buckets(span)).toEqual(before)
    expect(runs.list({ limit: 5, deleted: true }).items).toEqual([])
    expect(runStore.revisions(run.id, settings.id)).toEqual([])
    expect(runStore.loadRun(kept.id)?.id).toBe(kept.id)
    expect(store.stepDrafts.list(kept.id)).toEqual([{ stepId: 'step', ...draft }])
    store.close()

    const reader = new Database(join(dataFolder, 'baton.db'), { readonly: true })
    const tables = reader
      .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")
      .pluck()
      .all()
    const everything = tables.map((table) => JSON.stringify(reader.prepare(`SELECT * FROM "${table}"`).all()))
    expect(everything.join()).not.toContain(secret)
    expect(
      reader
        .prepare('SELECT count(*) FROM search_index WHERE search_index MATCH \'"nobody shall"\'')
        .pluck()
        .get(),
    ).toBe(0)
    expect(reader.pragma('foreign_key_check')).toEqual([])
    reader.close()
  })

  test('lets ids of its revisions be given again', async () => {
    const store = openTestStore()
    const { runStore, runs, maintenance, clock } = store
    const write = (text: string): Run => {
      const run = newRun({ createdAt: clock.time, updatedAt: clock.time })
      const lease = runStore.createRun(run)
      const done = completeStep(store, lease, run, run.steps[0]?.id ?? '', text, {
        revision: { fingerprint: text },
      })
      runStore.releaseLease(lease)
      return done
    }
    for (let index = 0; index < 510; index += 1) write(`text ${index}`)
    const newest = write('a needle')
    while (maintenance.indexPending());
    expect(runStore.cachedOutput('a needle', 'another')?.text).toBe('a needle')

    runs.delete(newest.id, newest.updatedAt)
    clock.advance(30 * DAY + 1)
    await maintenance.purgeDeleted()
    expect(runs.search({ query: 'needle', limit: 5, deleted: true }).items).toEqual([])
    const next = write('another haystack')
    expect(runs.search({ query: 'haystack', limit: 5 }).items.map((hit) => hit.runId)).toEqual([next.id])
    expect(runStore.cachedOutput('another haystack', 'another')?.text).toBe('another haystack')
    expect(runStore.cachedOutput('a needle', 'another')).toBeUndefined()
  })

  test('fences off an owner that slept through it', () => {
    const sleeper = openTestStore()
    const run = newRun()
    const lease = sleeper.runStore.createRun(run)
    sleeper.clock.advance(20_000)
    const other = openTestStore({
      dataFolder: sleeper.dataFolder,
      clock: sleeper.clock,
      owner: { ...OWNER, pid: 2 },
      processState: () => ({ alive: true, processStart: OWNER.processStart }),
    })
    other.runs.delete(run.id, run.updatedAt)
    expect(() => sleeper.runStore.commitRun(change(lease, run, { steps: run.steps }))).toThrow(CONFLICT)
  })
})
