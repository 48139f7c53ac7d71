/**
 * `node scripts/with-secret-service.mjs COMMAND…`: runs a command where a Secret Service answers that has nothing in
 * it: gnome-keyring on a D-Bus session of its own, with folders of its own. Nothing of the user's is touched.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const programs = ['dbus-run-session', 'gnome-keyring-daemon', 'dbus-send']

/** Null if a Secret Service can be had, else why not. On Debian root gets what is missing from Debian's packages. */
export function prepareSecretService() {
  if (process.platform !== 'linux') return 'it needs Linux'
  if (missing().length === 0) return null
  if (process.getuid() !== 0 || !existsSync('/etc/debian_version'))
    return `there is no ${missing().join(', ')}`
  const install = ['install', '--yes', '--no-install-recommends', 'gnome-keyring', 'dbus']
  if (!apt(install) && !(apt(['update']) && apt(install))) return "Debian's packages can't be had"
  return missing().length === 0 ? null : `there is no ${missing().join(', ')}`
}

/** What makes a shell command one that has a Secret Service, and the environment that belongs to it. */
export function inSecretService() {
  const folder = mkdtempSync(join(tmpdir(), 'baton-keyring-'))
  // An empty keyring's first password; the daemon ends with its bus.
  const start = `printf 'test\\n' | gnome-keyring-daemon --unlock --components=secrets > /dev/null 2>&1`
  return {
    within: (command) => `dbus-run-session -- sh -c '${`${start}; ${command}`.replaceAll("'", "'\\''")}'`,
    environment: {
      BATON_SECRET_SERVICE: '1',
      HOME: folder,
      XDG_RUNTIME_DIR: folder,
      XDG_DATA_HOME: join(folder, 'data'),
      XDG_CACHE_HOME: join(folder, 'cache'),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function missing() {
  const isThere = (program) => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0
  return programs.filter((program) => !isThere(program))
}

function apt(args) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync('apt-get', args, { env: environment, timeout: 300_000 }).status === 0
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problem = prepareSecretService()
  if (problem !== null) {
    console.error(`There is no Secret Service to be had: ${problem}.`)
    process.exit(1)
  }
  const { within, environment, remove } = inSecretService()
  const { status } = spawnSync(within(process.argv.slice(2).join(' ')), {
    shell: true,
    stdio: 'inherit',
    env: { ...process.env, ...environment },
  })
  remove()
  process.exitCode = status ?? 1
}
