import { createReadStream } from 'node:fs'
import type { RunInput } from '@shared/model/run'
import { fileError } from './file-error'
import { UsageError } from './usage-error'

/** Bytes of UTF-8. What the API takes is counted in UTF-16 units and never less. */
const MAX_TEXT_BYTES = 20_000_000
export const MAX_TEXT_SIZE = '20 MB'

export interface InputOptions {
  input?: string
  inputFile?: string
  inputJson?: string
}

/**
 * The input of a run, from the one place that was named; undefined if none was.
 * @param dash the argument behind the workflow: `-` for standard input
 */
export async function readInput(
  dash: string | undefined,
  options: InputOptions,
): Promise<RunInput | undefined> {
  if (dash !== undefined && dash !== '-') {
    throw new UsageError(`There is no use for the argument "${dash}".`, {
      remedy:
        'Give the input with --input TEXT, --input-file PATH or --input-json JSON, or "-" for standard input.',
    })
  }
  const given = [
    options.input !== undefined && '--input',
    options.inputFile !== undefined && '--input-file',
    options.inputJson !== undefined && '--input-json',
    dash !== undefined && '-',
  ].filter((name) => name !== false)
  if (given.length > 1) {
    throw new UsageError(`The input was given more than once: ${given.join(', ')}.`, {
      remedy: 'Give one of them.',
    })
  }
  if (options.inputJson !== undefined) return parseInput(options.inputJson)
  if (options.inputFile !== undefined) return readTextFile(options.inputFile)
  if (dash !== undefined) return readStandardInput('the input')
  return options.input
}

/** The text of a file without its final newline. */
export async function readTextFile(path: string): Promise<string> {
  return dropFinalNewline(await readWholeFile(path))
}

/** The text of a file as it is. */
export async function readWholeFile(path: string): Promise<string> {
  return readText(createReadStream(path), `the file "${path}"`)
}

/** Everything up to the end of standard input, without its final newline. */
export async function readStandardInput(what: string): Promise<string> {
  if (process.stdin.isTTY) process.stderr.write(`Type ${what}; end it with Ctrl-D on a line of its own.\n`)
  return dropFinalNewline(await readText(process.stdin, 'standard input'))
}

async function readText(stream: AsyncIterable<unknown>, source: string): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  try {
    for await (const chunk of stream) {
      const part = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
      bytes += part.length
      if (bytes > MAX_TEXT_BYTES) {
        throw new UsageError(`${capitalized(source)} is larger than ${MAX_TEXT_SIZE}.`, {
          remedy: 'Give a smaller text.',
        })
      }
      chunks.push(part)
    }
  } catch (error) {
    throw error instanceof UsageError ? error : unreadable(source, error)
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
  } catch {
    throw new UsageError(`${capitalized(source)} is not a text in UTF-8.`, {
      remedy: 'Convert it, or give another one.',
    })
  }
}

function unreadable(source: string, error: unknown): UsageError {
  return new UsageError(`Can't read ${source}: ${fileError(error)}.`, { remedy: 'Check the path.' })
}

function parseInput(text: string): RunInput {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`--input-json is not JSON: ${reason}.`, { remedy: 'For a plain text use --input.' })
  }
  if (isInput(value)) return value
  throw new UsageError(
    `--input-json is ${JSON.stringify(value)}, and an input is an object, an array or a text.`,
    {
      remedy: 'For a plain text use --input.',
    },
  )
}

function isInput(value: unknown): value is RunInput {
  return typeof value === 'string' || (typeof value === 'object' && value !== null)
}

function dropFinalNewline(text: string): string {
  return text.replace(/\r?\n$/, '')
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
