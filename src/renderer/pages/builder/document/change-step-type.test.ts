import type { Step } from '@shared/model/step'
import { newStep, STEP_TYPE_DEFAULTS } from '@shared/model/step-type-defaults'
import { expect, it } from 'vitest'
import { changeStepType } from './change-step-type'

const above: Step = { id: 'above', label: 'Notes', stepType: 'generate', prompt: 'go' }
const fresh: Step = { ...newStep('extract', 'Notes'), id: 'it' }
const changed = (step: Step, stepType: Step['stepType']) =>
  changeStepType([above, step], step.id, stepType)[1]

it('gives an untouched step all that the new type begins with', () => {
  expect(changed(fresh, 'summarize')).toEqual({ ...newStep('summarize', 'Notes'), id: 'it' })
  expect(changed(fresh, 'review')).toEqual({ ...newStep('review', 'Notes'), id: 'it' })
})

it('keeps what the user wrote and set', () => {
  const written: Step = {
    ...fresh,
    label: 'My facts',
    prompt: 'Only the dates in {{steps.Notes.content}}',
    systemPrompt: 'You are brief.',
    temperature: 1.5,
    output: { format: 'json', schema: { type: 'object' } },
  }
  expect(changed(written, 'transform')).toEqual({ ...written, stepType: 'transform' })
})

it('keeps the source of a prompt that is otherwise the type’s own', () => {
  const prompt = STEP_TYPE_DEFAULTS.extract.prompt('{{input.notes}}')
  expect(changed({ ...fresh, prompt }, 'analyze')?.prompt).toBe(
    STEP_TYPE_DEFAULTS.analyze.prompt('{{input.notes}}'),
  )
})

it('renames with the references to it', () => {
  const reader: Step = {
    id: 'reader',
    label: 'End',
    stepType: 'generate',
    prompt: '{{steps.Extract.content}}',
  }
  const after = changeStepType([above, fresh, reader], 'it', 'analyze')
  expect(after.map(({ label }) => label)).toEqual(['Notes', 'Analyze', 'End'])
  expect(after[2]?.prompt).toBe('{{steps.Analyze.content}}')
})
