import { describe, expect, it, vi } from 'vitest'
import { connectPage, openDesktopBench } from './desktop-bench'
import { app } from './stand-in/app'
import type { StandInWindow } from './stand-in/browser-window'
import { ipcMain } from './stand-in/ipc-main'
import { record } from './stand-in/record'

vi.mock('electron', () => import('./stand-in/electron'))

const settled = () => new Promise(setImmediate)

const OF_PAGES = ['Save', 'Export…', 'Run', 'Run Again', 'Pause or Resume', 'Stop']
const EVERYWHERE = ['New Workflow', 'Import Template…', 'Settings…', 'Usage', 'Keyboard Shortcuts', 'Dark']

const canBeChosen = (labels: string[]) => labels.filter((label) => record.menu.find(label).enabled)
const offer = (window: StandInWindow, commands: unknown, speaker: object = {}): void =>
  void ipcMain.emit('baton:offer', { ...window.speaker, ...speaker }, commands)

async function openWithPage() {
  const bench = openDesktopBench({ platform: 'darwin' })
  await settled()
  connectPage(bench.window())
  return bench
}

describe('the menu', () => {
  it('is grey for what only pages do until one says that it can', async () => {
    const bench = await openWithPage()
    expect(canBeChosen([...OF_PAGES, ...EVERYWHERE])).toEqual(EVERYWHERE)
    offer(bench.window(), ['save', 'run'])
    expect(canBeChosen(OF_PAGES)).toEqual(['Save', 'Run'])
    offer(bench.window(), ['export', 'pauseOrResume'])
    expect(canBeChosen(OF_PAGES)).toEqual(['Export…', 'Pause or Resume'])
    expect(canBeChosen(EVERYWHERE)).toEqual(EVERYWHERE)
    expect(bench.defects).toEqual([])
  })

  it('is grey again when the page is loaded anew, has crashed, or its window is closed', async () => {
    const bench = await openWithPage()
    const { webContents } = bench.window()
    offer(bench.window(), ['save'])
    webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true })
    webContents.emit('did-start-navigation', { isMainFrame: false, isSameDocument: false })
    expect(canBeChosen(OF_PAGES), 'the page has changed its address').toEqual(['Save'])
    webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
    expect(canBeChosen(OF_PAGES)).toEqual([])

    offer(bench.window(), ['save'])
    webContents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(canBeChosen(OF_PAGES)).toEqual([])

    offer(bench.window(), ['save'])
    const former = bench.window()
    former.close()
    expect(canBeChosen(OF_PAGES)).toEqual([])
    app.emit('activate')
    offer(former, ['save'])
    expect(canBeChosen(OF_PAGES), 'a page of former times').toEqual([])
  })

  it('listens to our page only, and to nothing that is no list of commands', async () => {
    const bench = await openWithPage()
    const { mainFrame } = bench.window().webContents
    const like = (frame: object) => ({ senderFrame: Object.assign(Object.create(mainFrame), frame) })
    for (const speaker of [
      { senderFrame: null },
      like({ parent: mainFrame }),
      like({ frameTreeNodeId: -1 }),
      like({ origin: 'https://example.com' }),
    ]) {
      offer(bench.window(), ['save'], speaker)
    }
    expect(canBeChosen(OF_PAGES)).toEqual([])
    expect(bench.defects).toEqual([])
    const wrong = [undefined, null, 'save', ['save', 'toString'], ['save', 1], Array(201).fill('save')]
    for (const commands of wrong) offer(bench.window(), commands)
    expect(canBeChosen(OF_PAGES)).toEqual([])
    expect(bench.defects).toHaveLength(wrong.length)
  })
})
