/** What may be on its way to a page, in characters: enough that one that reads never waits. */
const MOST_UNDERWAY = 1024 * 1024

type Message = string | ArrayBufferLike | Uint8Array

/** Sends through a port no faster than the page on its other end takes it. */
export interface PortPace {
  /** Posts the message, and resolves when more can be sent. */
  send: (message: Message) => Promise<void>
  /** The page has taken so many messages. False: that many were not under way. */
  taken: (count: number) => boolean
  /** Nobody reads any more, so nobody has to wait. */
  end: () => void
}

/**
 * A MessagePort takes whatever it is given, and keeps it in memory until its page looks. So a page says how many
 * messages it has taken, and only so much is under way to it at a time.
 */
export function createPortPace(post: (message: Message) => void): PortPace {
  const underway: number[] = []
  let amount = 0
  let waiting: (() => void)[] = []

  function release(): void {
    for (const resolve of waiting.splice(0)) resolve()
  }

  return {
    send(message) {
      post(message)
      const size = typeof message === 'string' ? message.length : message.byteLength
      underway.push(size)
      amount += size
      if (amount <= MOST_UNDERWAY) return Promise.resolve()
      return new Promise((resolve) => waiting.push(resolve))
    },
    taken(count) {
      if (!Number.isInteger(count) || count < 1 || count > underway.length) return false
      for (const size of underway.splice(0, count)) amount -= size
      if (amount <= MOST_UNDERWAY) release()
      return true
    },
    end: release,
  }
}
