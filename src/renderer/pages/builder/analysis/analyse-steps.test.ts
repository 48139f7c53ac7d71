import type { Step } from '@shared/model/step'
import { stepDependencies } from '@shared/prompt/step-dependencies'
import { expect, it } from 'vitest'
import { changeStep, moveStep } from '../document/step-edits'
import { createAnalyser } from './analyse-steps'
import { knownEvaluations } from './known-evaluations'
import { layOutFlow } from './lay-out-flow'

const step = (label: string, prompt: string, details: Partial<Step> = {}): Step => ({
  id: label,
  label,
  stepType: 'generate',
  prompt,
  ...details,
})
const STEPS = [
  step('Idea', '{{input}}'),
  step('Facts', '{{steps.Idea.content}}'),
  step('Plan', '{{steps.Idea.content}}'),
  step('Gate', '{{steps.Plan.content}}', { stepType: 'review', systemPrompt: '{{steps.Facts.content}}' }),
  step('End', '{{steps.Gate.content}} {{steps.Facts.content}}'),
]

it('says who reads whom, as the engine does', () => {
  const { steps } = createAnalyser()(STEPS, undefined, null)
  expect(steps.map(({ reads }) => reads)).toEqual([[], [0], [0], [2], [1, 3]])
  const engine = [...stepDependencies(STEPS).values()].map((ids) =>
    [...ids].map((id) => STEPS.findIndex((candidate) => candidate.id === id)),
  )
  expect(steps.map(({ reads }) => reads)).toEqual(engine)
})

it('draws neighbours on the spine and all others on lanes of their own', () => {
  const { steps } = createAnalyser()(STEPS, undefined, null)
  expect(layOutFlow(steps, 3)).toEqual({
    joined: [true, false, true, true],
    branches: [
      { from: 0, to: 2, lane: 1, broken: false },
      { from: 1, to: 4, lane: 2, broken: false },
    ],
  })
})

it('works out one step for a letter in its prompt, and keeps the rest', () => {
  const analyse = createAnalyser()
  const before = analyse(STEPS, undefined, null)
  const edited = changeStep({ name: '', steps: STEPS }, 'Plan', { prompt: 'nothing' }).steps
  const after = analyse(edited, undefined, null)
  expect(after.index).toBe(before.index)
  expect(after.steps.map((one, index) => one === before.steps[index])).toEqual([
    true,
    true,
    false,
    true,
    true,
  ])
})

it('finds what a reorder and a disabled step break, at the place of the reference', () => {
  const analyse = createAnalyser()
  const moved = moveStep({ name: '', steps: STEPS }, 'Gate', 1).steps
  const broken = analyse(moved, undefined, null)
  expect(broken.steps[1]?.problems[0]?.message).toContain('comes later')
  expect(broken.steps[1]?.readsTooEarly).toEqual([3])

  const off = changeStep({ name: '', steps: STEPS }, 'Facts', { enabled: false }).steps
  const disabled = analyse(off, undefined, null)
  expect(disabled.steps[4]?.problems[0]?.message).toContain('disabled')
  expect(disabled.steps[4]?.reads).toEqual([3])
})

it('takes problems of a disabled step as warnings, and misses a prompt', () => {
  const { steps } = createAnalyser()(
    [step('A', '{{steps.None.content}}', { enabled: false }), step('B', ' ')],
    undefined,
    null,
  )
  expect(steps.map(({ problems }) => problems.map(({ severity }) => severity))).toEqual([
    ['warning'],
    ['error'],
  ])
})

it('asks what each reference comes to once, however often the text around it changes', () => {
  const analyse = createAnalyser()
  const unknown = Array.from({ length: 500 }, (_, at) => `{{steps.None ${at}.content}}`).join(' ')
  const steps = [...STEPS, step('Long', unknown)]
  const { index, input } = analyse(steps, undefined, null)
  const known = knownEvaluations({ steps: index, input, position: 5 })
  const before = new Map(known)
  expect(before.size).toBe(500)
  const edited = changeStep({ name: '', steps }, 'Long', { prompt: `a {{input}} ${unknown}` }).steps
  const after = analyse(edited, undefined, null)
  expect(after.steps[5]?.problems).toHaveLength(500)
  expect(known.size).toBe(501)
  expect([...before].every(([source, evaluation]) => known.get(source) === evaluation)).toBe(true)
})

it('knows the schemas of the input and of outputs, and works nothing out anew while they stay', () => {
  const schema = {
    type: 'object',
    properties: { topic: { type: 'string' } },
    required: ['topic'],
    additionalProperties: false,
  }
  const facts = step('Facts', 'On {{input.topic}} {{input.topik}}', { output: { format: 'json', schema } })
  const steps = [facts, step('Plan', '{{steps.Facts.topic}} {{steps.Facts.nope}}')]
  const analyse = createAnalyser()
  const analysis = analyse(steps, { schema }, null)
  expect(analysis.steps.map(({ problems }) => problems.map(({ message }) => message))).toEqual([
    [expect.stringContaining('Did you mean "topic"?')],
    [expect.stringContaining('the schema of "Facts" has "topic"')],
  ])
  expect(analyse(steps, { schema, description: 'What it is' }, null)).toBe(analysis)
  expect(analyse(steps, undefined, null).steps[0]?.problems).toEqual([])
  const asText = changeStep({ name: '', steps }, 'Facts', { output: undefined }).steps
  expect(analyse(asText, { schema }, null).steps[1]?.problems).toEqual([])
})
