import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'
import { openDesktopBench } from './desktop-bench'
import { ipcMain } from './stand-in/ipc-main'
import { record } from './stand-in/record'

vi.mock('electron', () => import('./stand-in/electron'))

const settled = () => new Promise(setImmediate)

const file = (fileName: string, text = `text of ${fileName}`) => ({ fileName, text })
const MEMO = file('memo.baton.json')
const NOTES = file('notes.baton.json')

async function openBench() {
  const bench = openDesktopBench()
  await settled()
  const save = (files: unknown, speaker: object = {}) =>
    ipcMain.invoke('baton:save-files', { ...bench.window().speaker, ...speaker }, files)
  return { ...bench, save }
}

const contentOf = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]))

describe('several files that a page wants to be kept', () => {
  it('are written into a folder that is asked for once', async () => {
    const { save, defects } = await openBench()
    const folder = temporaryFolder()
    record.chosenFiles.push([folder])
    expect(await save([MEMO, NOTES])).toEqual({ folder, saved: 2, problem: null })
    expect(record.fileDialogs).toMatchObject([
      { title: 'Choose a folder for 2 files', properties: ['openDirectory', 'createDirectory'] },
    ])
    expect(contentOf(folder)).toEqual({
      'memo.baton.json': 'text of memo.baton.json',
      'notes.baton.json': 'text of notes.baton.json',
    })
    expect(defects).toEqual([])
  })

  it('take the place of none that is there, nor of each other', async () => {
    const { save } = await openBench()
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'memo.baton.json'), 'mine')
    writeFileSync(join(folder, 'memo (3).baton.json'), 'mine, too')
    record.chosenFiles.push([folder])
    await save([file('memo.baton.json', 'one'), file('memo.baton.json', 'two'), NOTES])
    expect(contentOf(folder)).toEqual({
      'memo.baton.json': 'mine',
      'memo (2).baton.json': 'one',
      'memo (3).baton.json': 'mine, too',
      'memo (4).baton.json': 'two',
      'notes.baton.json': 'text of notes.baton.json',
    })
  })

  it('are not written when no folder is chosen', async () => {
    const { save } = await openBench()
    expect(await save([MEMO, NOTES])).toEqual({ folder: null, saved: 0, problem: null })
  })

  it('are written as far as it goes, and a sentence says why not all', async () => {
    const { save, defects } = await openBench()
    const folder = temporaryFolder()
    record.chosenFiles.push([join(folder, 'gone')])
    expect(await save([MEMO, NOTES])).toEqual({
      folder: join(folder, 'gone'),
      saved: 0,
      problem: {
        message: '“memo.baton.json” could not be written there.',
        remedy: 'Choose a folder that is still there and that you may write to.',
      },
    })
    expect(defects).toEqual([])
  })

  it('lead nowhere else by their names, and are what they are said to be', async () => {
    const { save, defects } = await openBench()
    const folder = temporaryFolder()
    record.chosenFiles.push([folder])
    const wrong = [
      null,
      [],
      [{ fileName: 'memo.baton.json' }],
      [{ ...MEMO, mode: 0o777 }],
      Array(10_001).fill(MEMO),
      ...['../x.baton.json', '/x.baton.json', 'a\\x.baton.json', 'C:x.baton.json'].map((name) => [
        file(name),
      ]),
      ...['.baton.json', '.x.baton.json', 'x.exe', 'x\0.baton.json', `${'x'.repeat(250)}.baton.json`].map(
        (name) => [file(name)],
      ),
    ]
    for (const files of wrong) {
      expect(await save(files), JSON.stringify(files)?.slice(0, 80)).toMatchObject({
        folder: null,
        saved: 0,
        problem: { message: 'The files could not be saved, by an error of Baton’s own.' },
      })
    }
    expect(defects).toHaveLength(wrong.length)
    expect(record.fileDialogs).toEqual([])
    expect(readdirSync(folder)).toEqual([])
  })

  it('are taken from our page only', async () => {
    const { save, window } = await openBench()
    record.chosenFiles.push([temporaryFolder()])
    const { mainFrame } = window().webContents
    const inside = Object.assign(Object.create(mainFrame), { parent: mainFrame })
    expect(await save([MEMO], { senderFrame: inside })).toBeNull()
    expect(await save([MEMO], { sender: { mainFrame } })).toBeNull()
    expect(record.fileDialogs).toEqual([])
  })
})
