import { EventEmitter } from 'node:events'

type Handler = (event: object, ...values: unknown[]) => unknown

/** Electron's `ipcMain`: what pages send are events, what they ask is answered by one handler for each channel. */
class StandInIpcMain extends EventEmitter {
  private readonly handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel)) throw new RangeError(`${channel} has a handler already.`)
    this.handlers.set(channel, handler)
  }

  /** A page asks. */
  async invoke(channel: string, event: object, ...values: unknown[]): Promise<unknown> {
    const handler = this.handlers.get(channel)
    if (handler === undefined) throw new RangeError(`Nobody handles ${channel}.`)
    return handler(event, ...values)
  }

  /** Everything that a page can reach. */
  channels(): string[] {
    return [...this.eventNames().map(String), ...this.handlers.keys()]
  }

  reset(): void {
    this.removeAllListeners()
    this.handlers.clear()
  }
}

export const ipcMain = new StandInIpcMain()
