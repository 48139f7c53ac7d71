import { describe, expect, it } from 'vitest'
import { openDocument, step } from '../../../test-support/open-document'
import { changeStep, deleteStep, duplicateStep, moveStep, renameStep } from './step-edits'

describe('undo', () => {
  it('gives back the very value that was there, so that a saved workflow is known again', () => {
    const { edit, undo, workflow } = openDocument(step('A'), step('B'))
    const before = workflow()
    edit((current) => moveStep(current, 'B', 0))
    edit((current) => deleteStep(current, 'A'))
    undo()
    undo()
    expect(workflow()).toBe(before)
  })

  it('knows an edit that changes nothing as none', () => {
    const { edit, history } = openDocument(step('A'))
    edit((current) => moveStep(current, 'A', 0))
    expect(history.getState().pastStates).toHaveLength(0)
  })

  it('rewrites the references to a renamed step, and takes both back at once', () => {
    const { edit, undo, workflow } = openDocument(step('A'), step('B', 'On {{ steps.A.content }}'))
    edit((current) => renameStep(current, 'A', 'v1.0'))
    expect(workflow().steps[1]?.prompt).toBe('On {{ steps["v1.0"].content }}')
    undo()
    expect(workflow().steps[1]?.prompt).toBe('On {{ steps.A.content }}')
  })
})

describe('references that would mean another step', () => {
  const twoDrafts = () =>
    openDocument(
      { ...step('Draft'), id: 'first' },
      { ...step('Draft'), id: 'second' },
      step('End', '{{steps.Draft.content}}'),
    )

  it('are remembered until the user decides', () => {
    const { edit, agreed, agree, undo } = twoDrafts()
    edit((current) => moveStep(current, 'second', 0))
    expect(agreed()?.map(({ id }) => id)).toEqual(['first', 'second', 'End'])
    edit((current) => changeStep(current, 'first', { prompt: 'other' }))
    expect(agreed()).not.toBeNull()
    agree()
    expect(agreed()).toBeNull()
    undo()
    expect(agreed()).not.toBeNull()
  })

  it('are forgotten when the order is as it was', () => {
    const { edit, agreed } = twoDrafts()
    edit((current) => moveStep(current, 'second', 0))
    edit((current) => moveStep(current, 'second', 1))
    expect(agreed()).toBeNull()
  })

  it('do not come from a copy, which has a label of its own', () => {
    const { edit, agreed, labels } = twoDrafts()
    edit((current) => duplicateStep(current, 'second', 'third'))
    expect(labels()).toEqual(['Draft', 'Draft', 'Draft 2', 'End'])
    expect(agreed()).toBeNull()
  })
})

it('removes settings that are set back to their default', () => {
  const { edit, workflow } = openDocument({ ...step('A'), enabled: false, temperature: 1 })
  edit((current) => changeStep(current, 'A', { enabled: undefined, temperature: undefined }))
  expect(Object.keys(workflow().steps[0] ?? {})).toEqual(['id', 'label', 'stepType', 'prompt'])
})
