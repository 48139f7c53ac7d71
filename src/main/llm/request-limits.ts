import PQueue from 'p-queue'
import type { LimitPort } from '@main/engine/ports'
import type { ConfiguredConnection } from '@shared/model/connection'

const MINUTE_MS = 60_000

interface Line {
  queue: PQueue
  limits: Limits
  /** When the newest requests started, oldest first; as many as a minute allows. */
  startedAt: number[]
  /** Those who wait, in order: each says anew when its turn comes. */
  waiting: Set<() => void>
}

interface Limits {
  perMinute: number
  atATime: number
}

/**
 * The user's own limits of each connection, for all runs of this process together: requests at a time, and in any
 * sixty seconds. First come, first served.
 *
 * @param minuteMs what counts as a minute, in milliseconds
 */
export function createRequestLimits(
  find: (name: string) => ConfiguredConnection | undefined,
  minuteMs: number = MINUTE_MS,
): LimitPort {
  const lines = new Map<string, Line>()

  /** The connection's line, anew when its limits were changed. Those who stand in the old one keep their places. */
  function lineOf(name: string): Line | null {
    const limits = limitsOf(find(name))
    if (limits === null) return null
    const known = lines.get(name)
    if (known?.limits.perMinute === limits.perMinute && known.limits.atATime === limits.atATime) return known
    const perMinute = limits.perMinute < Infinity
    const queue = new PQueue({
      concurrency: limits.atATime,
      ...(perMinute && { intervalCap: limits.perMinute, interval: minuteMs, strict: true }),
    })
    const line: Line = { queue, limits, startedAt: [], waiting: new Set() }
    lines.set(name, line)
    return line
  }

  return {
    isLimited: ({ name }) => limitsOf(find(name)) !== null,
    acquire({ name }, onWait, signal) {
      const line = lineOf(name)
      if (line === null) return Promise.resolve(() => undefined)
      const { queue, limits, startedAt, waiting } = line
      return new Promise((resolve, reject) => {
        let told: number | null | undefined
        const announce = (): void => {
          const place = [...waiting].indexOf(announce)
          if (place < 0 || signal.aborted) return
          const end = expectedAt(line, place, minuteMs)
          if (end !== told) onWait(end)
          told = end
        }
        waiting.add(announce)
        queue
          .add(
            () =>
              new Promise<void>((release) => {
                waiting.delete(announce)
                startedAt.push(Date.now())
                if (startedAt.length > limits.perMinute) startedAt.shift()
                resolve(release)
              }),
            { signal },
          )
          // Who comes next is known when the queue has let the next one in.
          .then(() => queueMicrotask(() => waiting.forEach((tellAgain) => tellAgain())))
          .catch((error: unknown) => {
            waiting.delete(announce)
            reject(error)
          })
        // A turn that can come at once comes within this task.
        queueMicrotask(announce)
      })
    },
  }
}

function limitsOf(connection: ConfiguredConnection | undefined): Limits | null {
  const { requestsPerMinute, requestsAtATime } = connection ?? {}
  if (requestsPerMinute === undefined && requestsAtATime === undefined) return null
  return { perMinute: requestsPerMinute ?? Infinity, atATime: requestsAtATime ?? Infinity }
}

/** When the turn of the one at `place` in the line comes, as far as the requests per minute decide it. */
function expectedAt({ queue, limits, startedAt }: Line, place: number, minuteMs: number): number | null {
  if (queue.pending >= limits.atATime || limits.perMinute === Infinity) return null
  const leaving = startedAt[place]
  return leaving === undefined ? null : leaving + minuteMs
}
