import type { WebSocket } from 'ws'
import type { Api } from './create-api'
import { createMessageServer } from './serve-messages'

/** A close code of RFC 6455. */
const PROTOCOL_ERROR = 1002

/**
 * Serves the API over WebSockets of `ws`: call it with each that was opened. What is no message of the protocol ends
 * its connection.
 */
export function createSocketServer(api: Api): (socket: WebSocket) => void {
  const serve = createMessageServer(api)
  return (socket) => {
    const inlet = serve({
      // Ends when the message has left this process. That it failed is told by the socket's end.
      send: (message) => new Promise((resolve) => socket.send(message, () => resolve())),
      refuse: () => socket.close(PROTOCOL_ERROR, 'Not a message.'),
    })
    // Blobs would be read in their own time, so that messages could overtake each other.
    socket.binaryType = 'arraybuffer'
    socket.addEventListener('close', inlet.end)
    socket.addEventListener('message', ({ data }) => {
      if (socket.readyState === socket.OPEN) inlet.receive(data)
    })
  }
}
