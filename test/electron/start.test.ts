import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { startDesktop, type StartOptions } from '@main/hosts/electron/start-desktop'
import { temporaryFolder } from '../support/temporary-folder'
import { connectPage, makeBuiltFiles } from './desktop-bench'
import { app } from './stand-in/app'
import { openWindows } from './stand-in/browser-window'
import { resetElectron } from './stand-in/electron'
import { preventable, record } from './stand-in/record'

vi.mock('electron', () => import('./stand-in/electron'))

const settled = () => new Promise(setImmediate)

function start(options: Partial<StartOptions> & { dataFolder?: string } = {}) {
  const { dataFolder = temporaryFolder(), ...others } = options
  onTestFinished(async () => {
    if (record.exitCode === null && record.isFirstInstance) {
      app.quit()
      await vi.waitUntil(() => record.exitCode !== null)
    }
    resetElectron()
  })
  startDesktop({
    built: makeBuiltFiles(),
    environment: { BATON_HOME: dataFolder },
    platform: 'linux',
    programArguments: [],
    workingFolder: dataFolder,
    ...others,
  })
  return dataFolder
}

const openedFiles = () =>
  openWindows()
    .flatMap(({ webContents }) => webContents.sent)
    .flatMap(({ message }) => fileNameOf(message))

function fileNameOf(message: unknown): string[] {
  return typeof message === 'object' && message !== null && 'fileName' in message
    ? [String(message.fileName)]
    : []
}

async function pageConnected() {
  await vi.waitUntil(() => openWindows()[0]?.isVisible === true)
  const [window] = openWindows()
  if (window !== undefined) connectPage(window)
}

describe('the start', () => {
  it('is sandboxed, keeps everything in the data folder and opens one window', async () => {
    const dataFolder = start()
    await settled()
    expect([app.isSandboxed, app.name]).toEqual([true, 'Baton'])
    expect(app.getPath('userData')).toBe(join(dataFolder, 'desktop'))
    expect(openWindows()).toHaveLength(1)
    expect(record.errorBoxes).toEqual([])
  })

  it('opens the files among its arguments', async () => {
    const dataFolder = temporaryFolder()
    writeFileSync(join(dataFolder, 'mine.baton.json'), '{}')
    start({ dataFolder, programArguments: ['.', 'mine.baton.json', '--flag'] })
    await pageConnected()
    await vi.waitUntil(() => openedFiles().length === 1)
    expect(openedFiles()).toEqual(['mine.baton.json'])
  })

  it('opens a file that a Mac tells of before the app is ready', async () => {
    const dataFolder = temporaryFolder()
    writeFileSync(join(dataFolder, 'early.baton.json'), '{}')
    start({ dataFolder, platform: 'darwin' })
    const event = preventable({})
    app.emit('open-file', event, join(dataFolder, 'early.baton.json'))
    expect(event.defaultPrevented).toBe(true)
    await pageConnected()
    await vi.waitUntil(() => openedFiles().length === 1)
  })
})

describe('a second instance', () => {
  it('hands its files over and ends', async () => {
    record.isFirstInstance = false
    const dataFolder = start({ programArguments: ['b.baton.json'] })
    await settled()
    expect(record.handedOver).toEqual({ files: [join(dataFolder, 'b.baton.json')] })
    expect([record.exitCode, openWindows().length]).toEqual([0, 0])
  })

  it('brings the first one to the front, with the files', async () => {
    const dataFolder = start()
    writeFileSync(join(dataFolder, 'b.baton.json'), '{}')
    await pageConnected()
    openWindows()[0]?.minimize()
    app.emit('second-instance', {}, [], '/', { files: [join(dataFolder, 'b.baton.json')] })
    await vi.waitUntil(() => openedFiles().length === 1)
    expect([openWindows()[0]?.isMinimized(), openWindows()[0]?.isFocused()]).toEqual([false, true])
  })

  it('can hand over nonsense without harm', async () => {
    start()
    await pageConnected()
    for (const nonsense of [undefined, null, 1, {}, { files: 'x' }, { files: [1] }]) {
      openWindows()[0]?.blur()
      app.emit('second-instance', {}, [], '/', nonsense)
      await settled()
      expect(openWindows()[0]?.isFocused()).toBe(true)
    }
    expect(openedFiles()).toEqual([])
  })
})

describe('a database that can’t be opened', () => {
  it('is explained in a sentence with what to do, and the app ends', async () => {
    const dataFolder = temporaryFolder()
    mkdirSync(dataFolder, { recursive: true })
    const newer = new Database(join(dataFolder, 'baton.db'))
    newer.pragma('user_version = 9999')
    newer.close()
    const before = readFileSync(join(dataFolder, 'baton.db'))
    start({ dataFolder })
    await vi.waitUntil(() => record.exitCode !== null)
    expect(record.exitCode).toBe(1)
    expect(record.errorBoxes).toMatchObject([{ title: 'Baton can’t start' }])
    expect(record.errorBoxes[0]?.content).toMatch(/newer/i)
    expect(openWindows()).toEqual([])
    expect(readFileSync(join(dataFolder, 'baton.db')).equals(before)).toBe(true)
  })

  it('is moved aside when it is damaged, and the page can say so', async () => {
    const dataFolder = temporaryFolder()
    const damaged = Buffer.alloc(8192, 'not a database')
    writeFileSync(join(dataFolder, 'baton.db'), damaged)
    start({ dataFolder })
    await vi.waitUntil(() => openWindows().length === 1)
    const info = await connectPage(openWindows()[0]!)?.app.info({ keychain: false })
    expect(readFileSync(info?.corruptDatabaseMovedTo ?? '').equals(damaged)).toBe(true)
    expect(record.errorBoxes).toEqual([])
  })

  it('is explained when there can be none', async () => {
    const file = join(temporaryFolder(), 'a-file')
    writeFileSync(file, '')
    start({ dataFolder: file })
    await vi.waitUntil(() => record.exitCode !== null)
    expect([record.exitCode, record.errorBoxes.length]).toEqual([1, 1])
  })
})

describe('an app that was not built whole', () => {
  it('says so', async () => {
    const built = { ...makeBuiltFiles(), renderer: join(temporaryFolder(), 'nothing') }
    start({ built })
    await vi.waitUntil(() => record.exitCode !== null)
    expect(record.errorBoxes[0]?.content).toContain('npm run build')
  })
})
