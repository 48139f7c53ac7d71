import * as fc from '../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../model/json'
import { parsePrompt } from './parse-prompt'
import { indexSteps, promptInput, type ScopeStep } from './prompt-scope'
import { resolvePrompt } from './resolve-prompt'
import { fuzz } from '../../../test/support/long-form'

function resolve(
  prompt: string,
  { input, steps = [] }: { input?: JsonValue; steps?: Partial<ScopeStep>[] } = {},
) {
  const all = [...steps, { label: 'Self' }].map((step, position) => ({
    id: `${position}`,
    label: '',
    ...step,
  }))
  return resolvePrompt(parsePrompt(prompt), {
    steps: indexSteps(all),
    position: steps.length,
    input: promptInput(input),
  })
}

function resolved(...parameters: Parameters<typeof resolve>): string {
  const result = resolve(...parameters)
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'))
  return result.text
}

function refused(...parameters: Parameters<typeof resolve>): string {
  const result = resolve(...parameters)
  if (result.ok) throw new Error(`resolved to ${result.text}`)
  return result.problems.map(({ message }) => message).join('\n')
}

const data = {
  name: 'Ada',
  items: [{ name: 'first' }, 2, null, true, 1.5],
  nothing: null,
  empty: '',
  'a.b': 'dotted',
  nested: { content: 'deep' },
}

describe('the input', () => {
  it.each([
    ['{{input.name}}', 'Ada'],
    ['{{input.items.0.name}}', 'first'],
    ['{{input.items[0]["name"]}}', 'first'],
    ['{{input.items}}', '[{"name":"first"},2,null,true,1.5]'],
    ['{{input.items.2}}{{input.nothing}}', 'nullnull'],
    ['[{{input.empty}}]', '[]'],
    ['{{input["a.b"]}}', 'dotted'],
    ['{{input.nested}}', '{"content":"deep"}'],
    ['{{input.nested.content}}', 'deep'],
    ['{{input.none | default: "fall back"}}', 'fall back'],
    ['{{input.name | default: "fall back"}}', 'Ada'],
    ['{{input.name.first | default: ""}}', ''],
  ])('%s gives %j', (prompt, text) => {
    expect(resolved(prompt, { input: data })).toBe(text)
  })

  it('goes in whole: a text raw, other values as compact JSON', () => {
    expect(resolved('<{{input}}>', { input: ' {"a": 1} ' })).toBe('< {"a": 1} >')
    expect(resolved('<{{input}}>', { input: '' })).toBe('<>')
    expect(resolved('<{{input}}>', { input: { a: [1, 'x'] } })).toBe('<{"a":[1,"x"]}>')
  })

  it('is never parsed when it is text', () => {
    expect(refused('{{input.a}}', { input: '{"a": 1}' })).toContain('the input is text')
    expect(resolved('{{input.a | default: "x"}}', { input: '{"a": 1}' })).toBe('x')
  })

  it('may be missing only where there is a default', () => {
    expect(refused('{{input}}')).toContain('there is none')
    expect(resolved('{{input.a | default: "x"}}')).toBe('x')
  })

  it.each([
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'items.length',
    'items.map',
    'name.length',
    'name.0',
  ])('%s is missing, being no data', (path) => {
    expect(refused(`{{input.${path}}}`, { input: data })).toContain('finds no')
  })

  it('has even such fields where the data has them', () => {
    const input = JSON.parse('{"__proto__": "own", "constructor": {"toString": "too"}}') as JsonValue
    expect(resolved('{{input.__proto__}} {{input.constructor.toString}}', { input })).toBe('own too')
  })

  it.each(['-1', '01', '1.0', '+1', '5', ' ', '1e0', '0x1'])('has no item %j', (index) => {
    expect(refused(`{{input.items["${index}"]}}`, { input: data })).toContain('a list of 5 items')
  })

  it.each([
    [
      '{{input.nmae}}',
      'the input has "name", "items", "nothing", "empty", "a.b" and "nested". Did you mean "name"?',
    ],
    ['{{input.items.7}}', '"items" in the input is a list of 5 items, counted from 0'],
    ['{{input.items.0.nmae}}', '"items.0" in the input has "name". Did you mean "name"?'],
    ['{{input.name.first}}', '"name" in the input is text, which has no fields'],
    ['{{input.nothing.x}}', '"nothing" in the input is null'],
    ['{{input.items.1.x}}', '"items.1" in the input is 2, which has no fields'],
  ])('%s says what was there', (prompt, message) => {
    expect(refused(prompt, { input: data })).toContain(message)
  })

  it('that is too deep to be written out is refused, and its parts are not', () => {
    const depth = 200_000
    const input = JSON.parse(`{"a": "x", "b": ${'['.repeat(depth)}${']'.repeat(depth)}}`) as JsonValue
    expect(refused('{{input}}', { input })).toContain('nested too deeply')
    expect(resolved('{{input.a}}', { input })).toBe('x')
  })
})

