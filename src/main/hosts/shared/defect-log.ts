import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** One former file of this size is kept beside the one that is written. */
const LARGEST_BYTES = 1_000_000

export type DefectLog = (error: unknown, where: string) => void

/**
 * Keeps what went wrong inside Baton, for whoever has to find it: in `logs/baton.log` of the data folder, for the
 * user's eyes only. Never throws: the defect itself is being reported, and matters more.
 */
export function createDefectLog(dataFolder: string, now: () => number): DefectLog {
  const folder = join(dataFolder, 'logs')
  const file = join(folder, 'baton.log')
  return (error, where) => {
    const line = `${new Date(now()).toISOString()} ${where}: ${describe(error)}\n`
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_BYTES)
        renameSync(file, `${file}.old`)
      appendFileSync(file, line, { mode: 0o600 })
    } catch {
      // A full disk, most likely, of which the user is told in other places.
    }
  }
}

/** With the stack, and those of its causes. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause === undefined ? '' : `\nCaused by: ${describe(error.cause)}`
  return `${error.stack ?? error.message}${cause}`
}
