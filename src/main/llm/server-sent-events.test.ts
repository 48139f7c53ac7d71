import * as fc from '../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import { expectLinear } from '../../../test/support/growth'
import { createEventDecoder, type ServerSentEvent } from './server-sent-events'

function decode(bytes: Uint8Array, cuts: number[] = []): ServerSentEvent[] {
  const decoder = createEventDecoder()
  const borders = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length]
  const pieces = borders.slice(1).map((end, index) => bytes.subarray(borders[index], end))
  return [...pieces.flatMap((piece) => decoder.decode(piece)), ...decoder.end()]
}

describe('createEventDecoder', () => {
  it('reads names, data over several lines, comments and fields that it does not need', () => {
    const stream =
      ': hello\nevent: one\ndata: a\ndata:  b\nid: 7\nretry: 1\n\ndata:c\n\nevent: empty\n\ndata\n\n: bye\n'
    expect(decode(Buffer.from(stream))).toEqual([
      { event: 'one', data: 'a\n b' },
      { event: undefined, data: 'c' },
    ])
  })

  it('gives a last message that lacks its blank line', () => {
    expect(decode(Buffer.from('data: [DONE]'))).toEqual([{ event: undefined, data: '[DONE]' }])
  })

  it('reads the same however the bytes are cut and the lines end', () => {
    const message = fc.record({
      event: fc.option(fc.stringMatching(/^[a-z_.]{1,12}$/), { nil: undefined }),
      data: fc
        .string({ unit: 'binary', minLength: 1 })
        .filter((text) => !/[\r\n\uFEFF]/.test(text) && text.isWellFormed()),
    })
    fc.assert(
      fc.property(
        fc.array(message),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.array(fc.nat()),
        (messages, end, cuts) => {
          const stream = messages.map(
            ({ event, data }) =>
              `${event === undefined ? '' : `event: ${event}${end}`}data: ${data}${end}${end}`,
          )
          expect(decode(Buffer.from(stream.join('')), cuts)).toEqual(messages)
        },
      ),
    )
  })

  it('takes time in proportion to a message of 16 MB that comes in small pieces', async () => {
    const message = (pieces: number) => () => {
      const bytes = Buffer.from(`data: ${'x'.repeat(pieces * 8_000)}\n\n`)
      const cuts = Array.from({ length: pieces }, (_, index) => index * 8_000)
      expect(decode(bytes, cuts)[0]?.data.length).toBe(pieces * 8_000)
    }
    await expectLinear(message(200), message(2_000))
  })
})
