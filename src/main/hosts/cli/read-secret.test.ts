import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { type SecretTerminal, typeSecret } from './read-secret'
import { UsageError } from './usage-error'
import { SHORT_KEY } from '../../../../test/support/canary-keys'

/** A terminal in which somebody types. */
class Terminal extends EventEmitter {
  isRaw = false
  readonly modes: boolean[] = []
  setRawMode(raw: boolean): this {
    this.isRaw = raw
    this.modes.push(raw)
    return this
  }
  resume = () => this
  pause = () => this
}

async function type(...pieces: string[]) {
  const terminal = new Terminal()
  let printed = ''
  const secret = typeSecret(terminal as unknown as SecretTerminal, (text) => (printed += text), 'Key: ')
  for (const piece of pieces) terminal.emit('data', Buffer.from(piece))
  const outcome = await secret.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  return { ...outcome, printed, modes: terminal.modes, listeners: terminal.listenerCount('data') }
}

test.each([
  ['typed', [...SHORT_KEY.split(''), '\r']],
  ['pasted', [`${SHORT_KEY}\n`]],
  ['mended', [`xx\u007f\u007f${SHORT_KEY}?\b\r`]],
  ['begun again', [`wrong\u0015${SHORT_KEY}\r`]],
])('a secret that is %s is read, and never shown', async (_how, pieces) => {
  expect(await type(...pieces)).toEqual({
    value: SHORT_KEY,
    printed: 'Key: \n',
    modes: [true, false],
    listeners: 0,
  })
})

test.each(['\u0003', `${SHORT_KEY}\u0003`, '\u0004'])(
  '%j gives up, and leaves the terminal as it was',
  async (keys) => {
    const { printed, modes, listeners, ...outcome } = await type(keys)
    expect(outcome).toEqual({ error: expect.any(UsageError) })
    expect({ printed, modes, listeners }).toEqual({ printed: 'Key: \n', modes: [true, false], listeners: 0 })
  },
)
