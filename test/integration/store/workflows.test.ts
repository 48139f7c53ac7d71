import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { WorkflowContent } from '@main/store/workflow-row'
import { newRun } from './run-fixtures'
import { openTestStore, OWNER } from './support'

const CONFLICT = expect.objectContaining({ code: 'CONFLICT' })
const NOT_FOUND = expect.objectContaining({ code: 'NOT_FOUND' })
const DAY = 24 * 60 * 60 * 1000

const FULL: WorkflowContent = {
  name: 'Deep Build',
  description: '',
  yoloMode: false,
  concurrency: 2,
  budgetUsd: 0.5,
  reuse: true,
  input: { description: 'An idea', example: { a: [1] }, schema: { type: 'object' } },
  steps: [
    {
      id: 'kept',
      label: 'Draft',
      stepType: 'generate',
      prompt: '{{input}}',
      systemPrompt: '',
      provider: 'openai',
      model: 'a-model',
      temperature: 0,
      maxTokens: 100,
      maxRetries: 0,
      enabled: false,
      output: { format: 'json', schema: { type: 'object', properties: { __proto__x: {} } } },
      config: { nested: { list: [null, 'a'] } },
    },
    { label: 'Draft', stepType: 'review', prompt: '{{steps.Draft.content}}' },
  ],
}

