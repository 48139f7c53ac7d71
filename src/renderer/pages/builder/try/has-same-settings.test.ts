import type { Step } from '@shared/model/step'
import { expect, it } from 'vitest'
import { hasSameSettings } from './has-same-settings'

const STEP: Step = {
  id: 's1',
  label: 'Plan',
  stepType: 'generate',
  prompt: 'Say {{input}}',
  output: { format: 'json', schema: { type: 'object', required: ['a', 'b'] } },
}

it('finds the same in a step that was sent and stored', () => {
  const stored: Step = {
    output: { schema: { required: ['a', 'b'], type: 'object' }, format: 'json' },
    prompt: 'Say {{input}}',
    stepType: 'generate',
    label: 'Plan',
    id: 's1',
  }
  expect(hasSameSettings(STEP, stored)).toBe(true)
  expect(hasSameSettings({ ...STEP, systemPrompt: '', model: '' }, stored)).toBe(true)
})

it('sees what was changed, also deep inside', () => {
  expect(hasSameSettings(STEP, { ...STEP, model: 'm' })).toBe(false)
  expect(hasSameSettings(STEP, { ...STEP, prompt: '' })).toBe(false)
  const other = { format: 'json' as const, schema: { type: 'object', required: ['b', 'a'] } }
  expect(hasSameSettings(STEP, { ...STEP, output: other })).toBe(false)
})
