import { describe, expect, test } from 'vitest'
import type { Step } from '@shared/model/step'
import type { KeptTrial } from '@shared/model/step-trial'
import { openTestStore } from './support'

const DAY = 24 * 60 * 60 * 1000
const STEP: Step = { id: 's1', label: 'Write', stepType: 'generate', prompt: 'Say {{input}}' }
const VALUES = { input: 'the “sea”', outputs: { s0: 'idea' } }
const NOTHING = { values: null, trial: null }

function trial(trialId: string, output: string, change: Partial<KeptTrial> = {}): KeptTrial {
  return {
    trialId,
    step: STEP,
    startedAt: 5,
    left: false,
    answer: {
      connection: 'openai',
      model: 'm',
      output,
      truncated: false,
      stopped: false,
      finishReason: { unified: 'stop', raw: 'stop' },
      error: null,
      tokenUsage: { inputTokens: 2, outputTokens: 3 },
      costEstimate: 0.01,
      durationMs: 900,
    },
    ...change,
  }
}

describe('what is kept of trying a step', () => {
  test('is its newest trial and what was typed, each by itself, also after the store was closed', () => {
    const first = openTestStore()
    expect(first.stepTrials.get('new', 's1')).toEqual(NOTHING)
    first.stepTrials.saveValues('new', 's1', VALUES)
    first.stepTrials.keep('new', trial('t1', 'Former'))
    first.stepTrials.keep('new', trial('t2', 'The sea'))
    first.close()
    const { stepTrials } = openTestStore({ dataFolder: first.dataFolder })
    expect(stepTrials.get('new', 's1')).toEqual({ values: VALUES, trial: trial('t2', 'The sea') })
    expect(stepTrials.get('new', 's2')).toEqual(NOTHING)
    expect(stepTrials.get('other', 's1')).toEqual(NOTHING)
    stepTrials.saveValues('new', 's1', null)
    expect(stepTrials.get('new', 's1')).toEqual({ values: null, trial: trial('t2', 'The sea') })
  })

  test('is never an answer less because a later trial came to nothing', () => {
    const { stepTrials } = openTestStore()
    const newest = () => stepTrials.get('new', 's1').trial?.trialId
    stepTrials.keep('new', trial('t1', ''))
    stepTrials.keep('new', trial('t2', ''))
    expect(newest()).toBe('t2')
    stepTrials.keep('new', trial('t3', 'The sea'))
    stepTrials.keep('new', trial('t4', ''))
    expect(newest()).toBe('t3')
    stepTrials.dismiss('new', 's1', 't3', false)
    stepTrials.keep('new', trial('t5', ''))
    expect(newest()).toBe('t5')
  })

  test('is put away and comes back, unless another trial has taken its place', () => {
    const { stepTrials } = openTestStore()
    stepTrials.saveValues('new', 's1', VALUES)
    stepTrials.keep('new', trial('t1', 'The sea'))
    expect(stepTrials.dismiss('new', 's1', 't0', false)).toBe(false)
    expect(stepTrials.dismiss('new', 's1', 't1', false)).toBe(true)
    expect(stepTrials.get('new', 's1')).toEqual({ values: VALUES, trial: null })
    expect(stepTrials.dismiss('new', 's1', 't1', true)).toBe(true)
    expect(stepTrials.get('new', 's1').trial?.trialId).toBe('t1')
    stepTrials.dismiss('new', 's1', 't1', false)
    stepTrials.keep('new', trial('t2', 'The wind'))
    expect(stepTrials.dismiss('new', 's1', 't1', true)).toBe(false)
    expect(stepTrials.get('new', 's1').trial?.trialId).toBe('t2')
  })
})

