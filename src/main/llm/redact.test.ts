import * as fc from '../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import { expectLinear } from '../../../test/support/growth'
import { redact } from './redact'

/** No pattern knows this one: only that it is the key gives it away. */
const KEY = 'correct horse battery staple'

describe('redact', () => {
  it('lets through what a provider says', () => {
    expect(redact('Unsupported parameter: top_k', KEY, [])).toBe('Unsupported parameter: top_k')
  })

  it('keeps the whole text back where it holds a part of the key, in any encoding and position', () => {
    fc.assert(
      fc.property(
        fc.nat(KEY.length - 9),
        fc.string({ maxLength: 20 }),
        fc.string({ maxLength: 20 }),
        (from, before, after) => {
          const part = KEY.slice(from, from + 9)
          expect(redact(`${before}${part}${after}`, KEY, [])).toBeUndefined()
          const encoded = Buffer.from(`${before}${KEY}${after}`)
          expect(redact(encoded.toString('base64'), KEY, []) ?? '').not.toContain(
            Buffer.from(KEY).toString('base64').slice(4, 20),
          )
          expect(redact(`x ${encoded.toString('base64url')}`, KEY, [])).toBeUndefined()
          expect(redact(`?key=${encodeURIComponent(KEY)}`, KEY, [])).toBeUndefined()
        },
      ),
    )
  })

  it('counts the spaces of a key, also where they stand at the ends of a text', () => {
    expect(redact(' battery ', KEY, [])).toBeUndefined()
    expect(redact('\nbattery ', KEY, [])).toBeUndefined()
  })

  it.each(['sk-abc123def456', 'Bearer abcdef', 'AIzaSyA1234567890', 'gsk_abcdefghijkl', 'a1'.repeat(20)])(
    'removes %s, which looks like a key',
    (likely) => {
      expect(redact(`The key ${likely} is wrong`, undefined, [])).toBe('The key … is wrong')
    },
  )

  it('keeps back what quotes the prompt', () => {
    const prompt = 'Write about the night shift at the harbour\nin the winter of 1962.'
    expect(redact('Input: Write about the night shift at', undefined, [prompt])).toBeUndefined()
    expect(redact('Input: harbour in the winter of 1962', undefined, [prompt])).toBeUndefined()
    expect(redact('Input "tell me a" is bad', undefined, ['tell me a'])).toBeUndefined()
    expect(redact('max_tokens is too large', undefined, [prompt])).toBe('max_tokens is too large')
  })

  it('is one line of at most 300 characters, and takes time in proportion', async () => {
    const said = (times: number) => redact('word and\n\u0000another '.repeat(times), KEY, [])
    expect(said(100_000)?.length).toBeLessThanOrEqual(301)
    await expectLinear(
      () => said(5_000),
      () => said(50_000),
    )
    const quoted = (length: number) => redact('a-'.repeat(length / 2), KEY, ['b'.repeat(length)])
    expect(quoted(1_000_000)).toBeDefined()
    await expectLinear(
      () => quoted(50_000),
      () => quoted(500_000),
    )
  })
})
