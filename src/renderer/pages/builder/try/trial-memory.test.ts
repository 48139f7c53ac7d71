import type { Step } from '@shared/model/step'
import { expect, it } from 'vitest'
import { beginTrial, tellTrial } from './trial'
import { createTrialMemory } from './trial-memory'

const STEP: Step = { id: 's1', label: 'Plan', stepType: 'generate', prompt: 'Say {{input}}' }
const ANSWERED = tellTrial(beginTrial(STEP, 5), [
  { type: 'started', connection: 'openai', model: 'm' },
  { type: 'sent' },
  { type: 'text', delta: 'The ' },
  {
    type: 'done',
    trial: {
      systemPrompt: '',
      messages: [],
      connection: 'openai',
      model: 'm',
      output: 'The sea',
      truncated: false,
      stopped: false,
      finishReason: null,
      error: null,
      tokenUsage: null,
      costEstimate: 0.01,
      durationMs: 900,
    },
  },
])

/** A storage with room for so many characters. */
function storage(room = Infinity): Storage {
  const items = new Map<string, string>()
  return {
    get length() {
      return items.size
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => {
      const others = [...items].filter(([other]) => other !== key).map(([, text]) => text.length)
      if (others.reduce((sum, length) => sum + length, value.length) > room) throw new Error('full')
      items.set(key, value)
    },
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  }
}

it('gives back what had ended, with what it was tried on, for the steps asked for', () => {
  const place = storage()
  const typed = { input: 'sailors', outputs: {} }
  createTrialMemory(() => place).keep('s1', { trial: ANSWERED, typed })
  const again = createTrialMemory(() => place)
  expect(again.read(['s1', 's2'])).toEqual({ s1: { trial: ANSWERED, typed } })
  expect(again.read(['s2'])).toEqual({})
  again.forget('s1')
  expect(again.read(['s1'])).toEqual({})
})

it('gives back one that was under way as left, with what had arrived', () => {
  const place = storage()
  const kept = createTrialMemory(() => place)
  const trial = tellTrial(beginTrial(STEP, 5), [{ type: 'text', delta: 'The sea' }])
  kept.keep('s1', { trial })
  expect(kept.read(['s1'])['s1']?.trial).toEqual({
    step: STEP,
    startedAt: 5,
    sentTo: null,
    wait: null,
    text: 'The sea',
    phase: 'left',
  })
})

it('makes room for the newest by forgetting others, and lives without any', () => {
  const place = storage(JSON.stringify({ trial: ANSWERED }).length + 20)
  place.setItem('theme', 'dark')
  const memory = createTrialMemory(() => place)
  memory.keep('s1', { trial: ANSWERED })
  memory.keep('s2', { trial: ANSWERED })
  expect(Object.keys(memory.read(['s1', 's2']))).toEqual(['s2'])
  expect(place.getItem('theme')).toBe('dark')

  const none = createTrialMemory(() => {
    throw new DOMException('No storage.', 'SecurityError')
  })
  none.keep('s1', { trial: ANSWERED })
  none.forget('s1')
  expect(none.read(['s1'])).toEqual({})
})
