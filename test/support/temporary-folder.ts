import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { sweepForKeys } from './sweep-for-keys'

/** A folder that is gone after the test, and in which no key may be left by then. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'baton-test-'))
  onTestFinished(() => {
    try {
      sweepForKeys(folder)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
  return folder
}
