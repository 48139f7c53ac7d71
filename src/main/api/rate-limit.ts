import { BatonError } from '@shared/errors'

/** Lets so much work begin in any span of time. */
export interface RateLimit {
  /**
   * Does the work if there is room for it. Work that was refused does not count.
   * @throws BatonError `RATE_LIMITED`, and what the work throws
   */
  count<Result>(work: () => Result | Promise<Result>): Promise<Result>
}

/**
 * A sliding window in this process's memory: at most `limit` pieces of work begun within any `windowMs`.
 * @param monotonic milliseconds that never go back, whatever happens to the wall clock
 */
export function createRateLimit(limit: number, windowMs: number, monotonic: () => number): RateLimit {
  let taken: { at: number }[] = []

  function take(): { at: number } {
    const now = monotonic()
    taken = taken.filter(({ at }) => now - at < windowMs)
    const [oldest] = taken
    if (oldest !== undefined && taken.length >= limit) {
      const retryAfterMs = Math.ceil(oldest.at + windowMs - now)
      throw new BatonError(
        'RATE_LIMITED',
        `Runs are started and continued at most ${limit} times in ${Math.round(windowMs / 1000)} seconds.`,
        { retryAfterMs, remedy: `Try again in ${Math.ceil(retryAfterMs / 1000)} s.` },
      )
    }
    const place = { at: now }
    taken.push(place)
    return place
  }

  return {
    async count(work) {
      const place = take()
      try {
        return await work()
      } catch (error) {
        taken = taken.filter((other) => other !== place)
        throw error
      }
    },
  }
}
