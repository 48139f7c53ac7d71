import { describe, expect, it } from 'vitest'
import { draftOf, readDraft } from './input-draft'
import { inputFields, wantsJson } from './input-fields'

const schema = {
  type: 'object',
  properties: {
    source_text: { type: 'string', description: 'All of it.' },
    maxWords: { type: 'integer', title: 'At most this many words' },
    tone: { enum: ['plain', 'warm'] },
    polite: { type: 'boolean' },
    names: { type: 'array' },
  },
  required: ['source_text', 'maxWords'],
}

describe('the fields of a schema', () => {
  it('have labels, help and kinds', () => {
    expect(
      inputFields(schema)?.map(({ label, kind, required, help }) => [label, kind, required, help]),
    ).toEqual([
      ['Source text', 'text', true, 'All of it.'],
      ['At most this many words', 'integer', true, undefined],
      ['Tone', 'choice', false, undefined],
      ['Polite', 'yes-no', false, undefined],
      ['Names', 'json', false, undefined],
    ])
  })

  it('are none for a text, or for a schema without fields', () => {
    expect(inputFields(undefined)).toBeNull()
    expect(inputFields({ type: 'object' })).toBeNull()
    expect(inputFields({ type: 'array' })).toBeNull()
  })
})

describe('a form', () => {
  const fields = inputFields(schema)

  it('gives back the input that it was filled with', () => {
    const input = {
      source_text: 'Long.\n',
      maxWords: 80,
      tone: 'warm',
      polite: false,
      names: ['Mira', 'Ade'],
    }
    expect(readDraft(draftOf(fields, input), fields, true)).toEqual({ input, errors: {} })
  })

  it('leaves empty fields out and asks for those that are needed', () => {
    const read = readDraft(draftOf(fields, { source_text: 'x' }), fields, true)
    expect(read.input).toEqual({ source_text: 'x' })
    expect(read.errors).toEqual({ maxWords: 'This field is needed.' })
  })

  it('says what is wanted where something else was typed', () => {
    const draft = draftOf(fields, { source_text: 'x', maxWords: 1.5, names: 'Mira, Ade' })
    expect(readDraft(draft, fields, true).errors).toEqual({
      maxWords: 'A whole number is wanted here.',
      names: 'This is not JSON. A list looks like ["one", "two"].',
    })
  })
})

describe('a text', () => {
  it('is taken as it is, never parsed', () => {
    expect(readDraft({ kind: 'text', text: '{"a": 1}' }, null, true)).toEqual({
      input: '{"a": 1}',
      errors: {},
    })
  })

  it('is asked for only where the prompts use it', () => {
    expect(readDraft({ kind: 'text', text: '' }, null, false)).toEqual({ errors: {} })
    expect(readDraft({ kind: 'text', text: '' }, null, true).errors['']).toMatch(/read the input/)
  })
})

describe('a list of texts', () => {
  const lists = inputFields({
    type: 'object',
    properties: { names: { type: 'array', items: { type: 'string' } } },
  })

  it('is one on each line', () => {
    const draft = { kind: 'fields', texts: { names: ' Mira\n\nAde \n' } } as const
    expect(readDraft(draft, lists, true).input).toEqual({ names: ['Mira', 'Ade'] })
    expect(draftOf(lists, { names: ['Mira', 'Ade'] })).toEqual({
      kind: 'fields',
      texts: { names: 'Mira\nAde' },
    })
  })

  it.each([[['two\nlines']], [['']], [[' wide ']], [['["a"]']], [['[not JSON']], [[]]])(
    '%j comes back as it was',
    (names) => {
      const draft = draftOf(lists, { names })
      expect(readDraft(draft, lists, true).input).toEqual(names.length === 0 ? {} : { names })
    },
  )
})

describe('an empty list', () => {
  const list = (more: object, required: string[]) =>
    inputFields({
      type: 'object',
      properties: { names: { type: 'array', items: { type: 'string' }, ...more } },
      required,
    })
  const empty = { kind: 'fields', texts: { names: ' \n' } } as const

  it('is a list where one is needed, unless the schema wants something in it', () => {
    expect(readDraft(empty, list({}, ['names']), true)).toEqual({ input: { names: [] }, errors: {} })
    expect(readDraft(empty, list({ minItems: 0 }, ['names']), true).input).toEqual({ names: [] })
    expect(readDraft(empty, list({ minItems: 1 }, ['names']), true)).toEqual({
      input: {},
      errors: { names: 'This field is needed.' },
    })
    expect(readDraft(draftOf(list({}, ['names']), { names: [] }), list({}, ['names']), true).input).toEqual({
      names: [],
    })
  })

  it('is left out where none is needed', () => {
    expect(readDraft(empty, list({}, []), true)).toEqual({ input: {}, errors: {} })
  })
})

describe('an input that has no fields and is no text', () => {
  it('is written as JSON', () => {
    expect(wantsJson({ type: 'array' })).toBe(true)
    expect(wantsJson({ type: ['string', 'null'] })).toBe(false)
    expect(wantsJson(schema)).toBe(false)
    const draft = draftOf(null, ['a'], true)
    expect(readDraft(draft, null, true)).toEqual({ input: ['a'], errors: {} })
    expect(readDraft({ kind: 'json', text: '[' }, null, true).errors['']).toMatch(/not JSON/)
    expect(readDraft({ kind: 'json', text: ' ' }, null, true).errors['']).toMatch(/read the input/)
  })
})
