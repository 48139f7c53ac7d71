import * as fc from '../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import { parsePrompt } from './parse-prompt'
import type { BrokenSegment, Reference } from './prompt-template'
import { fuzz } from '../../../test/support/long-form'

/** Text that is rich in what the language is made of. */
const promptText = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{{',
        '}}',
        '{',
        '}',
        '\\',
        '"',
        '.',
        '|',
        '[',
        ']',
        '\n',
        ' ',
        'é',
        'e\u0301',
        '\u0000',
      ),
      fc.constantFrom('input', 'steps', 'Draft', 'content', 'default:', '{{input}}', '{{steps.A.content}}'),
      fc.string({ maxLength: 5 }),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''))

function references(text: string): Reference[] {
  const { segments, problems } = parsePrompt(text)
  expect(problems).toEqual([])
  return segments.flatMap((segment) => (segment.type === 'reference' ? [segment.reference] : []))
}

/** What the text comes to, with `‹…›` for references: how escapes read. */
function reading(text: string): string {
  return parsePrompt(text)
    .segments.map((segment) => (segment.type === 'text' ? segment.value : `‹${segment.source}›`))
    .join('')
}

function brokenParts(text: string): BrokenSegment[] {
  return parsePrompt(text).segments.filter((segment) => segment.type === 'broken')
}

/** The text after all fixes were taken. */
function mended(text: string): string {
  return parsePrompt(text)
    .problems.toReversed()
    .reduce((current, { range, fix }) => {
      if (!range || !fix) return current
      return current.slice(0, range.from) + fix.text + current.slice(range.to)
    }, text)
}

describe('references', () => {
  it.each<[string, Reference]>([
    ['{{input}}', { target: { kind: 'input', path: [] } }],
    ['{{\n input\t}}', { target: { kind: 'input', path: [] } }],
    ['{{input.items.0.name}}', { target: { kind: 'input', path: ['items', '0', 'name'] } }],
    ['{{ input . first name }}', { target: { kind: 'input', path: ['first name'] } }],
    ['{{input["a.b"][0].c}}', { target: { kind: 'input', path: ['a.b', '0', 'c'] } }],
    ['{{input.__proto__}}', { target: { kind: 'input', path: ['__proto__'] } }],
    ['{{steps.Draft.content}}', { target: { kind: 'step', label: 'Draft', path: 'content' } }],
    ['{{ steps . My Draft . content }}', { target: { kind: 'step', label: 'My Draft', path: 'content' } }],
    ['{{steps.草稿.标题}}', { target: { kind: 'step', label: '草稿', path: ['标题'] } }],
    ['{{steps.Re\u0301sume\u0301.content}}', { target: { kind: 'step', label: 'Résumé', path: 'content' } }],
    [
      '{{steps.Draft [v2] (new) #1.a.content}}',
      { target: { kind: 'step', label: 'Draft [v2] (new) #1', path: ['a', 'content'] } },
    ],
    ['{{steps["v1.0 draft"].content}}', { target: { kind: 'step', label: 'v1.0 draft', path: 'content' } }],
    [
      '{{steps[ " a }} b \\"c\\" \\u00e9" ] .x.1}}',
      { target: { kind: 'step', label: 'a }} b "c" é', path: ['x', '1'] } },
    ],
    ['{{steps.Draft["a.b"]}}', { target: { kind: 'step', label: 'Draft', path: ['a.b'] } }],
    [
      '{{steps.A.x | default: "none"}}',
      { target: { kind: 'step', label: 'A', path: ['x'] }, defaultText: 'none' },
    ],
    ['{{input.a|default:"}} | \\n"}}', { target: { kind: 'input', path: ['a'] }, defaultText: '}} | \n' }],
    ['{{input | default: ""}}', { target: { kind: 'input', path: [] }, defaultText: '' }],
  ])('reads %s', (source, reference) => {
    expect(references(source)).toEqual([reference])
  })

  it('knows where they stand, and where their labels do', () => {
    const text = 'é {{ steps . My Draft .content}} and {{steps["a.b"].x}}'
    const found = parsePrompt(text).segments.filter((segment) => segment.type === 'reference')
    expect(found.map(({ range }) => text.slice(range.from, range.to))).toEqual([
      '{{ steps . My Draft .content}}',
      '{{steps["a.b"].x}}',
    ])
    expect(found.map(({ labelRange }) => text.slice(labelRange?.from, labelRange?.to))).toEqual([
      '. My Draft',
      '["a.b"]',
    ])
  })
})

describe('text and escapes', () => {
  it.each([
    ['', ''],
    ['a }} b } { c \\ \\n', 'a }} b } { c \\ \\n'],
    [String.raw`\{{input}}`, '{{input}}'],
    [String.raw`\\{{input}}`, String.raw`\‹{{input}}›`],
    [String.raw`\\\{{input}}`, String.raw`\{{input}}`],
    [String.raw`\\\\{{input}}`, String.raw`\\‹{{input}}›`],
    [String.raw`\{{\{{`, '{{{{'],
    ['{{{input}}}', '{‹{{input}}›}'],
    ['{"a":{{input.a}}}', '{"a":‹{{input.a}}›}'],
  ])('reads %j', (text, expected) => {
    expect(reading(text)).toBe(expected)
    expect(parsePrompt(text).problems).toEqual([])
  })
})

