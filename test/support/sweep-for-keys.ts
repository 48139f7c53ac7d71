import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CANARIES } from './canary-keys'

/**
 * Throws if a key of the suite, or a part of one, is in a file of this folder: databases, logs, exports, whatever. For
 * data folders that are about to be removed, when everything that uses them has ended.
 */
export function sweepForKeys(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    refuseKeys(readFileSync(path), path)
  }
}

/** Throws if a key of the suite is in what was printed, sent or thrown. `where` is for the one who reads the error. */
export function refuseKeys(found: string | Buffer, where: string): void {
  const bytes = typeof found === 'string' ? Buffer.from(found) : found
  for (const [disguise, form] of FORMS) {
    const at = bytes.indexOf(form)
    if (at < 0) continue
    const around = bytes.toString('latin1', Math.max(0, at - 200), at + form.length + 40)
    throw new TypeError(`A key of the suite, ${disguise}, is in ${where}: …${JSON.stringify(around)}…`)
  }
}

/** An error with everything that hangs on it. */
export function everythingOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error) ?? String(error)
  const own = JSON.stringify(error, Object.getOwnPropertyNames(error))
  return `${own} ${error.cause === undefined ? '' : everythingOf(error.cause)}`
}

/** As it is, URL-encoded, in hexadecimal, and in base64 at each of the positions that it can have inside of other data. */
const FORMS: readonly [disguise: string, form: string][] = CANARIES.flatMap((canary) => {
  const encoded = encodeURIComponent(canary)
  const base64 = [0, 1, 2].map((offset) => base64At(canary, offset))
  const hexadecimal = Buffer.from(canary).toString('hex')
  const forms: [string, string[]][] = [
    ['plain', [canary]],
    ['URL-encoded', [encoded, encoded.replaceAll(/%../g, (escape) => escape.toLowerCase())]],
    ['in hexadecimal', [hexadecimal, hexadecimal.toUpperCase()]],
    ['in base64', base64],
    ['in base64url', base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))],
  ]
  return forms.flatMap(([disguise, texts]) => texts.map((text): [string, string] => [disguise, text]))
})

/** The characters that depend on nothing but the text when it stands so many bytes behind a multiple of three. */
function base64At(text: string, offset: number): string {
  const encoded = Buffer.from('\0'.repeat(offset) + text).toString('base64')
  const first = Math.ceil((offset * 8) / 6)
  return encoded.slice(first, Math.floor(((offset + text.length) * 8) / 6))
}