describe('a workflow that was never saved', () => {
  test('takes what was tried of its steps with it when it is saved; the rest goes with its draft', () => {
    const { drafts, stepTrials, workflows } = openTestStore()
    const draft = drafts.save('new', { content: {}, basedOn: null }, null)
    const gone = trial('t2', 'Gone', { step: { ...STEP, id: 's9' } })
    stepTrials.saveValues('new', 's1', VALUES)
    stepTrials.keep('new', trial('t1', 'The sea'))
    stepTrials.keep('new', gone)
    const { id } = workflows.create({ name: 'Saved', steps: [STEP] }, { draftKey: 'new' })
    expect(stepTrials.get(id, 's1')).toEqual({ values: VALUES, trial: trial('t1', 'The sea') })
    expect(stepTrials.get('new', 's1')).toEqual(NOTHING)
    expect(stepTrials.get('new', 's9').trial).toEqual(gone)
    drafts.drop('new', draft)
    expect(stepTrials.get('new', 's9')).toEqual(NOTHING)
    expect(stepTrials.get(id, 's1').trial).not.toBeNull()
  })

  test('gets the answer of a trial that was under way when it was saved', () => {
    const { clock, stepTrials, workflows } = openTestStore()
    const older = workflows.create(
      { name: 'A former one with the same id', steps: [STEP] },
      { draftKey: 'new' },
    )
    clock.advance(1000)
    const startedAt = clock.now()
    clock.advance(1000)
    const { id } = workflows.create({ name: 'Saved', steps: [STEP] }, { draftKey: 'new' })
    stepTrials.keep('new', trial('t1', 'The sea', { startedAt }))
    expect(stepTrials.get(id, 's1').trial?.trialId).toBe('t1')
    expect(stepTrials.get(older.id, 's1')).toEqual(NOTHING)
    expect(stepTrials.get('new', 's1')).toEqual(NOTHING)
  })
})

describe('a stored workflow', () => {
  test('keeps what was tried of it when its draft is dropped, and of a step that is taken out and put back', () => {
    const { drafts, stepTrials, workflows } = openTestStore()
    const { id, updatedAt } = workflows.create({ name: 'W', steps: [STEP] })
    stepTrials.keep(id, trial('t1', 'The sea'))
    drafts.drop(id, drafts.save(id, { content: {}, basedOn: updatedAt }, null))
    workflows.update(id, { name: 'W', steps: [] }, updatedAt)
    expect(stepTrials.get(id, 's1').trial?.trialId).toBe('t1')
  })

  test('takes it along when it is removed for good, and that of removed steps goes after the same time', async () => {
    const { clock, drafts, stepTrials, workflows, maintenance } = openTestStore()
    const deleted = workflows.create({ name: 'Deleted', steps: [STEP] })
    const kept = workflows.create({ name: 'Kept', steps: [STEP] })
    const drafted = workflows.create({ name: 'With a draft', steps: [] })
    const removed = { ...STEP, id: 's2' }
    stepTrials.keep(deleted.id, trial('t1', 'Deleted'))
    stepTrials.keep(kept.id, trial('t2', 'Kept'))
    stepTrials.keep(kept.id, trial('t3', 'Of a removed step', { step: removed }))
    stepTrials.keep(drafted.id, trial('t4', 'Of a step in the draft', { step: removed }))
    drafts.save(drafted.id, { content: {}, basedOn: null }, null)
    stepTrials.keep('new', trial('t5', 'Of a draft that never was', { startedAt: clock.now() + 1 }))
    const back = workflows.undelete(deleted.id, workflows.delete(deleted.id, deleted.updatedAt))
    expect(stepTrials.get(deleted.id, 's1').trial?.trialId).toBe('t1')
    workflows.delete(deleted.id, back)
    await maintenance.purgeDeleted()
    expect(stepTrials.get(kept.id, 's2').trial?.trialId).toBe('t3')
    clock.advance(31 * DAY)
    await maintenance.purgeDeleted()
    expect(stepTrials.get(deleted.id, 's1')).toEqual(NOTHING)
    expect(stepTrials.get(kept.id, 's1').trial?.trialId).toBe('t2')
    expect(stepTrials.get(kept.id, 's2')).toEqual(NOTHING)
    expect(stepTrials.get(drafted.id, 's2').trial?.trialId).toBe('t4')
    expect(stepTrials.get('new', 's1')).toEqual(NOTHING)
  })

  test('loses an answer that was put away after the time in which it can come back', async () => {
    const { clock, stepTrials, workflows, maintenance } = openTestStore()
    const { id } = workflows.create({ name: 'W', steps: [STEP] })
    stepTrials.saveValues(id, 's1', VALUES)
    stepTrials.keep(id, trial('t1', 'The sea'))
    stepTrials.dismiss(id, 's1', 't1', false)
    clock.advance(31 * DAY)
    await maintenance.purgeDeleted()
    expect(stepTrials.dismiss(id, 's1', 't1', true)).toBe(false)
    expect(stepTrials.get(id, 's1')).toEqual({ values: VALUES, trial: null })
  })
})
