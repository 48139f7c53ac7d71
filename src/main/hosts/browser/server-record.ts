import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What browser mode keeps in the data folder, so that a page that is open finds its server again after a restart. */
export interface ServerRecord {
  /** Where the server is or was; null if it never was anywhere. */
  port: number | null
  /** What cookies are made from. */
  secret: string
  /** The process of the server while it runs; null after a clean end. */
  pid: number | null
}

const SECRET_BYTES = 32

export function serverRecordFile(dataFolder: string): string {
  return join(dataFolder, 'browser-server.json')
}

/** As it was kept; a new one, not yet kept, if there is none or it makes no sense. */
export function readServerRecord(dataFolder: string): ServerRecord {
  return parse(readIfThere(serverRecordFile(dataFolder))) ?? newRecord()
}

/** For the user's eyes only, and whole under its name at any moment. */
export function writeServerRecord(dataFolder: string, record: ServerRecord): void {
  const file = serverRecordFile(dataFolder)
  const unfinished = `${file}.${process.pid}`
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  writeFileSync(unfinished, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  renameSync(unfinished, file)
}

function newRecord(): ServerRecord {
  return { port: null, secret: randomBytes(SECRET_BYTES).toString('base64url'), pid: null }
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // Not there or not readable: in both cases a new secret is the way on.
    return null
  }
}

function parse(text: string | null): ServerRecord | null {
  if (text === null) return null
  try {
    const { port, secret, pid }: Partial<Record<keyof ServerRecord, unknown>> = JSON.parse(text)
    if (typeof secret !== 'string' || Buffer.from(secret, 'base64url').length < SECRET_BYTES) return null
    return { secret, port: isPort(port) ? port : null, pid: typeof pid === 'number' ? pid : null }
  } catch {
    return null
  }
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 65_535
}