describe('steps', () => {
  const draft = { label: 'Draft', content: 'Here:\n```json\n{"title": "T", "tags": ["a", "b"]}\n```' }

  it('give their text, and fields of it read as JSON', () => {
    const steps = [draft, { label: 'Plain', content: '{"content": "field"}' }]
    expect(resolved('{{steps.Draft.content}}', { steps })).toBe(draft.content)
    expect(resolved('{{steps.Draft.title}}/{{steps.Draft.tags.1}}/{{steps.Draft.tags}}', { steps })).toBe(
      'T/b/["a","b"]',
    )
    expect(resolved('{{steps.Plain.content}}', { steps })).toBe('{"content": "field"}')
    expect(resolved('[{{steps.Empty.content}}]', { steps: [{ label: 'Empty', content: '' }] })).toBe('[]')
  })

  it('mean the nearest earlier one with the label', () => {
    const steps = [
      { label: 'Draft', content: 'first' },
      { label: 'Draft', content: 'second' },
      { label: 'draft', content: 'lower case' },
    ]
    expect(resolved('{{steps.Draft.content}}', { steps })).toBe('second')
  })

  it('are found by label in any Unicode form and with spaces around', () => {
    expect(
      resolved('{{ steps. Re\u0301sume\u0301 .content}}', { steps: [{ label: 'Résumé', content: 'x' }] }),
    ).toBe('x')
  })

  it.each([
    ['{{steps.Draft.none | default: "d"}}', 'd'],
    ['{{steps.Prose.title | default: "d"}}', 'd'],
    ['{{steps.Off.content | default: "d"}}', 'd'],
    ['{{steps.Off.title | default: "d"}}', 'd'],
    ['{{steps.Prose.content | default: "d"}}', 'Dear reader'],
  ])('%s gives %j', (prompt, text) => {
    const steps = [
      draft,
      { label: 'Prose', content: 'Dear reader' },
      { label: 'Off', content: '{"title": "old"}', enabled: false },
    ]
    expect(resolved(prompt, { steps })).toBe(text)
  })

  it.each([
    ['{{steps.Draft.titel}}', 'the output of "Draft" has "title" and "tags". Did you mean "title"?'],
    ['{{steps.Prose.title}}', 'the output of "Prose" is not JSON: it begins with "Dear reader"'],
    ['{{steps.Off.content}}', 'step "Off", which is disabled'],
    ['{{steps.Waiting.content | default: "d"}}', 'step "Waiting", which has no output yet'],
    ['{{steps.Darft.content | default: "d"}}', 'Did you mean "Draft"?'],
    ['{{steps.Self.content}}', 'its own step'],
    ['{{steps.X}}', '{{steps.X.content}}'],
  ])('%s is refused', (prompt, message) => {
    const steps = [
      draft,
      { label: 'Prose', content: 'Dear reader' },
      { label: 'Off', content: 'old', enabled: false },
      { label: 'Waiting', content: null },
    ]
    expect(refused(prompt, { steps })).toContain(message)
  })

  it('are refused all at once, with the place of each', () => {
    const result = resolve('{{input}}\n{{steps.A.content}}\n\n{{steps.B', { input: 'x' })
    expect(result).toMatchObject({
      ok: false,
      problems: [
        { path: ['steps', 0, 'prompt'], range: { from: 10, to: 29 }, severity: 'error' },
        { path: ['steps', 0, 'prompt'], range: { from: 31, to: 40 }, severity: 'error' },
      ],
    })
    expect(result.ok || result.problems.map(({ message }) => message.slice(0, 33))).toEqual([
      'In the prompt of "Self", line 2: ',
      'In the prompt of "Self", line 4: ',
    ])
  })
})

describe('what is put in', () => {
  const hazard = fc.constantFrom(
    '{{secret}}',
    '{{steps.A.content}}',
    '{{input}}',
    '{{',
    '}}',
    '\\{{',
    '$&',
    '$1',
    '$$',
    "$'",
    '{%',
    '\\',
    '"',
  )
  const hostile = fc.array(fc.oneof(hazard, fc.string({ maxLength: 4 }))).map((parts) => parts.join(''))

  it('is never read again', () => {
    fc.assert(
      fc.property(hostile, hostile, hostile, (input, content, field) => {
        const steps = [
          { label: 'A', content },
          { label: 'B', content: JSON.stringify({ field }) },
        ]
        const prompt =
          '{{input}}{{steps.A.content}}|{{steps.B.field}}{{steps.B.none | default: "{{input}}$&"}}'
        expect(resolved(prompt, { input, steps })).toBe(`${input}${content}|${field}{{input}}$&`)
      }),
      fuzz(1000, 100_000, 'hostile texts put into prompts as they are'),
    )
  })
})
