import { readdirSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { importsOf, reachableFrom } from './built-modules'

const root = resolve(import.meta.dirname, '../..')
const out = join(root, 'out')

/** What is loaded from node_modules; electron-builder.yml leaves out all else. */
const LOADED_AT_RUN_TIME = ['@napi-rs/keyring', '@pydantic/genai-prices', 'better-sqlite3']

beforeAll(async () => {
  const script = join(root, 'scripts/build-output.mjs')
  const { ensureBuilt }: { ensureBuilt: (onBuild: () => void) => string | null } = await import(script)
  const failure = ensureBuilt(() => undefined)
  if (failure !== null) throw new TypeError(failure)
}, 180_000)

const packagesOf = (entry: string) => [
  ...new Set(
    [...reachableFrom(join(out, entry)).values()]
      .flat()
      .filter((name) => !isBuiltin(name))
      .toSorted(),
  ),
]

describe('the built command line', () => {
  it('leads to no Electron, however long the way', () => {
    expect(reachableFrom(join(out, 'main/cli.js')).size).toBeGreaterThan(5)
    expect(packagesOf('main/cli.js')).toEqual(LOADED_AT_RUN_TIME)
  })
})

describe('the built main process', () => {
  it('leads to Electron and to what is packaged, and to nothing else', () => {
    expect(packagesOf('main/index.js')).toEqual([...LOADED_AT_RUN_TIME, 'electron'])
  })

  it('is one module with Electron in it', () => {
    const withElectron = [...reachableFrom(join(out, 'main/index.js'))].filter(([, asked]) =>
      asked.includes('electron'),
    )
    expect(withElectron.map(([file]) => file)).toEqual([join(out, 'main/index.js')])
  })
})

describe('the built preload script', () => {
  it('is one file that asks for Electron only, as the sandbox wants it', () => {
    expect(readdirSync(join(out, 'preload'))).toEqual(['index.cjs'])
    expect(importsOf(join(out, 'preload/index.cjs'))).toEqual(['electron'])
  })
})
