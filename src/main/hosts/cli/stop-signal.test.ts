import { afterEach, expect, it, vi } from 'vitest'
import { listenForStop, type StopSignal } from './stop-signal'

let stop: StopSignal | undefined
afterEach(() => {
  stop?.release()
  vi.restoreAllMocks()
})

it('asks to stop at the first signal, takes an echo of it for the same, and ends at once at a second', () => {
  const exit = vi.spyOn(process, 'exit').mockImplementation(() => undefined as never)
  const now = vi.spyOn(performance, 'now').mockReturnValue(1000)
  stop = listenForStop()
  expect(stop.signal.aborted).toBe(false)
  process.emit('SIGINT')
  expect(stop.signal.aborted).toBe(true)
  now.mockReturnValue(1001)
  process.emit('SIGINT')
  now.mockReturnValue(1500)
  process.emit('SIGTERM')
  expect(exit).not.toHaveBeenCalled()
  now.mockReturnValue(1501)
  process.emit('SIGINT')
  expect(exit).toHaveBeenCalledExactlyOnceWith(130)
})

it('leaves nothing behind', () => {
  const before = process.listenerCount('SIGINT') + process.stdout.listenerCount('error')
  listenForStop().release()
  expect(process.listenerCount('SIGINT') + process.stdout.listenerCount('error')).toBe(before)
})
