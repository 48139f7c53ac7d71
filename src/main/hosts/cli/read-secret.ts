import type { ReadStream } from 'node:tty'
import { readStandardInput } from './read-input'
import { UsageError } from './usage-error'

const INTERRUPT = '\u0003'
const END = '\u0004'
const ERASE = ['\u007f', '\b']
const ENTER = ['\r', '\n']
const ERASE_LINE = '\u0015'

/** What reading a secret needs of a terminal. */
export type SecretTerminal = Pick<ReadStream, 'setRawMode' | 'isRaw' | 'resume' | 'pause' | 'on' | 'off'>

/**
 * A secret from standard input: typed without being shown in a terminal, else everything up to the end, without the
 * white space around it.
 * @param what such as "the key of openai"
 */
export async function readSecret(what: string): Promise<string> {
  const secret = process.stdin.isTTY
    ? await typeSecret(process.stdin, (text) => void process.stderr.write(text), `Type or paste ${what}: `)
    : await readStandardInput(what)
  if (secret.trim() === '') {
    throw new UsageError('There was no key on standard input.', {
      remedy: 'Give it like this: baton keys set NAME < key.txt',
    })
  }
  return secret.trim()
}

/** @throws UsageError when Ctrl-C or Ctrl-D ends it */
export async function typeSecret(
  terminal: SecretTerminal,
  print: (text: string) => void,
  prompt: string,
): Promise<string> {
  const wasRaw = terminal.isRaw
  const typed = Promise.withResolvers<string>()
  let secret = ''
  const take = (data: Buffer | string): void => {
    for (const character of data.toString()) {
      if (ENTER.includes(character)) typed.resolve(secret)
      else if (character === INTERRUPT || (character === END && secret === '')) typed.reject(cancelled())
      else if (ERASE.includes(character)) secret = secret.slice(0, -1)
      else if (character === ERASE_LINE) secret = ''
      else secret += character
    }
  }
  print(prompt)
  // Nothing that is typed from here on is shown.
  terminal.setRawMode(true)
  terminal.on('data', take)
  terminal.resume()
  try {
    return await typed.promise
  } finally {
    terminal.off('data', take)
    terminal.setRawMode(wasRaw)
    terminal.pause()
    print('\n')
  }
}

function cancelled(): UsageError {
  return new UsageError('Cancelled. Nothing was changed.')
}
