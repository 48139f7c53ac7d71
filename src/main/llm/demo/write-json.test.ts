import * as fc from '../../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { newStep } from '@shared/model/step-type-defaults'
import type { JsonSchema } from '@shared/model/step'
import { writeAnswer } from './write-answer'

const IDEA = 'A habit tracker for night-shift nurses'
const NOTES = `Present: Mira (product), Tomasz (backend)

- Tomasz: we had 41 tickets last month.
- Tomasz would go to Postgres full text.
- Mira: does anyone know how people search?
- It must be settled before the 28th. Mira decides.
- Mira: please fix the hyphens.`

function answer(content: string, schema?: JsonSchema): string {
  const output = { format: 'json' as const, ...(schema !== undefined && { schema }) }
  return writeAnswer(
    {
      connection: { name: 'demo', kind: 'demo' },
      model: 'demo',
      systemPrompt: '',
      messages: [{ role: 'user', content }],
      maxTokens: 4096,
      output,
    },
    '',
  )
}

const object = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
})
const list = (properties: Record<string, JsonSchema>): JsonSchema => ({
  type: 'array',
  items: object(properties),
})

const fieldName = fc.constantFrom(
  'id',
  'title',
  'facts',
  'options',
  'kind',
  'people',
  'dates',
  'why',
  'score',
  'x_1',
)
const { schema: anySchema } = fc.letrec<{ schema: JsonSchema }>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ type: fc.constantFrom('string', 'boolean', 'null', 'integer', 'number') }),
    fc
      .uniqueArray(fc.string(), { minLength: 1, maxLength: 4 })
      .map((values) => ({ type: 'string', enum: values })),
    fc
      .tuple(fc.integer({ min: -9, max: 9 }), fc.nat(9))
      .map(([minimum, more]) => ({ type: 'integer', minimum, maximum: minimum + more })),
    fc
      .tuple(fc.nat(30), fc.nat(30))
      .map(([minLength, more]) => ({ type: 'string', minLength, maxLength: minLength + more })),
    fc
      .tuple(tie('schema'), fc.nat(3), fc.nat(3))
      .map(([items, minItems, more]) => ({ type: 'array', items, minItems, maxItems: minItems + more })),
    fc.dictionary(fieldName, tie('schema'), { maxKeys: 4 }).map(object),
    fc.array(tie('schema'), { minLength: 1, maxLength: 3 }).map((anyOf) => ({ anyOf })),
  ),
}))

describe('a JSON answer of the demo provider', () => {
  const nested: JsonSchema = {
    type: 'object',
    required: ['name', 'score', 'kind', 'ok', 'tags', 'parts', 'none'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 3, maxLength: 12 },
      score: { type: 'integer', minimum: 1, maximum: 5 },
      share: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
      kind: { enum: ['red', 'green'] },
      ok: { type: 'boolean' },
      when: { type: 'string', format: 'date' },
      tags: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 4 },
      parts: { type: 'array', items: { $ref: '#/$defs/part' } },
      none: { type: ['string', 'null'] },
      either: {
        anyOf: [
          { type: 'null' },
          { type: 'object', properties: { deep: { type: 'array', items: { type: 'integer' } } } },
        ],
      },
    },
    $defs: {
      part: {
        type: 'object',
        properties: { title: { type: 'string' }, parts: { type: 'array', items: { $ref: '#/$defs/part' } } },
        required: ['title'],
      },
    },
  }

  it.each<[string, JsonSchema]>([
    ['nested', nested],
    ['a list', { type: 'array', items: { type: 'string' } }],
    ['a number', { type: 'number', minimum: 10, maximum: 10 }],
    ['a constant', { const: 'x' }],
    ['anything', {}],
  ])('is valid against a schema: %s', (_name, schema) => {
    const text = answer(IDEA, schema)
    expect(z.fromJSONSchema(schema).safeParse(JSON.parse(text))).toMatchObject({ success: true })
  })

  it('has the lists and their objects that a prompt spells out', () => {
    const prompt = newStep('extract').prompt.replace('{{input}}', NOTES)
    const { people, dates, actions, title } = JSON.parse(answer(prompt))
    expect(people).toEqual([
      { name: 'Mira', role: 'product' },
      { name: 'Tomasz', role: 'backend' },
    ])
    expect(dates).toEqual([{ date: 'before the 28th', event: 'It must be settled before the 28th.' }])
    expect(actions).toContainEqual({ what: 'please fix the hyphens.', who: 'Mira', by_when: 'not stated' })
    expect(title).toEqual(expect.any(String))
  })

  it('has as many facts, options and open questions as the text, each with whom it is from', () => {
    const schema: JsonSchema = object({
      owner: { type: 'string' },
      options: list({ name: { type: 'string' }, origin: { type: 'string', enum: ['notes', 'added'] } }),
      facts: list({ statement: { type: 'string' }, source: { type: 'string' } }),
      unknowns: { type: 'array', items: { type: 'string' } },
    })
    expect(JSON.parse(answer(`<notes>\n${NOTES}\n</notes>`, schema))).toEqual({
      owner: 'Mira',
      options: [
        { name: 'Postgres full text', origin: 'notes' },
        { name: 'Leave it as it is', origin: 'added' },
      ],
      facts: [
        { statement: 'we had 41 tickets last month.', source: 'Tomasz' },
        { statement: 'It must be settled before the 28th.', source: 'the notes' },
      ],
      unknowns: ['does anyone know how people search?'],
    })
  })

  it('is valid against schemas of any shape', () => {
    fc.assert(
      fc.property(anySchema, fc.string({ unit: 'grapheme', maxLength: 200 }), (schema, input) => {
        const value: unknown = JSON.parse(answer(`<input>\n${input}\n</input>`, schema))
        expect(z.fromJSONSchema(schema).safeParse(value)).toMatchObject({ success: true })
      }),
      { numRuns: 300 },
    )
  })

  it('has the fields that the prompt names, where there is no schema', () => {
    const text = answer(`Return "title", "tags" and "score" for: ${IDEA}`)
    expect(JSON.parse(text)).toEqual({
      title: expect.any(String),
      tags: expect.any(Array),
      score: expect.any(Number),
    })
  })

  it.each<[string, JsonSchema]>([
    ['requires itself', { type: 'object', required: ['self'], properties: { self: { $ref: '#' } } }],
    ['refers to itself', { $ref: '#' }],
    ['is all of itself', { allOf: [{ $ref: '#' }] }],
    ['wants a billion items', { type: 'array', minItems: 1e9, items: { type: 'null' } }],
  ])('comes to an end with a schema that %s', (_name, schema) => {
    const text = answer(IDEA, schema)
    expect(() => JSON.parse(text)).not.toThrow()
  })
})
