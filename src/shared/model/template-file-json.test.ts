import * as fc from '../../../test/support/fast-check'
import { expect, it } from 'vitest'
import { BatonError } from '../errors'
import { readTemplateJson } from './template-file-json'
import { fuzz } from '../../../test/support/long-form'

it('reads what JSON.parse reads', () => {
  fc.assert(
    fc.property(fc.json({ noUnicodeString: false }), fc.boolean(), (text, indented) => {
      const value: unknown = JSON.parse(text)
      if (text.includes('__proto__')) return
      const written = indented ? JSON.stringify(value, null, '\t') : text
      expect(readTemplateJson(written)).toEqual({ value, problems: [] })
    }),
    fuzz(2000, 50_000, 'JSON texts read as JSON.parse reads them'),
  )
})

it('refuses what JSON.parse refuses, and nothing else', () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"a"',
    '"b"',
    '1',
    '-0.5e+3',
    '01',
    '1.',
    '.5',
    '+1',
    'true',
    'nul',
    ' ',
    '\n',
    '\u00A0',
    '"\\x"',
    '"\\u00"',
    '"\t"',
    "'a'",
    '//',
    'NaN',
    '1e5',
    '-',
    '""',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const text = parts.join('')
      expect(outcome(() => readTemplateJson(text).value)).toEqual(outcome(() => JSON.parse(text) as unknown))
    }),
    fuzz(5000, 100_000, 'broken JSON texts judged as JSON.parse judges them'),
  )
})

it('places a mistake by line and column, whatever the line ends', () => {
  const message = (text: string) => {
    try {
      readTemplateJson(text)
    } catch (error) {
      if (error instanceof BatonError) return error.message
    }
    return ''
  }
  expect(message('{\r\n  "a": 1\r\n  "b": 2\r\n}')).toContain(
    'has """ at line 3, column 3, where a comma or } belongs',
  )
  expect(message('{\r"a" 1}')).toContain('has "1" at line 2, column 5, where a colon belongs')
  expect(message('[1] x')).toContain('where nothing more belongs')
  expect(message('["\u202E')).toContain('ends too early')
  expect(message('\u202E')).not.toContain('\u202E')
})

function outcome(read: () => unknown): { value: unknown } | 'refused' {
  try {
    return { value: read() }
  } catch {
    return 'refused'
  }
}