describe('a workflow', () => {
  test('comes back as it was written, and what was absent is absent', () => {
    const { workflows } = openTestStore()
    const created = workflows.create(FULL)
    expect(workflows.get(created.id)).toEqual(created)
    expect(created).toMatchObject(FULL)
    expect(created.steps[0]?.id).toBe('kept')
    expect(Object.keys(workflows.get(created.id)?.steps[1] ?? {}).sort()).toEqual([
      'id',
      'label',
      'prompt',
      'stepType',
    ])

    const small = workflows.create({ name: 'Small', steps: [] })
    expect(Object.keys(workflows.get(small.id) ?? {}).sort()).toEqual([
      'createdAt',
      'id',
      'name',
      'steps',
      'updatedAt',
    ])
  })

  test('that is created again under the id it was given is the one that is there, or a conflict', () => {
    const { workflows, stepTrials } = openTestStore()
    const given = { id: 'given', draftKey: 'new' }
    stepTrials.saveValues('new', 'kept', { input: 'first', outputs: {} })
    const created = workflows.create(FULL, given)
    expect(created).toMatchObject({ ...FULL, id: 'given' })
    stepTrials.saveValues('new', 'kept', { input: 'second', outputs: {} })
    expect(workflows.create(structuredClone(FULL), given)).toEqual(created)
    expect(workflows.create(created, given)).toEqual(created)
    expect(stepTrials.get('given', 'kept').values?.input).toBe('second')
    expect(stepTrials.get('new', 'kept').values).toBeNull()
    const again = (change: Partial<WorkflowContent>) => () => workflows.create({ ...FULL, ...change }, given)
    expect(again({ name: 'Other' })).toThrow(CONFLICT)
    expect(again({ description: undefined })).toThrow(CONFLICT)
    expect(again({ steps: FULL.steps.toReversed() })).toThrow(CONFLICT)
    expect(again({ steps: FULL.steps.slice(1) })).toThrow(CONFLICT)
    expect(again({ steps: [...FULL.steps, ...FULL.steps.slice(1)] })).toThrow(CONFLICT)
    expect(workflows.list({ limit: 10 }).items).toHaveLength(1)

    const updated = workflows.update('given', created, created.updatedAt)
    expect(again({})).toThrow(CONFLICT)
    workflows.delete('given', updated.updatedAt)
    expect(again({})).toThrow(CONFLICT)
    expect(workflows.list({ limit: 10 }).items).toEqual([])
    expect(workflows.create(FULL).id).not.toBe('given')
  })

  test('is replaced as a whole, if it is still the one the change was based on', () => {
    const { workflows, drafts } = openTestStore()
    const created = workflows.create(FULL)
    drafts.save(created.id, { content: { name: 'unsaved' }, basedOn: created.updatedAt }, null)
    const updated = workflows.update(
      created.id,
      { name: 'New', steps: [...created.steps].toReversed() },
      created.updatedAt,
    )
    expect(workflows.get(created.id)).toEqual(updated)
    expect(updated.steps.map((step) => step.id)).toEqual([created.steps[1]?.id, 'kept'])
    // The clock stands still, and the time of the change still grows.
    expect(updated.updatedAt).toBe(created.updatedAt + 1)
    expect(updated.createdAt).toBe(created.createdAt)
    expect(drafts.get(created.id)).toBeUndefined()
    expect(() => workflows.update(created.id, FULL, created.updatedAt)).toThrow(CONFLICT)
    expect(workflows.get(created.id)).toEqual(updated)
    expect(() => workflows.update('nothing', FULL, 1)).toThrow(NOT_FOUND)
  })

  test('is duplicated deeply, with ids of its own and without runs', () => {
    const { workflows, runStore } = openTestStore()
    const original = workflows.create(FULL)
    runStore.createRun(newRun({ workflowId: original.id }))
    const copy = workflows.duplicate(original.id)
    expect(copy.name).toBe('Deep Build copy')
    const withoutIds = (steps: typeof copy.steps) => steps.map((step) => ({ ...step, id: '' }))
    expect(withoutIds(copy.steps)).toEqual(withoutIds(original.steps))
    const ids = [original, copy].flatMap((workflow) => [
      workflow.id,
      ...workflow.steps.map((step) => step.id),
    ])
    expect(new Set(ids).size).toBe(6)
    expect(workflows.list({ limit: 10 }).items.find(({ id }) => id === copy.id)?.lastRun).toBeNull()

    workflows.update(copy.id, { name: 'Changed', steps: [] }, copy.updatedAt)
    expect(workflows.get(original.id)).toEqual(original)
    expect(workflows.duplicate(original.id, 'My own').name).toBe('My own')
    const long = workflows.create({ name: `${'x'.repeat(194)}🎈end`, steps: [] })
    expect(workflows.duplicate(long.id).name).toBe(`${'x'.repeat(194)} copy`)
  })

  test('is deleted for 30 days, its runs stay, and it comes back with its draft', async () => {
    const { workflows, drafts, runs, runStore, maintenance, clock } = openTestStore()
    const created = workflows.create(FULL)
    drafts.save(created.id, { content: { a: 1 }, basedOn: null }, null)
    const run = newRun({ workflowId: created.id })
    runStore.createRun(run)
    expect(() => workflows.delete(created.id, 1)).toThrow(CONFLICT)
    const deleted = workflows.delete(created.id, created.updatedAt)
    expect(workflows.get(created.id)).toBeUndefined()
    expect(workflows.findByName(created.name)).toEqual([])
    expect(workflows.list({ limit: 10 }).items).toEqual([])
    expect(workflows.list({ limit: 10, deleted: true }).items.map(({ id }) => id)).toEqual([created.id])
    expect(runs.list({ limit: 10, workflowId: created.id }).items).toHaveLength(1)
    expect(() => workflows.delete(created.id, deleted)).toThrow(NOT_FOUND)
    expect(() => workflows.duplicate(created.id)).toThrow(NOT_FOUND)

    expect(() => workflows.undelete(created.id, created.updatedAt)).toThrow(CONFLICT)
    const back = workflows.undelete(created.id, deleted)
    expect(workflows.get(created.id)).toEqual({ ...created, updatedAt: back })
    expect(drafts.get(created.id)?.content).toEqual({ a: 1 })
    expect(() => workflows.undelete(created.id, back)).toThrow(NOT_FOUND)

    const gone = workflows.delete(created.id, back)
    clock.advance(30 * DAY)
    expect(workflows.list({ limit: 10, deleted: true }).items).toEqual([])
    expect(() => workflows.undelete(created.id, gone)).toThrow(NOT_FOUND)
    await maintenance.purgeDeleted()
    expect(drafts.get(created.id)).toBeUndefined()
    expect(runStore.loadRun(run.id)?.workflowName).toBe(run.workflowName)
  })

  test('can be looked at while it can be brought back, and its draft stays based on it', () => {
    const { workflows, drafts, clock } = openTestStore()
    const created = workflows.create(FULL)
    const old = workflows.create(FULL)
    drafts.save(created.id, { content: { a: 1 }, basedOn: created.updatedAt }, null)
    drafts.save(old.id, { content: { a: 1 }, basedOn: old.updatedAt - 1 }, null)
    const basedOn = (id: string) => drafts.get(id)?.basedOn
    expect(workflows.getDeleted(created.id)).toBeUndefined()
    const deleted = workflows.delete(created.id, created.updatedAt)
    expect(workflows.getDeleted(created.id)).toEqual({ ...created, updatedAt: deleted })
    expect(basedOn(created.id)).toBe(deleted)
    const back = workflows.undelete(created.id, deleted)
    expect(workflows.getDeleted(created.id)).toBeUndefined()
    expect(basedOn(created.id)).toBe(back)
    // What was begun before somebody else saved says so, before and after.
    workflows.undelete(old.id, workflows.delete(old.id, old.updatedAt))
    expect(basedOn(old.id)).toBe(old.updatedAt - 1)

    workflows.delete(created.id, back)
    clock.advance(30 * DAY)
    expect(workflows.getDeleted(created.id)).toBeUndefined()
  })

  test('is found by its exact name, every one of them', () => {
    const { workflows, clock } = openTestStore()
    const first = workflows.create({ name: 'Twin', steps: [] })
    clock.advance(1)
    const second = workflows.create({ name: 'Twin', steps: [] })
    workflows.create({ name: 'twin', steps: [] })
    expect(workflows.findByName('Twin')).toEqual([first, second])
    expect(workflows.list({ limit: 10, name: 'Twin' }).items.map(({ id }) => id)).toEqual([
      second.id,
      first.id,
    ])
  })
})

