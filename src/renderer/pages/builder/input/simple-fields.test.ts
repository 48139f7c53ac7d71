import { expect, it } from 'vitest'
import type { JsonSchema } from '@shared/model/step'
import { readSimpleFields, writeSimpleFields } from './simple-fields'

const schema: JsonSchema = {
  type: 'object',
  properties: {
    topic: { type: 'string', description: 'What it is about.' },
    words: { type: 'integer' },
    names: { type: 'array', items: { type: 'string' } },
    formal: { type: 'boolean' },
    factor: { type: 'number' },
  },
  required: ['topic'],
  additionalProperties: false,
}

it('reads the fields of a schema and writes them back as they were', () => {
  const fields = readSimpleFields(schema)
  expect(fields?.map(({ name, kind, required }) => [name, kind, required])).toEqual([
    ['topic', 'text', true],
    ['words', 'integer', false],
    ['names', 'list', false],
    ['formal', 'yes-no', false],
    ['factor', 'number', false],
  ])
  expect(writeSimpleFields(fields ?? [], schema)).toEqual(schema)
  const open: JsonSchema = { type: 'object', properties: { a: { type: 'string' } } }
  expect(writeSimpleFields(readSimpleFields(open) ?? [], open)).toEqual(open)
})

it('allows no other fields in a schema of its own', () => {
  const field = { name: 'a', kind: 'text', description: '', required: true } as const
  expect(writeSimpleFields([field])).toMatchObject({ required: ['a'], additionalProperties: false })
})

it.each<[string, JsonSchema]>([
  ['a text', { type: 'string' }],
  ['no fields', { type: 'object', properties: {} }],
  ['a title', { ...schema, title: 'T' }],
  ['other fields', { ...schema, additionalProperties: { type: 'string' } }],
  ['a limit', { type: 'object', properties: { a: { type: 'string', maxLength: 3 } } }],
  ['a choice', { type: 'object', properties: { a: { enum: ['x', 'y'] } } }],
  ['a list of numbers', { type: 'object', properties: { a: { type: 'array', items: { type: 'number' } } } }],
  ['fields in fields', { type: 'object', properties: { a: schema } }],
  ['a field that is required and not there', { ...schema, required: ['topic', 'other'] }],
])('does not read what says more than fields can: %s', (_name, other) => {
  expect(readSimpleFields(other)).toBeNull()
})
