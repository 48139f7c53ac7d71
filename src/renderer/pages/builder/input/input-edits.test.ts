import { expect, it } from 'vitest'
import type { EditedWorkflow } from '../document/edited-workflow'
import { exampleFieldKey, INPUT_SCHEMA, withUnfinished } from '../document/unfinished-texts'
import { changeFields, changeInput, moveField, renameField, toFields, toPlainText } from './input-edits'
import { readSimpleFields, type SimpleField } from './simple-fields'

const WORKFLOW: EditedWorkflow = {
  name: 'W',
  steps: [{ id: 'a', label: 'A', stepType: 'generate', prompt: 'On {{input.text}}' }],
}

function fieldsOf(workflow: EditedWorkflow): SimpleField[] {
  return readSimpleFields(workflow.input?.schema ?? {}) ?? []
}

it('says nothing about the input where there is nothing to say', () => {
  const described = changeInput(WORKFLOW, { description: 'A report' })
  expect(described.input).toEqual({ description: 'A report' })
  expect(changeInput(described, { description: '' })).toEqual(WORKFLOW)
})

it('makes a field of a text, and a text of a field, without losing the example', () => {
  const text = changeInput(WORKFLOW, { example: 'the sea' })
  const fields = toFields(text)
  expect(fields.input).toMatchObject({ schema: { required: ['text'] }, example: { text: 'the sea' } })
  expect(toPlainText(fields)).toEqual(text)
})

it('renames a field in the example and in the prompts', () => {
  const fields = toFields(changeInput(WORKFLOW, { example: 'the sea' }))
  const renamed = renameField(fields, fieldsOf(fields), 0, 'topic')
  expect(renamed.input).toMatchObject({ schema: { required: ['topic'] }, example: { topic: 'the sea' } })
  expect(renamed.steps[0]?.prompt).toBe('On {{input.topic}}')
})

it('moves a field in the form and in the example, and nothing else', () => {
  const one = toFields(changeInput(WORKFLOW, { example: 'the sea' }))
  const note: SimpleField = { name: 'note', kind: 'number', description: 'Of a page', required: false }
  const last: SimpleField = { ...note, name: 'last', required: true }
  const three = changeFields(one, [...fieldsOf(one), note, last], ['text', null, null])
  const example = { text: 'the sea', note: 12, last: 1 }
  const before = withUnfinished(changeInput(three, { example }), exampleFieldKey('last'), '1e')
  const after = moveField(before, fieldsOf(before), 0, 1)
  expect(fieldsOf(after).map(({ name }) => name)).toEqual(['note', 'text', 'last'])
  expect(after).toEqual(before)
  expect(Object.keys(after.input?.example ?? {})).toEqual(['note', 'text', 'last'])
  expect(moveField(after, fieldsOf(after), 1, 0)).toEqual(before)
  expect(moveField(before, fieldsOf(before), 1, 1)).toBe(before)
})

it('leaves fields alone whose names are numbers: JSON has an order of its own for them', () => {
  const one = toFields(WORKFLOW)
  const year: SimpleField = { name: '2026', kind: 'text', description: '', required: false }
  const two = changeFields(one, [year, ...fieldsOf(one)], [null, 'text'])
  expect(moveField(two, fieldsOf(two), 0, 1)).toBe(two)
})

it('keeps of the example what fits the kind, and what was unfinished of the fields that stay', () => {
  const one = toFields(changeInput(WORKFLOW, { example: '12' }))
  const [text] = fieldsOf(one)
  const note: SimpleField = { name: 'note', kind: 'number', description: '', required: false }
  const two = withUnfinished(
    changeFields(one, [...fieldsOf(one), note], ['text', null]),
    exampleFieldKey('note'),
    'abc',
  )
  const asNumber = changeFields(two, [{ ...text!, kind: 'number' }, note], ['text', 'note'])
  expect(asNumber.input?.example).toEqual({ text: 12 })
  expect(asNumber.unfinished).toEqual({ [exampleFieldKey('note')]: 'abc' })
  const removed = changeFields(asNumber, [{ ...text!, kind: 'yes-no' }], ['text'])
  expect(removed.input).not.toHaveProperty('example')
  expect(removed).not.toHaveProperty('unfinished')
})

it('gives up what was unfinished with the schema', () => {
  expect(toPlainText(withUnfinished(toFields(WORKFLOW), INPUT_SCHEMA, '{'))).toEqual(WORKFLOW)
})
