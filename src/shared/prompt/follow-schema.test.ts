import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '../model/step'
import { followSchema } from './follow-schema'
import { schemaPaths } from './schema-paths'

const text = { type: 'string' }
const closed = (properties: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})
const place = closed({ city: text })

describe('what a schema says about a path', () => {
  it.each<[string, JsonSchema, string[], string]>([
    ['a field', closed({ topic: text }), ['topic'], 'known'],
    ['all of it', closed({ topic: text }), [], 'known'],
    ['a field in a field', closed({ to: place }), ['to', 'city'], 'known'],
    ['an item', closed({ all: { type: 'array', items: place } }), ['all', '7', 'city'], 'known'],
    ['a reference', closed({ to: { $ref: '#/$defs/place' } }, { $defs: { place } }), ['to', 'city'], 'known'],
    ['one of two', closed({ to: { anyOf: [{ type: 'null' }, place] } }), ['to', 'city'], 'known'],
    ['one of two types', closed({ to: { ...place, type: ['object', 'null'] } }), ['to', 'city'], 'known'],
    ['no type', { properties: { topic: text } }, ['topic'], 'known'],
    ['another field of an open object', { type: 'object', properties: {} }, ['topic'], 'open'],
    ['more of a certain kind', { type: 'object', additionalProperties: text }, ['topic'], 'open'],
    ['patterns', closed({}, { patternProperties: { '^a': text } }), ['abc'], 'open'],
    ['parts', closed({}, { allOf: [{ properties: { topic: text } }] }), ['topic'], 'open'],
    ['a choice beside fields', closed({ a: text }, { anyOf: [{ required: ['b'] }] }), ['b'], 'open'],
    ['anything', {}, ['topic'], 'open'],
    ['a reference to elsewhere', { $ref: 'https://example.com/s.json' }, ['topic'], 'open'],
    ['a reference to itself', { $ref: '#' }, ['topic'], 'open'],
    ['a choice of itself', { anyOf: [{ $ref: '#' }, { $ref: '#' }] }, ['topic'], 'open'],
    ['another field', closed({ topic: text }), ['topik'], 'none'],
    ['a field of a text', closed({ topic: text }), ['topic', 'name'], 'none'],
    ['a name of a list', closed({ all: { type: 'array' } }), ['all', 'length'], 'none'],
    ['an index of an object', closed({ topic: text }), ['0'], 'none'],
    ['none of two', closed({ to: { anyOf: [{ type: 'null' }, place] } }), ['to', 'town'], 'none'],
    ['what only the prototype has', closed({}), ['constructor'], 'none'],
  ])('%s', (_name, schema, path, kind) => {
    expect(followSchema(schema, path).kind).toBe(kind)
  })

  it('says where the path ends, and what is there', () => {
    expect(followSchema(closed({ to: place }), ['to', 'town'])).toEqual({
      kind: 'none',
      depth: 1,
      description: 'has "city"',
      names: ['city'],
    })
  })

  it('tells what may be missing', () => {
    const schema = closed({ topic: text, note: text, to: place }, { required: ['topic', 'to'] })
    const optional = (...path: string[]) => followSchema(schema, path)
    expect(optional('topic')).toMatchObject({ optional: false })
    expect(optional('note')).toMatchObject({ optional: true })
    expect(optional('to', 'city')).toMatchObject({ optional: false })
  })
})

describe('the paths of a schema', () => {
  it('are its fields, those in them, and those of the items of lists', () => {
    const schema = closed(
      { to: place, all: { type: 'array', items: { $ref: '#/$defs/p' } } },
      { $defs: { p: place } },
    )
    expect(schemaPaths(schema).map((path) => path.join('.'))).toEqual([
      'to',
      'to.city',
      'all',
      'all.0',
      'all.0.city',
    ])
  })

  it('come to an end where a schema does not', () => {
    expect(schemaPaths({ type: 'object', properties: { a: { $ref: '#' }, b: { $ref: '#' } } })).toHaveLength(
      62,
    )
    expect(schemaPaths({ anyOf: [{ $ref: '#' }, { $ref: '#' }] })).toEqual([])
  })
})
