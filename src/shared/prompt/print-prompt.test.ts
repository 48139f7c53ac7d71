import * as fc from '../../../test/support/fast-check'
import { expect, it } from 'vitest'
import { normalizeLabel } from './normalize-label'
import { parsePrompt } from './parse-prompt'
import { printPrompt, printReference } from './print-prompt'
import type { Reference } from './prompt-template'
import { fuzz } from '../../../test/support/long-form'

const piece = fc.oneof(
  fc.constantFrom('{{', '}}', '{', '}', '\\', '\\\\', '"', '\\"', '|', '[', ']', '.', ' ', '\n', '\r\n'),
  fc.constantFrom('input', 'steps', 'content', 'default:', '{{input}}', '{{ steps["a.b"].c|default:"d" }}'),
  fc.string({ unit: 'binary', maxLength: 6 }),
)
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))

it('gives every text back as it was', () => {
  fc.assert(
    fc.property(text, (written) => {
      expect(printPrompt(parsePrompt(written))).toBe(written)
    }),
    fuzz(5000, 100_000, 'texts parsed and printed back as they were'),
  )
})

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    'a',
    'a.b',
    'x]',
    '"',
    'a}}b',
    ' ',
    '',
    '__proto__',
    'content',
    '0',
    'line\nbreak',
    '\\',
    '[',
  ),
)
const label = name.map(normalizeLabel).filter((normal) => normal !== '')
const reference = fc.record<Reference>(
  {
    target: fc.oneof(
      fc.record({ kind: fc.constant('input' as const), path: fc.array(name, { maxLength: 4 }) }),
      fc.record({
        kind: fc.constant('step' as const),
        label,
        path: fc.oneof(
          fc.constant('content' as const),
          fc.array(name, { minLength: 1, maxLength: 4 }).filter(([first]) => first !== 'content'),
        ),
      }),
    ),
    defaultText: fc.string({ unit: 'binary' }),
  },
  { requiredKeys: ['target'] },
)

it('prints references that read back as the same, wherever they stand', () => {
  fc.assert(
    fc.property(
      reference,
      fc.constantFrom('', 'a {', '}'),
      fc.constantFrom('', '}', ' "'),
      (printed, before, after) => {
        const { segments, problems } = parsePrompt(before + printReference(printed) + after)
        expect(problems).toEqual([])
        const read = segments.flatMap((segment) => (segment.type === 'reference' ? [segment.reference] : []))
        expect(read).toEqual([printed])
      },
    ),
    fuzz(5000, 100_000, 'references printed and parsed back'),
  )
})

it.each<[Reference, string]>([
  [{ target: { kind: 'input', path: [] } }, '{{input}}'],
  [{ target: { kind: 'input', path: ['items', '0', 'a.b', ''] } }, '{{input.items.0["a.b"][""]}}'],
  [{ target: { kind: 'step', label: 'My Draft [2]', path: 'content' } }, '{{steps.My Draft [2].content}}'],
  [{ target: { kind: 'step', label: 'v1.0 "x"', path: ['a b'] } }, '{{steps["v1.0 \\"x\\""].a b}}'],
  [
    { target: { kind: 'step', label: 'A', path: ['b'] }, defaultText: 'a "b"' },
    '{{steps.A.b | default: "a \\"b\\""}}',
  ],
])('uses quotes only where they are needed: %j', (printed, source) => {
  expect(printReference(printed)).toBe(source)
})
