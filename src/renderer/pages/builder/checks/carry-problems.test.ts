import { describe, expect, it } from 'vitest'
import type { Problem } from '@shared/errors'
import { changeStep, deleteStep, moveStep } from '../document/step-edits'
import type { EditedWorkflow } from '../document/edited-workflow'
import { carryProblems } from './carry-problems'

const step = (id: string) => ({
  id,
  label: id,
  stepType: 'generate' as const,
  prompt: 'go',
  provider: 'nowhere',
})
const asked: EditedWorkflow = {
  name: 'Three',
  budgetUsd: 2,
  input: { description: 'Notes', example: 'too short' },
  steps: [step('A'), step('B'), step('C')],
}
const problem = (...path: Problem['path']): Problem => ({ path, severity: 'error', message: 'Wrong.' })
const places = (problems: Problem[], current: EditedWorkflow) =>
  carryProblems(problems, asked, current).map(({ path }) => path.join('.'))

describe('what the core said of a step', () => {
  const ofB = [problem('steps', 1, 'provider')]

  it('goes with the step, and away with it', () => {
    expect(places(ofB, asked)).toEqual(['steps.1.provider'])
    expect(places(ofB, moveStep(asked, 'B', 0))).toEqual(['steps.0.provider'])
    expect(places(ofB, deleteStep(asked, 'A'))).toEqual(['steps.0.provider'])
    expect(places(ofB, deleteStep(asked, 'B'))).toEqual([])
  })

  it('holds while what is wrong stands there', () => {
    expect(places(ofB, changeStep(asked, 'B', { prompt: 'other' }))).toEqual(['steps.1.provider'])
    expect(places(ofB, changeStep(asked, 'B', { provider: 'demo' }))).toEqual([])
  })
})

it('holds of the input and of the options only while those are the same', () => {
  const problems = [problem('input', 'example'), problem('budgetUsd'), problem('steps')]
  expect(places(problems, { ...asked, name: 'Other', input: { ...asked.input, description: '' } })).toEqual([
    'input.example',
    'budgetUsd',
    'steps',
  ])
  const { budgetUsd: _budget, ...unlimited } = asked
  expect(places(problems, { ...unlimited, input: { example: 'long enough' } })).toEqual(['steps'])
})
