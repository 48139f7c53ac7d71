import { existsSync, rmSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { version } from './version'

/**
 * Lets Node keep what it compiles of Baton's code, so that the next start need not compile it again: in the data
 * folder, where only the user can write, and not before there is one. What another version has kept goes.
 */
export function keepCompiledCode(dataFolder: string): void {
  if (!existsSync(dataFolder)) return
  const versions = join(dataFolder, 'compiled')
  const own = join(versions, version)
  try {
    if (!existsSync(own)) rmSync(versions, { recursive: true, force: true })
  } catch {
    // A folder that can't be changed: it starts as it is.
    return
  }
  enableCompileCache(own)
}
