import PQueue from 'p-queue'
import type { LimitPort } from '@main/engine/ports'
import type { ConfiguredConnection } from '@shared/model/connection'

const MINUTE_MS = 60_000

export interface RequestLimits extends LimitPort {
  /** To be called when a connection was changed, so that those who wait feel it. Its line goes along with its name. */
  refresh(name: string, newName: string): void
}

interface Line {
  /** Who is next, and how many at a time. It is paused while the minute's requests are used up. */
  queue: PQueue
  limits: Limits
  /** When the requests of the last minute started, oldest first. */
  startedAt: number[]
  /** Those who wait, in order: each is told anew when its turn comes. */
  waiting: Set<(expectedAt: number | null) => void>
  isTelling: boolean
  /** Rings when the minute has room again; there only while somebody waits. */
  timer: NodeJS.Timeout | undefined
}

interface Limits {
  perMinute: number
  atATime: number
}

const NO_LIMITS: Limits = { perMinute: Infinity, atATime: Infinity }

/**
 * The user's own limits of each connection, for all runs of this process together: requests at a time, and in any
 * sixty seconds. First come, first served. Limits that are changed hold for the same line: what is in flight, what
 * the minute has seen and who waits stay in it. What was sent while a connection had no limit counts for nothing.
 *
 * @param minuteMs what counts as a minute, in milliseconds
 */
export function createRequestLimits(
  find: (name: string) => ConfiguredConnection | undefined,
  minuteMs: number = MINUTE_MS,
): RequestLimits {
  const lines = new Map<string, Line>()

  function lineOf(name: string): Line | null {
    const limits = limitsOf(find(name))
    const known = lines.get(name)
    if (known === undefined && limits === null) return null
    const line = known ?? {
      queue: new PQueue(),
      limits: NO_LIMITS,
      startedAt: [],
      waiting: new Set(),
      isTelling: false,
      timer: undefined,
    }
    lines.set(name, line)
    limit(line, limits ?? NO_LIMITS)
    return line
  }

  function limit(line: Line, limits: Limits): void {
    if (line.limits.perMinute === limits.perMinute && line.limits.atATime === limits.atATime) return
    line.limits = limits
    // More at a time would start some at once, as many as the old minute had room for.
    line.queue.pause()
    line.queue.concurrency = limits.atATime
    advance(line)
  }

  /** Lets those in who may start now, and tells the others. */
  function advance(line: Line): void {
    clearTimeout(line.timer)
    const now = Date.now()
    line.startedAt = line.startedAt.filter((startedAt) => now - startedAt < minuteMs)
    const leaving = line.startedAt.at(-line.limits.perMinute)
    if (line.startedAt.length < line.limits.perMinute) line.queue.start()
    else {
      line.queue.pause()
      if (line.waiting.size > 0 && leaving !== undefined) {
        line.timer = setTimeout(() => advance(line), leaving + minuteMs - now)
      }
    }
    tellWaiting(line)
  }

  /** A turn that can come at once comes within this task, and who is next is known then. */
  function tellWaiting(line: Line): void {
    if (line.isTelling) return
    line.isTelling = true
    queueMicrotask(() => {
      line.isTelling = false
      let place = 0
      for (const tell of line.waiting) tell(expectedAt(line, place++, minuteMs))
    })
  }

  return {
    isLimited: ({ name }) => limitsOf(find(name)) !== null,

    acquire({ name }, onWait, signal) {
      const line = lineOf(name)
      if (line === null) return Promise.resolve(() => undefined)
      const { queue, waiting } = line
      return new Promise((resolve, reject) => {
        let told: number | null | undefined
        const tell = (end: number | null): void => {
          if (end === told || signal.aborted) return
          told = end
          onWait(end)
        }
        // Its end, or its leaving the line, is news to the others.
        const moveUp = (): void => queueMicrotask(() => advance(line))
        waiting.add(tell)
        advance(line)
        queue
          .add(
            () =>
              new Promise<void>((release) => {
                waiting.delete(tell)
                line.startedAt.push(Date.now())
                advance(line)
                resolve(release)
              }),
            { signal },
          )
          .then(moveUp, (error: unknown) => {
            waiting.delete(tell)
            reject(error)
            moveUp()
          })
      })
    },

    refresh(name, newName) {
      const line = lines.get(name)
      if (line === undefined) return
      lines.delete(name)
      lines.set(newName, line)
      limit(line, limitsOf(find(newName)) ?? NO_LIMITS)
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
  // As many must be over a minute ago as there are too many, with those who come before.
  const leaving = startedAt[startedAt.length + place - limits.perMinute]
  return leaving === undefined ? null : leaving + minuteMs
}
