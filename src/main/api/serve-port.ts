import type { Api } from './create-api'
import { createPortPace } from './pace-port'
import { createMessageServer } from './serve-messages'

/** A port as Electron's main process has it, before it is started. */
export interface ServedPort {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  postMessage(message: unknown): void
  start(): void
  close(): void
}

/**
 * Serves the API over message ports: call it with each. Its page says how many messages it has taken by sending their
 * number. What is neither a number nor a message of the protocol closes the port.
 */
export function createPortServer(api: Api): (port: ServedPort) => void {
  const serve = createMessageServer(api)
  return (port) => {
    const pace = createPortPace((message) => port.postMessage(message))
    const inlet = serve({ send: pace.send, refuse })
    port.on('message', ({ data }) => {
      if (typeof data !== 'number') inlet.receive(data)
      else if (!pace.taken(data)) refuse()
    })
    port.on('close', end)

    function refuse(): void {
      port.close()
      // Electron tells of a port's end only to the other side.
      end()
    }

    function end(): void {
      inlet.end()
      pace.end()
    }

    port.start()
  }
}
