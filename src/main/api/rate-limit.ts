import { BatonError } from '@shared/errors'

/** Lets so many calls through in any span of time. */
export interface RateLimit {
  /** @throws BatonError `RATE_LIMITED`, and then the call does not count */
  take(): void
}

/**
 * A sliding window in this process's memory: at most `limit` calls within any `windowMs`.
 * @param monotonic milliseconds that never go back, whatever happens to the wall clock
 */
export function createRateLimit(limit: number, windowMs: number, monotonic: () => number): RateLimit {
  let taken: number[] = []
  return {
    take() {
      const now = monotonic()
      taken = taken.filter((at) => now - at < windowMs)
      const [oldest] = taken
      if (oldest !== undefined && taken.length >= limit) {
        const retryAfterMs = Math.ceil(oldest + windowMs - now)
        throw new BatonError(
          'RATE_LIMITED',
          `Runs are started and continued at most ${limit} times in ${Math.round(windowMs / 1000)} seconds.`,
          { retryAfterMs, remedy: `Try again in ${Math.ceil(retryAfterMs / 1000)} s.` },
        )
      }
      taken.push(now)
    },
  }
}