describe('the list of workflows', () => {
  test('has labels in order and the last run, in one query', () => {
    const { workflows, runStore, runs, clock, dataFolder } = openTestStore()
    const created = workflows.create({
      name: 'With steps',
      description: 'What it does',
      steps: ['Zeta', 'Alpha', 'Alpha', '"quoted", [x]'].map((label) => ({
        label,
        stepType: 'generate',
        prompt: '',
      })),
    })
    expect(workflows.list({ limit: 10, count: true })).toEqual({
      items: [
        {
          id: created.id,
          name: 'With steps',
          description: 'What it does',
          stepCount: 4,
          stepLabels: ['Zeta', 'Alpha', 'Alpha', '"quoted", [x]'],
          stepTypes: ['generate', 'generate', 'generate', 'generate'],
          lastRun: null,
          updatedAt: created.updatedAt,
        },
      ],
      nextCursor: null,
      total: 1,
    })

    const older = newRun({ workflowId: created.id, createdAt: 5, status: 'completed' })
    const newer = newRun({ workflowId: created.id, createdAt: 6 })
    runStore.createRun(newer)
    runStore.releaseLease(runStore.createRun(older))
    expect(workflows.list({ limit: 1 }).items[0]?.lastRun).toEqual({
      id: newer.id,
      status: 'running',
      pauseReason: null,
      at: 6,
      durationMs: null,
      costEstimate: 0,
      steps: newer.steps.map(({ label, status }) => ({ label, status })),
    })
    const stranger = openTestStore({ dataFolder, clock, owner: { ...OWNER, bootId: 'boot-2', pid: 9 } })
    expect(stranger.workflows.list({ limit: 1 }).items[0]?.lastRun?.status).toBe('interrupted')
    stranger.runs.delete(newer.id, newer.updatedAt)
    expect(workflows.list({ limit: 1 }).items[0]?.lastRun).toMatchObject({
      id: older.id,
      status: 'completed',
      at: 5,
    })
    expect(runs.list({ limit: 5 }).items).toHaveLength(1)
  })

  test('goes through all of them page by page, newest change first, also when times are equal', () => {
    const { workflows, clock } = openTestStore()
    const ids = Array.from({ length: 23 }, (_, index) => {
      if (index % 4 === 0) clock.advance(1)
      return workflows.create({ name: `Workflow ${index}`, steps: [] }).id
    })
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = workflows.list({ limit: 5, cursor, count: true })
      expect(page.total).toBe(23)
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(seen).toEqual(ids.toReversed())
    expect(() => workflows.list({ limit: 5, cursor: 'nonsense' })).toThrow(
      expect.objectContaining({ code: 'INVALID' }),
    )
  })

  test('is searched by name and description, in any script and without regard to case', () => {
    const { workflows } = openTestStore()
    workflows.create({ name: 'Résumé ПРИВЕТ', description: '100% sure_thing', steps: [] })
    workflows.create({ name: '会議の要約', steps: [] })
    const found = (search: string) =>
      workflows.list({ limit: 10, search, count: true }).items.map(({ name }) => name)
    expect(found('résumé')).toEqual(['Résumé ПРИВЕТ'])
    expect(found('привет')).toEqual(['Résumé ПРИВЕТ'])
    expect(found('0% SURE_')).toEqual(['Résumé ПРИВЕТ'])
    expect(found('要')).toEqual(['会議の要約'])
    expect(found('%')).toEqual(['Résumé ПРИВЕТ'])
    expect(found("' OR 1=1 --")).toEqual([])
    expect(found('  ')).toHaveLength(2)
  })

  test('is found by letters of the name, in their order', () => {
    const { workflows } = openTestStore()
    workflows.create({ name: 'Release notes', description: 'Quarterly', steps: [] })
    workflows.create({ name: 'Legal 100%_\\rewrite', steps: [] })
    const found = (letters: string) =>
      workflows.list({ limit: 10, letters, count: true }).items.map(({ name }) => name)
    expect(found('RLnt')).toEqual(['Release notes'])
    expect(found('rel notes')).toEqual(['Release notes'])
    expect(found('nts Rel')).toEqual(['Release notes'])
    expect(found('rel legal')).toEqual([])
    expect(found('ntrl')).toEqual([])
    expect(found('quarterly')).toEqual([])
    expect(found('%_\\')).toEqual(['Legal 100%_\\rewrite'])
    expect(found('_%')).toEqual([])
    expect(found('')).toHaveLength(2)
  })
})

test('labels may repeat, in the database too', () => {
  const { workflows, dataFolder } = openTestStore()
  workflows.create(FULL)
  const reader = new Database(join(dataFolder, 'baton.db'), { readonly: true })
  expect(reader.prepare('SELECT label, position FROM workflow_steps ORDER BY position').raw().all()).toEqual([
    ['Draft', 0],
    ['Draft', 1],
  ])
  reader.close()
})
