import { describe, expect, test } from 'vitest'
import { checkJsonSchemaSubset } from './json-schema-subset'
import type { JsonSchema } from './step'

const text = { type: 'string' }
const object = (properties: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  ...more,
})

describe('inside of the subset', () => {
  test.each<[string, JsonSchema]>([
    ['an object', object({ name: text })],
    ['a closed one', object({ name: text }, { additionalProperties: false })],
    ['annotations', object({ name: { ...text, description: 'Whose.', default: 'x' } }, { $schema: 'https://json-schema.org/draft/2020-12/schema', title: 'T' })],
    ['null for what may be missing', object({ name: { type: ['string', 'null'] } })],
    ['lists of objects', object({ all: { type: 'array', items: object({ n: { type: 'integer' } }), minItems: 1 } })],
    ['enumerations', object({ size: { enum: ['small', 'large', null] }, one: { const: 1 } })],
    ['a choice', object({ either: { anyOf: [text, object({ a: text })] } })],
    ['definitions', object({ from: { $ref: '#/$defs/place' }, to: { $ref: '#/$defs/place', description: 'Where to.' } }, { $defs: { place: object({ city: text }) } })],
    ['formats', object({ day: { type: 'string', format: 'date' } })],
    ['property names that are keywords', object({ type: text, required: text, minimum: text, $ref: text })],
  ])('%s', (_name, schema) => {
    expect(checkJsonSchemaSubset(schema)).toEqual([])
  }) // prettier-ignore
})

describe('outside of it', () => {
  const at = (...path: (string | number)[]) => path
  test.each<[string, JsonSchema, (string | number)[], RegExp]>([
    ['a list at the root', { type: 'array', items: text }, at(), /The schema must have the "type" "object"/],
    ['a choice at the root', { ...object({}), anyOf: [object({})] }, at(), /can't be an "anyOf"/],
    ['an optional property', { type: 'object', properties: { a: text } }, at('properties', 'a'), /"properties\.a" of the schema must be in "required".*null/],
    ['open objects', object({}, { additionalProperties: true }), at('additionalProperties'), /must be false/],
    ['objects without properties', object({ a: { type: 'object' } }), at('properties', 'a'), /no "properties"/],
    ['limits of numbers', object({ a: { type: 'number', minimum: 0 } }), at('properties', 'a', 'minimum'), /Say it in the "description"/],
    ['limits of texts', object({ a: { ...text, maxLength: 9 } }), at('properties', 'a', 'maxLength'), /"description"/],
    ['patterns', object({ a: { ...text, pattern: '^a' } }), at('properties', 'a', 'pattern'), /"description"/],
    ['keywords of another type', object({ a: { type: 'number', format: 'date' } }), at('properties', 'a', 'format'), /not in what/],
    ['other formats', object({ a: { ...text, format: 'iban' } }), at('properties', 'a', 'format'), /may be one of date-time/],
    ['longer lists', object({ a: { type: 'array', items: text, minItems: 2 } }), at('properties', 'a', 'minItems'), /0 or 1/],
    ['lists of anything', object({ a: { type: 'array' } }), at('properties', 'a', 'items'), /must be a schema/],
    ['oneOf', object({ a: { oneOf: [text] } }), at('properties', 'a', 'oneOf'), /Use "anyOf"/],
    ['no type', object({ a: { description: 'anything' } }), at('properties', 'a'), /has no "type"/],
    ['an unknown type', object({ a: { type: 'text' } }), at('properties', 'a', 'type'), /no type "text"/],
    ['a list of types with an object', object({ a: { type: ['object', 'null'], properties: {}, required: [] } }), at('properties', 'a', 'type'), /Use "anyOf"/],
    ['objects as values', object({ a: { enum: [{ b: 1 }] } }), at('properties', 'a'), /texts, numbers/],
    ['references elsewhere', object({ a: { $ref: 'https://example.com/s.json' } }), at('properties', 'a', '$ref'), /#\/\$defs\/NAME/],
    ['keywords beside a reference', object({ a: { $ref: '#/$defs/b', type: 'string' } }, { $defs: { b: text } }), at('properties', 'a', 'type'), /beside "\$ref"/],
    ['a schema that contains itself', object({ a: { $ref: '#/$defs/b' } }, { $defs: { b: object({ c: { $ref: '#/$defs/b' } }) } }), at('$defs', 'b'), /contains itself/],
    ['definitions below the root', object({ a: { ...text, $defs: {} } }), at('properties', 'a', '$defs'), /not in what/],
  ])('%s', (_name, schema, path, sentence) => {
    const problems = checkJsonSchemaSubset(schema)
    expect(problems).toContainEqual({ path, message: expect.stringMatching(sentence), severity: 'error' })
  }) // prettier-ignore

  test('too many levels', () => {
    const deep = Array.from({ length: 11 }).reduce<JsonSchema>((inner) => object({ a: inner }), text)
    expect(checkJsonSchemaSubset(deep)).toMatchObject([
      { message: expect.stringMatching(/more than 10 levels/) },
    ])
  })

  test('everything at once, each in its place', () => {
    const schema = object({ a: { type: 'number', minimum: 0, maximum: 1 }, b: { oneOf: [] } })
    expect(checkJsonSchemaSubset(schema).map(({ path }) => path.at(-1))).toEqual([
      'minimum',
      'maximum',
      'oneOf',
      'b',
    ])
  })
})
