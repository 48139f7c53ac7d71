import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const read = (name: string) => readFileSync(join(root, name), 'utf8')

interface Manifest {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
  allowScripts: Record<string, boolean>
}

interface LockFile {
  packages: Record<string, { version?: string; resolved?: string; hasInstallScript?: boolean }>
}

const manifest: Manifest = JSON.parse(read('package.json'))
const lock: LockFile = JSON.parse(read('package-lock.json'))
const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })

/** `node_modules/a/node_modules/@b/c` is `@b/c`. */
const packageName = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)

describe('package.json', () => {
  it('names exact versions', () => {
    expect(wanted.length).toBeGreaterThan(0)
    expect(wanted.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  it('says of every package with an install script whether it may run', () => {
    const withScripts = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path]) => packageName(path))
    expect(withScripts).toContain('node')
    expect(withScripts.filter((name) => !(name in manifest.allowScripts))).toEqual([])
  })
})

describe('package-lock.json', () => {
  it('names no registry', () => {
    expect(Object.keys(lock.packages).length).toBeGreaterThan(wanted.length)
    const withAddress = Object.entries(lock.packages).filter(([, { resolved }]) => resolved !== undefined)
    expect(withAddress.map(([path]) => path)).toEqual([])
  })

  it('has the versions of package.json', () => {
    const locked = wanted.map(([name]) => [name, lock.packages[`node_modules/${name}`]?.version])
    expect(locked).toEqual(wanted)
  })
})
