import type { KeptTrial } from '@shared/model/step-trial'
import type { Step } from '@shared/model/step'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { connectToMemory } from '../../../test-support/memory-connection'
import { createMemoryCore } from '../../../test-support/memory-core'
import { createTrialStore } from './trial-store'

const STEP: Step = { id: 's1', label: 'Write', stepType: 'generate', prompt: 'Say {{input}}' }
const KEPT: KeptTrial = {
  trialId: 't1',
  step: STEP,
  startedAt: 5,
  left: false,
  answer: {
    connection: 'openai',
    model: 'm',
    output: 'The sea',
    truncated: false,
    stopped: false,
    finishReason: { unified: 'stop', raw: 'stop' },
    error: null,
    tokenUsage: null,
    costEstimate: 0.01,
    durationMs: 900,
  },
}

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
})

/** Two pages of one workflow, on one core. */
function openPages() {
  const core = createMemoryCore()
  const { client, lose, restore } = connectToMemory(core)
  const page = () => createTrialStore({ client, workflowId: () => 'new', newId: core.newId, now: () => 10 })
  return { core, lose, restore, page: page(), other: page() }
}

it('keeps what was typed a moment after the last letter, and at once when it must', async () => {
  const { core, page } = openPages()
  page.type('s1', { input: 'a', outputs: {} })
  await vi.advanceTimersByTimeAsync(400)
  page.type('s1', { input: 'ab', outputs: {} })
  await vi.advanceTimersByTimeAsync(400)
  expect(core.trialValues.size).toBe(0)
  await vi.advanceTimersByTimeAsync(100)
  expect(core.trialValues.get('s1')).toEqual({ input: 'ab', outputs: {} })
  page.type('s1', { input: 'abc', outputs: {} })
  page.close()
  await vi.advanceTimersByTimeAsync(0)
  expect(core.trialValues.get('s1')?.input).toBe('abc')
})

it('says when what was typed can’t be kept, and keeps it when it can be again', async () => {
  const { core, page, lose, restore } = openPages()
  lose()
  page.type('s1', { input: 'a', outputs: {} })
  await vi.advanceTimersByTimeAsync(500)
  expect(page.store.getState().valuesError).not.toBeNull()
  restore()
  await page.flush()
  expect(core.trialValues.get('s1')?.input).toBe('a')
  expect(page.store.getState().valuesError).toBeNull()
})

it('shows what another page typed, unless there is something newer here', async () => {
  const { page, other } = openPages()
  page.type('s1', { input: 'a', outputs: { s0: 'kept' } })
  await page.flush()
  // Typed before the answer is there: each field by itself.
  const looking = other.look('s1')
  other.type('s1', { input: 'b', outputs: {} })
  await looking
  expect(other.store.getState().typed['s1']).toEqual({ input: 'b', outputs: { s0: 'kept' } })
  await page.look('s1')
  expect(page.store.getState().typed['s1']?.input).toBe('a')
  await other.flush()
  await page.look('s1')
  expect(page.store.getState().typed['s1']).toEqual({ input: 'b', outputs: { s0: 'kept' } })
  page.type('s1', { input: 'c', outputs: {} })
  await page.look('s1')
  expect(page.store.getState().typed['s1']).toEqual({ input: 'c', outputs: {} })
})

it('shows the trial that is kept until it is put away, and a later one when there is one', async () => {
  const { core, page } = openPages()
  const shown = () => page.store.getState().trials['s1']
  core.keptTrials.set('s1', KEPT)
  await page.look('s1')
  expect(shown()).toMatchObject({ phase: 'answered', text: 'The sea', sentTo: { model: 'm' } })
  const first = shown()
  await page.look('s1')
  expect(shown()).toBe(first)

  // The core may not know of it yet.
  const undo = page.dismiss('s1')
  await page.look('s1')
  expect(shown()).toBeUndefined()
  undo()
  expect(shown()).toBe(first)

  core.keptTrials.set('s1', { ...KEPT, trialId: 't2', startedAt: 6, left: true })
  await page.look('s1')
  expect(shown()).toMatchObject({ trialId: 't2', left: true })
})

it('prefers how a trial ended over there to not knowing it', async () => {
  const { core, page } = openPages()
  // The memory core sends nothing.
  await page.start(STEP, {
    workflowId: 'new',
    stepId: 's1',
    workflow: { name: 'W', steps: [STEP] },
  })
  const failed = page.store.getState().trials['s1']
  expect(failed?.phase).toBe('failed')
  core.keptTrials.set('s1', KEPT)
  await page.look('s1')
  expect(page.store.getState().trials['s1']).toBe(failed)
  core.keptTrials.set('s1', { ...KEPT, trialId: failed?.trialId ?? '' })
  await page.look('s1')
  expect(page.store.getState().trials['s1']).toMatchObject({ phase: 'answered', text: 'The sea' })
})
