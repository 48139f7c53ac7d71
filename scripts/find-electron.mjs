import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ownPackage = resolve(import.meta.dirname, '../node_modules/electron')

/**
 * The path of Electron's program; null if it is not here. The package comes without it and fetches it when it is
 * first wanted. What is half-fetched or half-unpacked does not count as there.
 */
export function findElectron({ packageFolder = ownPackage, environment = process.env } = {}) {
  const distribution = environment.ELECTRON_OVERRIDE_DIST_PATH || join(packageFolder, 'dist')
  try {
    const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
    if (readFileSync(join(distribution, 'version'), 'utf8').trim().replace(/^v/, '') !== version) return null
    const program = join(distribution, readFileSync(join(packageFolder, 'path.txt'), 'utf8'))
    return existsSync(program) ? program : null
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null
    throw error
  }
}

/** The same, fetched first if it must be and can be within so many milliseconds. */
export function fetchElectron(within, { packageFolder = ownPackage, environment = process.env } = {}) {
  const program = findElectron({ packageFolder, environment })
  if (program !== null) return program
  spawnSync(process.execPath, [join(packageFolder, 'install.js')], {
    stdio: 'ignore',
    env: environment,
    timeout: within,
    killSignal: 'SIGKILL',
  })
  return findElectron({ packageFolder, environment })
}
