import type { Step } from '@shared/model/step'
import { indexSteps } from '@shared/prompt/prompt-scope'
import { expect, it } from 'vitest'
import { neededValues } from './needed-values'
import { trialRequest } from './trial-request'

const step = (label: string, prompt: string, more: Partial<Step> = {}): Step => ({
  id: label.toLowerCase(),
  label,
  stepType: 'generate',
  prompt,
  ...more,
})
const STEPS = [
  step('Idea', 'A long text', { systemPrompt: 'Another', model: 'm' }),
  step('Aside', '-'),
  step('Off', '-', { enabled: false }),
  step('Plan', '{{steps.Idea.content}} {{steps.Off.content | default: "none"}} {{steps.End.content}}', {
    enabled: false,
    systemPrompt: 'For {{input}}',
  }),
  step('End', '-'),
]
const PLAN = STEPS[3]!

it('needs what the texts refer to, of a disabled step, too', () => {
  const needed = neededValues(PLAN, STEPS, indexSteps(STEPS))
  expect(needed).toEqual({ input: true, steps: [STEPS[0]] })
})

it('sends the step as it stands, of those above their labels, and what was typed', () => {
  const needed = neededValues(PLAN, STEPS, indexSteps(STEPS))
  const subject = {
    workflowId: 'w',
    workflow: { name: ' ', steps: STEPS },
    step: PLAN,
    needed,
    lastRun: null,
  }
  const typed = { input: 'sailors', outputs: { idea: 'the sea', aside: 'not needed' } }
  expect(trialRequest({ ...subject, typed })).toEqual({
    workflowId: 'w',
    stepId: 'plan',
    workflow: {
      name: 'Untitled workflow',
      steps: [step('Idea', ''), step('Aside', ''), step('Off', '', { enabled: false }), PLAN],
    },
    input: 'sailors',
    outputs: { idea: 'the sea' },
  })
  const nothing = trialRequest({ ...subject, typed: { outputs: {} } })
  expect(nothing).not.toHaveProperty('input')
  expect(nothing.outputs).toEqual({})
})

it('sends what was typed as the object that the workflow asks for', () => {
  const workflow = { name: 'W', steps: STEPS, input: { schema: { type: 'object' } } }
  const needed = neededValues(PLAN, STEPS, indexSteps(STEPS))
  const subject = { workflowId: 'w', workflow, step: PLAN, needed, lastRun: null }
  const inputOf = (input: string) => trialRequest({ ...subject, typed: { input, outputs: {} } }).input
  expect(inputOf('{"topic":"the sea"}')).toEqual({ topic: 'the sea' })
  expect(inputOf('the sea')).toBe('the sea')
})
