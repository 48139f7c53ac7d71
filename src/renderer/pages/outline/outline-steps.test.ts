import type { StepSettings } from '@shared/model/step'
import { expect, it } from 'vitest'
import { outlineSteps } from './outline-steps'

const step = (label: string, prompt: string, settings: Partial<StepSettings> = {}): StepSettings => ({
  label,
  stepType: 'generate',
  prompt,
  ...settings,
})

it('tells what each step reads, from both of its prompts, and what is wrong with it', () => {
  const fault = { path: ['steps', 3, 'prompt'], severity: 'error' as const, message: 'No such step.' }
  const ofInput = { path: ['input', 'schema'], severity: 'error' as const, message: 'No schema.' }
  const workflow = {
    name: 'x',
    steps: [
      step('A', 'From {{input.topic}} {{steps.B.content}}'),
      step('B', 'plain \\{{input}}', { systemPrompt: '{{steps.A.content}}' }),
      step('B', '{{steps.B.title | default: "none"}} {{steps.A.content}} {{input}}'),
      step('C', '{{steps.Nobody.content}} {{steps.B.content}} {{broken'),
    ],
  }
  const { steps } = outlineSteps(workflow, [ofInput, fault])
  expect(steps.map(({ reads, readsInput, faults }) => ({ reads, readsInput, faults }))).toEqual([
    { reads: [], readsInput: true, faults: [] },
    { reads: [0], readsInput: false, faults: [] },
    { reads: [0, 1], readsInput: true, faults: [] },
    { reads: [2], readsInput: false, faults: [fault] },
  ])
})

it('lays steps side by side that don’t wait for each other, as far as the workflow lets them', () => {
  const steps = [step('A', ''), step('B', '{{steps.A.content}}'), step('C', '{{steps.A.content}}')]
  expect(outlineSteps({ name: 'x', steps }).layout.lanes).toEqual([0, 0, 1])
  expect(outlineSteps({ name: 'x', steps, concurrency: 1 }).layout.lanes).toEqual([0, 0, 0])
})
