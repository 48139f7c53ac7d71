import { afterEach, describe, expect, it, vi } from 'vitest'
import { describeError } from './describe-error'
import type { DesktopBridge, SavedFiles } from './desktop-bridge'
import { createHost } from './host'

const file = (name: string) => ({ fileName: `${name}.baton.json`, mediaType: 'application/json', text: name })
const FILES = ['a', 'b', 'c'].map(file)
const signal = new AbortController().signal

function bridgeThat(answer: SavedFiles | null) {
  return {
    connect: () => {},
    offer: vi.fn<DesktopBridge['offer']>(),
    saveFiles: vi.fn<DesktopBridge['saveFiles']>(() => Promise.resolve(answer)),
  }
}

/** The names of files that the page began to download. */
function watchDownloads(): string[] {
  const names: string[] = []
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    names.push(this.download)
  })
  Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => {} })
  return names
}

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('files to keep', () => {
  it('go to the desktop app together, but a single one is a download', async () => {
    const downloads = watchDownloads()
    const bridge = bridgeThat({ folder: '/home/me/Exports', saved: 3, problem: null })
    const host = createHost(bridge)
    expect(await host.keepFiles(FILES, signal)).toEqual({ folder: '/home/me/Exports' })
    expect(bridge.saveFiles).toHaveBeenCalledWith(FILES.map(({ fileName, text }) => ({ fileName, text })))
    expect(downloads).toEqual([])
    expect(await host.keepFiles(FILES.slice(0, 1), signal)).toEqual({ folder: null })
    expect(downloads).toEqual(['a.baton.json'])
  })

  it('stay where they are when no folder was chosen', async () => {
    expect(
      await createHost(bridgeThat({ folder: null, saved: 0, problem: null })).keepFiles(FILES, signal),
    ).toBeNull()
    expect(await createHost(bridgeThat(null)).keepFiles(FILES, signal)).toBeNull()
  })

  it('that could not all be written are told of, with what to do', async () => {
    const problem = {
      message: '“c.baton.json” could not be written: the disk is full.',
      remedy: 'Make room.',
    }
    const host = createHost(bridgeThat({ folder: '/disk', saved: 2, problem }))
    const error: unknown = await host.keepFiles(FILES, signal).catch((thrown: unknown) => thrown)
    expect(describeError(error)).toMatchObject({
      message: '2 of 3 files are saved. “c.baton.json” could not be written: the disk is full.',
      remedy: 'Make room.',
    })
  })

  it('are at most ten downloads in a second, and none any more once nobody waits for them', async () => {
    const downloads = watchDownloads()
    vi.useFakeTimers()
    const leaving = new AbortController()
    const many = Array.from({ length: 35 }, (_, index) => file(`f${index}`))
    const kept = createHost(undefined).keepFiles(many, leaving.signal)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(downloads).toHaveLength(10)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(downloads).toHaveLength(20)
    leaving.abort()
    await kept
    expect(downloads).toHaveLength(20)
  })
})
