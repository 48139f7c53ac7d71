import { describe, expect, it, vi } from 'vitest'
import { connectPage, openDesktopBench } from './desktop-bench'
import { ipcMain } from './stand-in/ipc-main'

vi.mock('electron', () => import('./stand-in/electron'))

const settled = () => new Promise(setImmediate)

describe('a page that asks for a port', () => {
  it('reaches the API through it, as one that came over a transport', async () => {
    const bench = openDesktopBench()
    await settled()
    const client = connectPage(bench.window())
    expect(await client?.app.info()).toMatchObject({ host: 'electron', dataFolder: bench.core.dataFolder })
  })

  it('gets one of its own each time', async () => {
    const bench = openDesktopBench()
    await settled()
    const [one, another] = [connectPage(bench.window()), connectPage(bench.window())]
    expect(await one?.workflows.list()).toEqual(await another?.workflows.list())
  })

  it('ends its streams with it', async () => {
    const bench = openDesktopBench({ answer: () => ({ until: new Promise<void>(() => {}) }) })
    await settled()
    const runId = await bench.start([{}])
    const client = connectPage(bench.window())
    const messages = await client?.runs.events({ runId })
    expect((await messages?.next())?.value).toMatchObject([{ type: 'state' }])
    expect(bench.openStreams()).toBe(1)
    bench
      .window()
      .webContents.sent.find(({ channel }) => channel === 'baton:port')
      ?.ports[0]?.close()
    await bench.streamsClosed()
    expect(bench.core.runs.isLive(runId)).toBe(true)
  })

  it('has to be our page, at the top of its window', async () => {
    const { window } = openDesktopBench()
    await settled()
    const { mainFrame } = window().webContents
    const like = (frame: object) => ({ senderFrame: Object.assign(Object.create(mainFrame), frame) })
    expect(connectPage(window())).toBeDefined()
    expect(connectPage(window(), { senderFrame: null }), 'a frame that is gone').toBeUndefined()
    expect(connectPage(window(), like({ parent: mainFrame })), 'a frame inside').toBeUndefined()
    expect(
      connectPage(window(), like({ frameTreeNodeId: -1 })),
      'another frame of the same origin',
    ).toBeUndefined()
    for (const origin of [
      'https://example.com',
      'app://other',
      'app://baton.example.com',
      'null',
      'file://',
    ]) {
      mainFrame.origin = origin
      expect(connectPage(window()), origin).toBeUndefined()
    }
  })

  it('has these channels and no other', () => {
    openDesktopBench()
    expect(ipcMain.channels()).toEqual(['baton:connect', 'baton:offer', 'baton:save-files'])
  })
})