describe('problems', () => {
  it.each([
    ['{{steps.X}}', '{{steps.X.content}}', '{{steps.X.content}} for its text'],
    ['{{steps["a.b"] | default: "x"}}', '{{steps["a.b"].content | default: "x"}}', 'not what of it'],
    ['{{steps.X.content.title}}', '{{steps.X.title}}', 'has no fields'],
    ['{{inptu}}', '{{input}}', 'Did you mean "input"'],
    ['{{Input.name}}', '{{input.name}}', 'Did you mean "input"'],
    ['{{step.X}}', '{{steps.X.content}}', 'Did you mean "steps"'],
    ['{{}}', String.raw`\{{}}`, 'nothing between'],
    ['{{ color: "red" }}', String.raw`\{{ color: "red" }}`, 'no variable "color:"'],
    ['{{input | default: none}}', '{{input | default: "none"}}', 'double quotes'],
    ["{{input | default: 'none'}}", '{{input | default: "none"}}', 'double quotes'],
    ['{{input | default: “none”}}', '{{input | default: "none"}}', 'double quotes'],
    ['{{input | defualt: "x"}}', '{{input | default: "x"}}', 'only a default'],
    ['{{input | default: "x" y}}', '{{input | default: "x"}}', 'behind the default'],
    ['{{input | default: "a\\x"}}', '{{input | default: "a\\\\x"}}', 'double quotes'],
    ['{{steps[“v1.0”].content}}', '{{steps["v1.0"].content}}', 'double quotes'],
    ["{{steps['a b'].content}}", '{{steps["a b"].content}}', 'double quotes'],
    ['{{input.a..b}}', String.raw`\{{input.a..b}}`, 'field name is missing'],
    ['{{input.a]}}', String.raw`\{{input.a]}}`, 'not a path'],
    ['{{steps}}', String.raw`\{{steps}}`, 'which step'],
    ['{{steps[""].content}}', String.raw`\{{steps[""].content}}`, 'label of the step is empty'],
    ['{{input', '{{input}}', 'not closed'],
    ['{{input}', '{{input}}', 'not closed'],
    ['Say {{input to me', 'Say {{input}} to me', 'not closed'],
    ['{{input.a. Then', '{{input.a}}. Then', 'not closed'],
    ['{{input | default: "x" then', '{{input | default: "x"}} then', 'not closed'],
    ['{{steps.My Draft', '{{steps.My Draft.content}}', 'not closed'],
    ['{{', String.raw`\{{`, 'not closed'],
    ['{{input and {{steps.A.content}}', '{{input}} and {{steps.A.content}}', 'not closed'],
    ['{{foo \\{{input}}', String.raw`\{{foo \{{input}}`, 'not closed'],
    ['{{steps["abc\n{{input}}', '\\{{steps["abc\n{{input}}', 'quote'],
    ['{{steps["abc {{input}}', '\\{{steps["abc {{input}}', 'quote'],
  ])('mends %j as %j', (text, expected, message) => {
    const [problem] = parsePrompt(text).problems
    expect(problem?.severity).toBe('error')
    expect(problem?.message).toContain(message)
    expect(mended(text)).toBe(expected)
    expect(parsePrompt(expected).problems).toEqual([])
  })

  it('finds each of them, where it stands', () => {
    const text = 'a {{}} b {{inptu}} c {{input}} d {{steps.X}}'
    expect(brokenParts(text).map(({ source }) => source)).toEqual(['{{}}', '{{inptu}}', '{{steps.X}}'])
    const at = parsePrompt(text).problems.map(({ range }) => text.slice(range?.from, range?.to))
    expect(at).toEqual(['{{}}', '{{inptu}}', '{{steps.X}}'])
  })

  it('goes on reading after one', () => {
    expect(reading('{{input {{steps.A.content}} {{"x\n{{input}}')).toBe(
      '‹{{input› ‹{{steps.A.content}}› ‹{{"x›\n‹{{input}}›',
    )
  })

  it('are all mended by their fixes, one after the other', () => {
    fc.assert(
      fc.property(promptText, (text) => {
        let current = text
        // A fix may uncover what an open quote had hidden, but each leaves at least one `{{` less to mend.
        for (let round = 0; round <= text.length && parsePrompt(current).problems.length > 0; round++) {
          const { range, fix } = parsePrompt(current).problems[0] ?? {}
          if (!range || !fix) throw new Error(`no fix in ${current}`)
          current = current.slice(0, range.from) + fix.text + current.slice(range.to)
        }
        expect(parsePrompt(current).problems).toEqual([])
      }),
      fuzz(2000, 50_000, 'broken prompts mended by their fixes'),
    )
  })
})

describe('segments', () => {
  it('cover every text without gap or overlap, and no two texts meet', () => {
    fc.assert(
      fc.property(promptText, (text) => {
        let position = 0
        let previous = ''
        for (const { type, range, source } of parsePrompt(text).segments) {
          expect(range.from).toBe(position)
          expect(range.to).toBeGreaterThan(range.from)
          expect(source).toBe(text.slice(range.from, range.to))
          expect(type === 'text' && previous === 'text').toBe(false)
          previous = type
          position = range.to
        }
        expect(position).toBe(text.length)
      }),
      fuzz(2000, 100_000, 'prompts covered by their segments'),
    )
  })
})
