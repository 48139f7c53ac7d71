import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import type { Configuration } from 'electron-builder'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { APP_ID } from '@main/hosts/electron/start-desktop'

vi.mock('electron', () => import('./stand-in/electron'))

const root = resolve(import.meta.dirname, '../..')
/** The library that does electron-builder's work, and has no types for all of it. */
const builder = createRequire(createRequire(import.meta.url).resolve('electron-builder/package.json'))
const { getConfig, validateConfiguration }: ConfigModule = builder('app-builder-lib/out/util/config/config')
const { DebugLogger }: DebugModule = builder('builder-util')
let config: Configuration

beforeAll(async () => {
  config = await getConfig(root, 'electron-builder.yml', null)
})

describe('electron-builder.yml', () => {
  it('is what electron-builder understands', async () => {
    await expect(validateConfiguration(config, new DebugLogger(false))).resolves.toBeUndefined()
    const misspelt: object = { ...config, electronFuses: { runAsNod: false } }
    await expect(validateConfiguration(misspelt, new DebugLogger(false))).rejects.toThrow(/electronFuses/)
  })

  it('closes every door of Electron that Baton does not use', () => {
    expect(config.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    })
    expect([config.asar, config.asarUnpack, config.npmRebuild]).toEqual([true, '**/*.node', false])
    expect(config.mac?.hardenedRuntime).toBe(true)
    expect(config.publish).toBeNull()
  })

  it('has the name by which Windows knows the app', () => {
    expect(config.appId).toBe(APP_ID)
  })

  it('makes what each platform’s users expect', () => {
    expect([config.mac?.target, config.win?.target, config.linux?.target]).toEqual([
      'dmg',
      'nsis',
      ['AppImage', 'deb'],
    ])
    for (const { fileAssociations } of [config.mac, config.win, config.linux].filter((each) => !!each)) {
      expect(fileAssociations).toContainEqual(expect.objectContaining({ ext: 'baton.json' }))
    }
    expect(config.linux?.fileAssociations).toMatchObject([
      { mimeType: 'application/vnd.baton.template+json' },
    ])
  })

  it('does not take JSON files from the user’s editor', () => {
    const others = [config.mac, config.win, config.linux]
      .flatMap((platform) => platform?.fileAssociations ?? [])
      .filter(({ ext }) => ext !== 'baton.json')
    expect(others).toMatchObject([{ ext: 'json', rank: 'Alternate' }])
  })

  it('names files that are there', () => {
    const named = [
      config.mac?.icon,
      config.mac?.entitlements,
      config.mac?.entitlementsInherit,
      config.win?.icon,
      config.nsis?.include,
      config.linux?.icon,
    ]
    for (const path of named) expect(existsSync(join(root, path ?? 'none')), path ?? 'none').toBe(true)
  })
})

describe('the package', () => {
  it('has of node_modules what the bundler left there, for its own platform', () => {
    const platforms = { mac: config.mac, win: config.win, linux: config.linux }
    for (const [platform, options] of Object.entries(platforms)) {
      const packed = [
        'better-sqlite3/lib/index.js',
        'better-sqlite3/package.json',
        '@napi-rs/keyring/index.js',
        '@napi-rs/keyring-linux-x64-gnu/keyring.node',
        '@pydantic/genai-prices/dist/index.js',
        'zod/index.js',
        'ws/lib/websocket.js',
        '@orpc/server/dist/index.mjs',
        'node-addon-api/index.js',
        'better-sqlite3/deps/sqlite3/sqlite3.c',
        'better-sqlite3/src/better_sqlite3.cpp',
        'better-sqlite3/prebuilds/darwin-arm64.node',
        'better-sqlite3/prebuilds/linux-x64.node',
        'better-sqlite3/prebuilds/linuxmusl-x64.node',
        'better-sqlite3/prebuilds/win32-x64.node',
      ].filter(isPacked(options ?? {}))
      const prebuilt = { mac: ['darwin-arm64'], win: ['win32-x64'], linux: ['linux-x64', 'linuxmusl-x64'] }
      expect(packed, platform).toEqual([
        'better-sqlite3/lib/index.js',
        'better-sqlite3/package.json',
        '@napi-rs/keyring/index.js',
        '@napi-rs/keyring-linux-x64-gnu/keyring.node',
        '@pydantic/genai-prices/dist/index.js',
        ...(prebuilt[platform as keyof typeof prebuilt] ?? []).map(
          (name) => `better-sqlite3/prebuilds/${name}.node`,
        ),
      ])
    }
  })

  it('has pictures of every size, and in them what their names say', () => {
    for (const size of [16, 24, 32, 48, 64, 128, 256, 512, 1024]) {
      const png = readFileSync(join(root, `resources/icons/linux/${size}x${size}.png`))
      expect([png.toString('latin1', 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
        'PNG',
        size,
        size,
      ])
    }
    const ico = readFileSync(join(root, 'resources/icons/icon.ico'))
    expect([ico.readUInt16LE(2), ico.readUInt16LE(4)]).toEqual([1, 9])
    const icns = readFileSync(join(root, 'resources/icons/icon.icns'))
    expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length])
  })
})

interface ConfigModule {
  getConfig: (folder: string, file: string, options: null) => Promise<Configuration>
  validateConfiguration: (config: object, logger: object) => Promise<void>
}
interface DebugModule {
  DebugLogger: new (isEnabled: boolean) => object
}
type Filter = (file: string, stat: { isDirectory: () => boolean }) => boolean
interface MatcherModule {
  getNodeModuleFileMatcher: (
    from: string,
    to: string,
    expandMacro: (text: string) => string,
    platform: object,
    packager: object,
  ) => { createFilter: () => Filter }
}

/** As electron-builder decides it; its types leave this function out. */
function isPacked(platform: object): (file: string) => boolean {
  const matchers: MatcherModule = builder('app-builder-lib/out/fileMatcher')
  const packager = { config, debugLogger: new DebugLogger(false) }
  const isTaken = matchers
    .getNodeModuleFileMatcher(root, root, (text) => text, platform, packager)
    .createFilter()
  return (file) => isTaken(join(root, 'node_modules', file), { isDirectory: () => false })
}
