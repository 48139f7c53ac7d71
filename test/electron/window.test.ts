import { describe, expect, it, vi } from 'vitest'
import { clickMenu, connectPage, openDesktopBench } from './desktop-bench'
import { app } from './stand-in/app'
import { openWindows, StandInWindow } from './stand-in/browser-window'
import { record } from './stand-in/record'

vi.mock('electron', () => import('./stand-in/electron'))

const settled = () => new Promise(setImmediate)

describe('the window', () => {
  it('gives its page no rights', () => {
    const { window } = openDesktopBench()
    const { preload, ...preferences } = window().options.webPreferences ?? {}
    expect(preferences).toEqual({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
    })
    expect(preload).toMatch(/preload[/\\]index\.cjs$/)
  })

  it('checks spelling where that needs no dictionary from outside', () => {
    expect(openDesktopBench({ platform: 'darwin' }).window().options.webPreferences?.spellcheck).toBe(true)
  })

  it('loads the page from our own scheme and shows itself when there is something to see', async () => {
    const { window } = openDesktopBench()
    expect([window().isVisible, window().options.show]).toEqual([false, false])
    await settled()
    expect(window().webContents.getURL()).toBe('app://baton/')
    expect(window().isVisible).toBe(true)
  })

  it('shows itself even if the page can’t be loaded, and keeps why', async () => {
    const failure = new RangeError('ERR_CONNECTION_REFUSED')
    record.isPackaged = false
    StandInWindow.makeSurface = () => Promise.reject(failure)
    const bench = openDesktopBench({ developmentServer: 'http://localhost:5173/' })
    await settled()
    expect(bench.window().isVisible).toBe(true)
    expect(bench.defects).toEqual([failure])
  })

  it('takes the program’s picture only where windows have none by themselves', () => {
    expect(openDesktopBench({ platform: 'linux' }).window().options.icon).toMatch(/icon\.png$/)
  })

  it('takes pages from a development server in a checkout, never in a packaged app', async () => {
    record.isPackaged = false
    const inCheckout = openDesktopBench({ developmentServer: 'http://localhost:5173/' })
    await settled()
    expect(inCheckout.window().webContents.getURL()).toBe('http://localhost:5173/')
    expect(record.protocols.size).toBe(0)
  })

  it('ignores a development server in a packaged app', async () => {
    const { window } = openDesktopBench({ developmentServer: 'http://localhost:5173/' })
    await settled()
    expect(window().webContents.getURL()).toBe('app://baton/')
  })
})

describe('the place of the window', () => {
  it('is kept when it is closed', async () => {
    const bench = openDesktopBench({ platform: 'darwin' })
    await settled()
    bench.window().setBounds({ x: 200, y: 150, width: 900, height: 700 })
    bench.window().maximize()
    bench.window().close()
    expect(openWindows()).toEqual([])

    app.emit('activate')
    await settled()
    expect(bench.window().options).toMatchObject({ x: 200, y: 150, width: 900, height: 700 })
    expect(bench.window().isMaximized()).toBe(true)
    expect(bench.defects).toEqual([])
  })

  it('is on a display that is there', async () => {
    const bench = openDesktopBench({ platform: 'darwin' })
    bench.window().setBounds({ x: 5000, y: 150, width: 900, height: 700 })
    bench.window().close()
    app.emit('activate')
    expect(bench.window().options).toMatchObject({ width: 900, height: 700 })
    expect(bench.window().options).not.toHaveProperty('x')
  })

  it('keeps nothing from closing when it can’t be written', () => {
    const bench = openDesktopBench({ platform: 'darwin' })
    vi.spyOn(bench.window(), 'getNormalBounds').mockImplementation(() => {
      throw new RangeError('no bounds')
    })
    bench.window().close()
    expect(openWindows()).toEqual([])
    expect(bench.defects).toHaveLength(1)
  })
})

describe('a page that crashes', () => {
  const crash = { reason: 'crashed', exitCode: 11 }

  it('is offered to be loaded anew', async () => {
    const bench = openDesktopBench()
    record.answers.push(() => 0)
    bench.window().webContents.emit('render-process-gone', {}, crash)
    await settled()
    expect(record.messageBoxes).toMatchObject([{ buttons: ['Reload', 'Quit'] }])
    expect(bench.window().webContents.reloads).toBe(1)
    expect(bench.defects).toEqual(["The page's process is gone: crashed, exit code 11."])
  })

  it('can be left', async () => {
    const bench = openDesktopBench()
    record.answers.push(() => 1)
    bench.window().webContents.emit('render-process-gone', {}, crash)
    await vi.waitUntil(() => record.exitCode !== null)
    expect(record.exitCode).toBe(0)
  })

  it('is not one that ended as it should', async () => {
    openDesktopBench()
      .window()
      .webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
    await settled()
    expect(record.messageBoxes).toEqual([])
  })
})

describe('what the shell tells the page', () => {
  it('waits until the page listens, and again after it was loaded anew', async () => {
    const bench = openDesktopBench()
    await settled()
    clickMenu('Runs')
    expect(bench.told()).toEqual([])
    connectPage(bench.window())
    expect(bench.told()).toEqual([{ type: 'baton:command', command: 'goToRuns' }])
    clickMenu('Usage')
    expect(bench.told()).toHaveLength(2)

    bench.window().webContents.reload()
    clickMenu('Templates')
    expect(bench.told()).toHaveLength(2)
    connectPage(bench.window())
    expect(bench.told()).toHaveLength(3)
  })

  it('does not wait after moves within the page', async () => {
    const bench = openDesktopBench()
    await settled()
    connectPage(bench.window())
    bench.window().webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: true })
    clickMenu('Search or Jump…')
    expect(bench.told()).toEqual([{ type: 'baton:command', command: 'palette' }])
  })

  it('opens the window again where it was closed', async () => {
    const bench = openDesktopBench({ platform: 'darwin' })
    bench.window().close()
    clickMenu('Workflows')
    await settled()
    connectPage(bench.window())
    expect(bench.told()).toEqual([{ type: 'baton:command', command: 'goToWorkflows' }])
  })

  it('brings the window to the front', async () => {
    const bench = openDesktopBench()
    await settled()
    bench.window().minimize()
    clickMenu('Runs')
    expect([bench.window().isMinimized(), bench.window().isFocused()]).toEqual([false, true])
  })
})
