import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import { hasDisplay, openInBrowser } from './open-in-browser'

vi.mock(import('node:child_process'), { spy: true })

const LINK = 'http://127.0.0.1:4700/launch?token=a-b_c'

/** What the next program does, instead of being started. */
function startingGives(event: 'spawn' | 'error'): void {
  vi.mocked(spawn).mockImplementation(() => {
    const child = Object.assign(new EventEmitter(), { unref: () => undefined })
    queueMicrotask(() => child.emit(event, new Error('ENOENT')))
    return child as unknown as ChildProcess
  })
}

beforeEach(() => {
  vi.mocked(spawn).mockReset()
})

test.each([
  ['linux', 'xdg-open', [LINK]],
  ['darwin', 'open', [LINK]],
  ['win32', 'rundll32', ['url.dll,FileProtocolHandler', LINK]],
] as const)('on %s %s gets the link, and no shell reads it', async (platform, program, args) => {
  startingGives('spawn')
  expect(await openInBrowser(LINK, platform)).toBe(true)
  expect(vi.mocked(spawn).mock.calls).toEqual([[program, args, { stdio: 'ignore', detached: true }]])
})

test('a program that is not there is told of', async () => {
  startingGives('error')
  expect(await openInBrowser(LINK, 'linux')).toBe(false)
})

test.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: '', WAYLAND_DISPLAY: '' }, false],
  ['linux', { DISPLAY: ':0' }, true],
  ['linux', { DISPLAY: '', WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['darwin', {}, true],
  ['win32', {}, true],
] as const)('on %s with %j there is a display: %s', (platform, environment, expected) => {
  expect(hasDisplay(platform, environment)).toBe(expected)
})
