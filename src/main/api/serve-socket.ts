import { RPCHandler } from '@orpc/server/websocket'
import type { WebSocket } from 'ws'
import type { Api } from './create-api'
import { paceSocket } from './pace-socket'

/** A close code of RFC 6455. */
const PROTOCOL_ERROR = 1002

/**
 * Serves the API over WebSockets of `ws`: call it with each that was opened. What is no message of the protocol ends
 * its connection and is told to nobody, as anything may stand in it.
 */
export function createSocketServer({ router, context }: Api): (socket: WebSocket) => void {
  const handler = new RPCHandler(router)
  return (socket) => {
    const paced = paceSocket(socket)
    // Blobs would be read in their own time, so that messages could overtake each other.
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('close', () => handler.close(paced))
    socket.addEventListener('message', ({ data }) => {
      const isFrame = typeof data === 'string' || data instanceof ArrayBuffer
      if (isFrame && socket.readyState === socket.OPEN) void answer(data)
    })

    async function answer(frame: string | ArrayBuffer): Promise<void> {
      // The context is taken when a request has been read whole, and not at all for a message that can't be read.
      let wasRead = false
      try {
        await handler.message(paced, frame, {
          get context() {
            wasRead = true
            return context
          },
        })
      } catch (error) {
        if (wasRead) context.log(error, 'rpc')
        else socket.close(PROTOCOL_ERROR, 'Not a message.')
      }
    }
  }
}
