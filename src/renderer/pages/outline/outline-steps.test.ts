import type { StepSettings } from '@shared/model/step'
import { expect, it } from 'vitest'
import { outlineSteps } from './outline-steps'

const step = (label: string, prompt: string, settings: Partial<StepSettings> = {}): StepSettings => ({
  label,
  stepType: 'generate',
  prompt,
  ...settings,
})

it('tells what each step reads, from both of its prompts, and what it can’t mean', () => {
  const { steps } = outlineSteps({
    name: 'x',
    steps: [
      step('A', 'From {{input.topic}} {{steps.B.content}}'),
      step('B', 'plain \\{{input}}', { systemPrompt: '{{steps.A.content}}' }),
      step('B', '{{steps.B.title | default: "none"}} {{steps.A.content}} {{input}}'),
      step('C', '{{steps.Nobody.content}} {{steps.B.content}} {{broken'),
    ],
  })
  expect(
    steps.map(({ reads, readsInput, unknown }) => ({ reads, readsInput, unknown: [...unknown] })),
  ).toEqual([
    { reads: [], readsInput: true, unknown: ['B'] },
    { reads: [0], readsInput: false, unknown: [] },
    { reads: [0, 1], readsInput: true, unknown: [] },
    { reads: [2], readsInput: false, unknown: ['Nobody'] },
  ])
})

it('lays steps side by side that don’t wait for each other, as far as the workflow lets them', () => {
  const steps = [step('A', ''), step('B', '{{steps.A.content}}'), step('C', '{{steps.A.content}}')]
  expect(outlineSteps({ name: 'x', steps }).layout.lanes).toEqual([0, 0, 1])
  expect(outlineSteps({ name: 'x', steps, concurrency: 1 }).layout.lanes).toEqual([0, 0, 0])
})
