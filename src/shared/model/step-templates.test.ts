import { expect, it } from 'vitest'
import { builtInTemplates } from './built-in-templates'
import { STEP_TYPES, stepSettings } from './step'
import { stepTemplates } from './step-templates'
import { contentReference, newStep } from './step-type-defaults'

it('offers 16: one for each step type, and the nine of the Deep Build Pipeline', () => {
  const templates = stepTemplates()
  expect(templates).toHaveLength(16)
  expect(templates.slice(0, 7).map(({ id }) => id)).toEqual(STEP_TYPES)
  expect(templates.slice(7).map(({ create }) => create())).toEqual(builtInTemplates()[0]?.template.steps)
  expect(new Set(templates.map(({ id }) => id)).size).toBe(16)
  expect(new Set(templates.map(({ name }) => name)).size).toBe(16)
  expect(templates.every(({ description }) => description !== '')).toBe(true)
})

it('makes a fresh value each time', () => {
  for (const { create } of stepTemplates()) {
    const step = create()
    step.label = 'changed'
    if (step.output !== undefined) step.output.format = 'text'
    expect(create().label).not.toBe('changed')
    expect(create().output?.format).not.toBe('text')
  }
})

it.each(STEP_TYPES)(
  'makes a valid new %s step that works on the step above, or else on the input',
  (stepType) => {
    expect(stepSettings.parse(newStep(stepType, 'Draft'))).toEqual(newStep(stepType, 'Draft'))
    expect(newStep(stepType, 'Draft').prompt).toContain('{{steps.Draft.content}}')
    expect(newStep(stepType).prompt).toContain('{{input}}')
    expect(newStep(stepType, ' ').prompt).toContain('{{input}}')
  },
)

it('makes a review of exactly the output of the step above, quoted where the label needs it', () => {
  expect(newStep('review', 'Research & Context').prompt).toBe('{{steps.Research & Context.content}}')
  expect(newStep('review', 'v1.0 "draft"').prompt).toBe(String.raw`{{steps["v1.0 \"draft\""].content}}`)
  expect(['a.b', 'a"b', 'a|b', 'a{b', 'a}b'].map(contentReference).every((text) => text.includes('["'))).toBe(
    true,
  )
  expect(newStep('review')).toEqual({ label: 'Review', stepType: 'review', prompt: '{{input}}' })
})
