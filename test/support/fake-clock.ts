import type { Clock } from '@main/engine/ports'

export interface FakeClock extends Clock {
  /** Moves both clocks on and lets what was due run, in order. */
  advance(ms: number): Promise<void>
  /** How long each wait was asked to be, in milliseconds, oldest first. */
  readonly asked: number[]
}

/** A clock that stands still until it is told to move. */
export function createFakeClock(startedAt = Date.UTC(2026, 0, 1)): FakeClock {
  let elapsed = 0
  let sleepers: { due: number; wake: () => void }[] = []
  const asked: number[] = []
  return {
    asked,
    now: () => startedAt + elapsed,
    monotonic: () => elapsed,
    sleep(ms, signal) {
      asked.push(ms)
      return new Promise((resolve, reject) => {
        const sleeper = { due: elapsed + ms, wake: resolve }
        sleepers.push(sleeper)
        signal.addEventListener('abort', () => {
          sleepers = sleepers.filter((other) => other !== sleeper)
          reject(signal.reason)
        })
      })
    },
    async advance(ms) {
      elapsed += ms
      const due = sleepers.filter((sleeper) => sleeper.due <= elapsed).toSorted((a, b) => a.due - b.due)
      sleepers = sleepers.filter((sleeper) => sleeper.due > elapsed)
      for (const sleeper of due) sleeper.wake()
      await new Promise(setImmediate)
    },
  }
}
