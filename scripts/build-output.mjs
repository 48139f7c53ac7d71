/**
 * The folder `out`: is it up to date, and how to bring it up to date. Any number of processes may ask at the same
 * time: each build goes to a folder of its own and takes the place of `out` only when it is complete.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { isAlive, withLock } from './with-lock.mjs'

const root = resolve(import.meta.dirname, '..')
const out = join(root, 'out')
// Beside `out`, not deeper: the bundler writes relative paths to `resources` into the code.
const unfinishedPrefix = '.out-'
const builder = join(root, 'node_modules/electron-vite/bin/electron-vite.js')

/** What the build was made from; a file in `out`, so that it comes and goes with it. */
const fingerprintFile = '.sources'
export const sourcesFile = join(out, fingerprintFile)
const sourceFolders = ['src', 'resources', 'docs/guide']
const sourceFiles = [
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
  'tsconfig.base.json',
  // What the guide in the app leads on to.
  'docs/deep-build-pipeline.md',
  'docs/templates.md',
  'docs/providers.md',
]

export const commandLine = join(out, 'main/cli.js')

/** Builds if it must. Calls `onBuild` before it starts. Returns the build's output if it failed, else null. */
export function ensureBuilt(onBuild) {
  if (isUpToDate()) return null
  return withLock(join(root, '.cache/build.lock'), () => {
    if (isUpToDate()) return null
    onBuild()
    return build()
  })
}

/** Builds in any case. Returns the build's output if it failed, else null. */
export function buildAnyway() {
  return withLock(join(root, '.cache/build.lock'), build)
}

function isUpToDate() {
  try {
    return readFileSync(sourcesFile, 'utf8') === fingerprint()
  } catch (error) {
    if (error.code === 'ENOENT') return false
    throw error
  }
}

/** Paths, sizes and times, not contents: this is read before every start of the command line. */
function fingerprint() {
  const files = [...sourceFolders.flatMap(filesUnder), ...sourceFiles.map((name) => join(root, name))]
  const lines = files.map((file) => {
    const { size, mtimeMs } = statSync(file, { throwIfNoEntry: false }) ?? {}
    return `${relative(root, file)} ${size} ${mtimeMs}`
  })
  lines.sort((one, other) => (one < other ? -1 : 1))
  return createHash('sha256').update(lines.join('\n')).digest('hex')
}

function filesUnder(folder) {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.') && !/[.]test[.]tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}

function build() {
  removeUnfinishedBuilds()
  const fresh = join(root, `${unfinishedPrefix}${process.pid}`)
  const madeFrom = fingerprint()
  rmSync(fresh, { recursive: true, force: true })
  mkdirSync(fresh)
  writeFileSync(join(fresh, '.gitignore'), '*\n')
  try {
    // A build started by a test is the same build.
    const env = { ...process.env, NODE_ENV: undefined }
    const flags = ['--mode', 'production', '--outDir', fresh, '--ignoreConfigWarning']
    const { status, stdout, stderr } = spawnSync(process.execPath, [builder, 'build', ...flags], {
      cwd: root,
      env,
      encoding: 'utf8',
    })
    if (status !== 0) return `${stdout}${stderr}`
    chmodSync(join(fresh, 'main/cli.js'), 0o755)
    // A nested .gitignore would keep the folder out of a package.
    rmSync(join(fresh, '.gitignore'))
    writeFileSync(join(fresh, fingerprintFile), madeFrom)
    replaceOutput(fresh)
    return null
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** What a killed build left behind. */
function removeUnfinishedBuilds() {
  for (const name of readdirSync(root)) {
    if (!name.startsWith(unfinishedPrefix) || isAlive(Number(name.slice(unfinishedPrefix.length)))) continue
    rmSync(join(root, name), { recursive: true, force: true })
  }
}

function replaceOutput(fresh) {
  const old = join(root, `.cache/out-${process.pid}`)
  rmSync(old, { recursive: true, force: true })
  for (let attempt = 1; ; attempt += 1) {
    try {
      renameSync(out, old)
    } catch (error) {
      if (error.code !== 'ENOENT') throw error
    }
    try {
      renameSync(fresh, out)
      break
    } catch (error) {
      // Another build was put there in between: move that away too.
      if (attempt === 20) throw error
    } finally {
      rmSync(old, { recursive: true, force: true })
    }
  }
}
