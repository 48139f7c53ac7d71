import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { dataFiles } from './data-files'

/** A damaged database that was moved aside, and in whose place nothing was put but an empty one. */
export interface DamagedFile {
  /** Where it is now, absolute. */
  path: string
  /** When it was moved; backups from before that are of it. */
  at: number
}

/** For whoever starts next and can show a page. Restoring a backup removes the note. */
export function noteDamage(dataFolder: string, { path, at }: DamagedFile): void {
  try {
    const note = { name: basename(path), at }
    writeFileSync(dataFiles(dataFolder).damageNote, `${JSON.stringify(note)}\n`, { mode: 0o600 })
  } catch {
    // The damage itself is being reported, and matters more.
  }
}

/** For as long as no backup was put back and the file is there. */
export function readDamage(dataFolder: string): DamagedFile | null {
  const { damageNote } = dataFiles(dataFolder)
  if (!existsSync(damageNote)) return null
  const { name, at } = parse(readFileSync(damageNote, 'utf8'))
  if (typeof name !== 'string' || typeof at !== 'number') return null
  const path = join(dataFolder, basename(name))
  return existsSync(path) ? { path, at } : null
}

function parse(text: string): Partial<Record<'name' | 'at', unknown>> {
  try {
    const note: Partial<Record<'name' | 'at', unknown>> | null = JSON.parse(text)
    return note ?? {}
  } catch {
    // A power failure may have cut it short.
    return {}
  }
}
