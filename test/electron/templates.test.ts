import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../support/temporary-folder'
import { clickMenu, connectPage, openDesktopBench } from './desktop-bench'
import { record } from './stand-in/record'

vi.mock('electron', () => import('./stand-in/electron'))

function writeFiles(files: Record<string, string>): string[] {
  const folder = temporaryFolder()
  return Object.entries(files).map(([name, text]) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  })
}

const settled = () => new Promise(setImmediate)

describe('a template file that the user opens', () => {
  it('comes to the page, and into the database only when the page says so', async () => {
    const bench = openDesktopBench()
    await settled()
    connectPage(bench.window())
    bench.window().blur()
    bench.desktop.open(writeFiles({ 'a.baton.json': '{ "a": 1 }', 'b.json': '{ "b": 2 }' }))
    await vi.waitUntil(() => bench.told().length === 2)
    expect(bench.told()).toEqual([
      { type: 'baton:open-template', fileName: 'a.baton.json', text: '{ "a": 1 }' },
      { type: 'baton:open-template', fileName: 'b.json', text: '{ "b": 2 }' },
    ])
    expect(bench.window().isFocused()).toBe(true)
    expect(bench.core.store.templates.list({})).toEqual([])
  })

  it('can be chosen from the menu', async () => {
    const bench = openDesktopBench()
    await settled()
    connectPage(bench.window())
    record.chosenFiles.push([], writeFiles({ 'chosen.baton.json': '{}', 'also.baton.json': '{}' }))
    clickMenu('Import Template…')
    await settled()
    expect(bench.told()).toEqual([])
    clickMenu('Import Template…')
    await vi.waitUntil(() => bench.told().length === 2)
    expect(bench.told()).toMatchObject([{ fileName: 'chosen.baton.json' }, { fileName: 'also.baton.json' }])
    expect(record.fileDialogs.at(-1)?.properties).toEqual(['openFile', 'multiSelections'])
  })

  it('is explained when it can’t be read, and the next one is read all the same', async () => {
    const bench = openDesktopBench()
    await settled()
    connectPage(bench.window())
    record.answers.push(() => 0)
    bench.desktop.open([join(temporaryFolder(), 'gone.baton.json'), ...writeFiles({ 'b.json': '{}' })])
    await vi.waitUntil(() => bench.told().length === 1)
    expect(record.messageBoxes).toEqual([
      {
        type: 'error',
        message: '“gone.baton.json” can’t be read.',
        detail: 'Check that the file is still there and that you may read it.',
      },
    ])
    expect(bench.defects).toEqual([])
  })
})
