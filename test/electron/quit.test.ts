import { describe, expect, it, vi } from 'vitest'
import { clickMenu, openDesktopBench, type DesktopBenchOptions } from './desktop-bench'
import { app } from './stand-in/app'
import { openWindows } from './stand-in/browser-window'
import { powerMonitor, resetElectron } from './stand-in/electron'
import { preventable, record } from './stand-in/record'

vi.mock('electron', () => import('./stand-in/electron'))

const ended = () => vi.waitUntil(() => record.exitCode !== null)
const settled = () => new Promise(setImmediate)
const stopThem = () => 0
const keepRunning = () => 1

/** A desktop with a run that does not end by itself. */
async function openBusy(options: DesktopBenchOptions = {}) {
  const bench = openDesktopBench({ ...options, answer: () => ({ until: new Promise<void>(() => {}) }) })
  const runId = await bench.start([{}])
  await vi.waitUntil(() => bench.requests.length === 1)
  const closeCore = vi.spyOn(bench.core, 'close')
  return { ...bench, runId, closeCore }
}

describe('quitting', () => {
  it('asks nothing when nothing runs, and closes the database', async () => {
    const bench = openDesktopBench()
    const close = vi.spyOn(bench.core, 'close')
    app.quit()
    await ended()
    expect([record.exitCode, record.messageBoxes, close.mock.calls.length]).toEqual([0, [], 1])
  })

  it('asks first when a run is in progress, and stops it durably', async () => {
    const bench = await openBusy()
    record.answers.push(stopThem)
    app.quit()
    await ended()
    expect(record.messageBoxes).toMatchObject([
      {
        message: 'A run is still in progress.',
        buttons: ['Stop the run and quit', 'Keep running'],
        cancelId: 1,
      },
    ])
    expect(bench.closeCore).toHaveBeenCalledOnce()
    expect(bench.defects).toEqual([])
  })

  it('goes on when the user wants the runs to', async () => {
    const bench = await openBusy()
    record.answers.push(keepRunning)
    app.quit()
    await settled()
    expect([record.exitCode, openWindows().length, bench.core.runs.isLive(bench.runId)]).toEqual([
      null,
      1,
      true,
    ])

    record.answers.push(stopThem)
    app.quit()
    await ended()
    expect(record.messageBoxes).toHaveLength(2)
  })

  it('asks once, however often it is wanted', async () => {
    const bench = await openBusy()
    for (let time = 0; time < 3; time += 1) app.quit()
    await settled()
    expect(record.messageBoxes).toHaveLength(1)
    expect(bench.core.runs.isLive(bench.runId)).toBe(true)
  })

  it('counts the runs in the question', async () => {
    const bench = await openBusy()
    await bench.start([{}])
    app.quit()
    expect(record.messageBoxes).toMatchObject([
      { message: '2 runs are still in progress.', buttons: ['Stop 2 runs and quit', 'Keep running'] },
    ])
  })

  it('asks nothing when the system goes down', async () => {
    await openBusy()
    const shutdown = preventable({})
    powerMonitor.emit('shutdown', shutdown)
    await ended()
    expect([record.messageBoxes, shutdown.defaultPrevented]).toEqual([[], true])
  })

  it('does not wait for ever for a run that does not stop', async () => {
    const bench = openDesktopBench()
    vi.spyOn(bench.core, 'close').mockReturnValueOnce(new Promise(() => {}))
    vi.useFakeTimers()
    app.quit()
    await vi.advanceTimersByTimeAsync(9_999)
    expect(record.exitCode).toBeNull()
    await vi.advanceTimersByTimeAsync(1)
    vi.useRealTimers()
    expect(record.exitCode).toBe(0)
  })

  it('ends even if the database can’t be closed, and keeps why', async () => {
    const bench = openDesktopBench()
    vi.spyOn(bench.core, 'close').mockRejectedValueOnce(new RangeError('busy'))
    app.quit()
    await ended()
    expect(bench.defects).toMatchObject([{ message: 'busy' }])
  })

  it('opens nothing any more while it ends', async () => {
    const bench = openDesktopBench({ platform: 'darwin' })
    const closing = Promise.withResolvers<void>()
    const close = vi.spyOn(bench.core, 'close').mockReturnValueOnce(closing.promise)
    app.quit()
    await vi.waitUntil(() => close.mock.calls.length === 1)
    app.emit('activate')
    bench.desktop.open([])
    clickMenu('Runs')
    expect(openWindows()).toEqual([])
    closing.resolve()
    await ended()
  })
})

describe('closing the window', () => {
  it('ends the app, after the question, where that is the custom', async () => {
    for (const platform of ['linux', 'win32'] as const) {
      const bench = await openBusy({ platform })
      record.answers.push(keepRunning)
      bench.window().close()
      await settled()
      expect([openWindows().length, record.exitCode]).toEqual([1, null])

      record.answers.push(stopThem)
      bench.window().close()
      await ended()
      resetElectron()
    }
  })

  it('ends the app at once when nothing runs', async () => {
    const bench = openDesktopBench({ platform: 'win32' })
    bench.window().close()
    await ended()
    expect(record.messageBoxes).toEqual([])
  })

  it('leaves the app and its runs alone on a Mac; the dock brings the window back', async () => {
    const bench = await openBusy({ platform: 'darwin' })
    bench.window().close()
    expect([openWindows().length, record.exitCode, record.messageBoxes]).toEqual([0, null, []])
    expect(bench.core.runs.isLive(bench.runId)).toBe(true)
    app.emit('activate')
    expect(openWindows()).toHaveLength(1)
  })
})
