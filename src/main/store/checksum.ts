import { crc32 } from 'node:zlib'
import { BatonError } from '@shared/errors'

/**
 * A checksum of an output and of the place it belongs to. SQLite finds damage to the structure of its file, but not a
 * text that has changed.
 */
export function checksum(text: string, stepRun: number, revision: number): number {
  return crc32(text, crc32(`${stepRun}/${revision}`))
}

/** @throws BatonError `STORAGE_CORRUPT` if the text is not the one that was written */
export function verifyChecksum(text: string, stepRun: number, revision: number, expected: number): void {
  if (checksum(text, stepRun, revision) === expected) return
  throw new BatonError('STORAGE_CORRUPT', 'An output in the database has been damaged.', {
    remedy: 'Restart Baton: it checks the database. Restore a backup to have the output back.',
  })
}
