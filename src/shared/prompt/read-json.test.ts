import * as fc from '../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from './read-json'

describe('readJson', () => {
  it.each([
    ['the whole text', ' {"a": 1}\n', { a: 1 }],
    ['a value that is no object', '"text"', 'text'],
    ['an untagged fence', 'Here:\n```\n[1, 2]\n```\nDone.', [1, 2]],
    ['a fence tagged json', 'Here:\r\n```json\r\n{"a": "`"}\r\n```', { a: '`' }],
    [
      'a tag in capitals, an indented and a longer fence',
      '1. x\n   ````JSON \n   {"a": 1}\n   `````',
      { a: 1 },
    ],
    [
      'its only fence for JSON, among others',
      '```python\nprint("{}")\n```\n```json\n{"a": 1}\n```',
      { a: 1 },
    ],
    ['a fence with a fence in its text', '````\n{"a":\n1}\n````\n', { a: 1 }],
    ['a tag with words behind it', '```json title="x"\n[1]\n```', [1]],
    ['a fence without an end', '```json\n{"a": 1}', { a: 1 }],
  ])('reads %s', (_, text, value) => {
    expect(readJson(text)).toEqual({ ok: true, value })
  })

  it.each([
    ['prose', 'I would say {"a": 1}.', 'not JSON'],
    ['nothing', ' \n', 'empty'],
    ['two fences that could be', '```json\n1\n```\n```\n2\n```', '2 code fences'],
    ['a fence of another language', '```python\n{"a": 1}\n```', 'not JSON'],
    ['a tag that only begins like json', '```json5\n{"a": 1}\n```', 'not JSON'],
    ['a fence with broken JSON', '```json\n{"a": }\n```', 'not JSON'],
    ['a fence within a line', 'See ```{"a": 1}``` there', 'not JSON'],
  ])('refuses %s', (_, text, reason) => {
    const reading = readJson(text)
    expect(reading.ok).toBe(false)
    expect(!reading.ok && reading.reason).toContain(reason)
  })

  it('lets no key reach a prototype', () => {
    const reading = readJson('```\n{"__proto__": {"polluted": true}, "constructor": 1}\n```')
    expect(reading.ok && Object.keys(reading.value ?? {})).toEqual(['__proto__', 'constructor'])
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('reads every JSON value back, plain and fenced', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom('', 'json'), (json, tag) => {
        const value: unknown = JSON.parse(json)
        expect(readJson(json)).toEqual({ ok: true, value })
        expect(readJson(`Here you go:\n\n\`\`\`${tag}\n${json}\n\`\`\`\n`)).toEqual({ ok: true, value })
      }),
    )
  })
})
