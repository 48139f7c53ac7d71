import { ORPCError } from '@orpc/client'
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest'
import { connectToMemory } from '../../test-support/memory-connection'
import { createMemoryCore } from '../../test-support/memory-core'
import { createTextDrafts, type TextDraft } from './text-drafts'

beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
})

/** Two pages of one run, on one core. */
function openPages() {
  const core = createMemoryCore()
  const { client, lose, restore } = connectToMemory(core)
  const page = () => createTextDrafts(client, 'run')
  return { core, lose, restore, page: page(), other: page() }
}

const draft = (text: string): TextDraft => ({ kind: 'output', text, revision: 1 })

it('keeps a text a moment after the last letter, and drops it at once', async () => {
  const { core, page, other } = openPages()
  page.put('s1', draft('A'))
  page.put('s1', draft('A text'))
  await vi.advanceTimersByTimeAsync(400)
  expect(core.stepDrafts.get('run')).toBeUndefined()
  await vi.advanceTimersByTimeAsync(100)
  expect(core.stepDrafts.get('run')).toEqual([{ stepId: 's1', ...draft('A text') }])
  expect(other.store.getState()).toMatchObject({ looked: false, drafts: {} })
  await other.look()
  expect(other.store.getState()).toMatchObject({ looked: true, drafts: { s1: draft('A text') } })
  page.put('s1', null)
  await vi.advanceTimersByTimeAsync(0)
  expect(core.stepDrafts.get('run')).toEqual([])
})

it('keeps what was typed in the moment before leaving', async () => {
  const { core, page } = openPages()
  page.put('s1', draft('A text'))
  await page.flush()
  expect(core.stepDrafts.get('run')).toHaveLength(1)
})

it('leaves alone what was begun or dropped here while it asked what is kept', async () => {
  const { page, other } = openPages()
  page.put('s1', draft('Kept'))
  page.put('s2', draft('Kept'))
  page.put('s3', draft('Kept'))
  await page.flush()
  const looking = other.look()
  other.put('s1', draft('Mine'))
  other.put('s2', null)
  await looking
  expect(other.store.getState().drafts).toEqual({ s1: draft('Mine'), s3: draft('Kept') })
})

it('keeps a text when the connection is back', async () => {
  const { core, page, lose, restore } = openPages()
  lose()
  page.put('s1', draft('A text'))
  await vi.advanceTimersByTimeAsync(500)
  // The page says that the connection is lost.
  expect(page.store.getState().error).toBeNull()
  restore()
  await page.flush()
  expect(core.stepDrafts.get('run')).toHaveLength(1)
})

it('says why the core can’t keep a text, until it can', async () => {
  const { client } = connectToMemory(createMemoryCore())
  const full = new ORPCError('STORAGE_FULL', { message: 'The disk is full.', data: {} })
  let isFull = true
  const saveDraft: typeof client.runs.steps.saveDraft = (input) =>
    isFull ? Promise.reject(full) : client.runs.steps.saveDraft(input)
  const page = createTextDrafts(
    { ...client, runs: { ...client.runs, steps: { ...client.runs.steps, saveDraft } } },
    'run',
  )
  page.put('s1', draft('A text'))
  await page.flush()
  expect(page.store.getState().error).toBe(full)
  isFull = false
  await page.flush()
  expect(page.store.getState().error).toBeNull()
})
