import type { WebSocket } from 'ws'

/**
 * A socket for oRPC's handler whose `send` ends when the message has left this process. oRPC waits for it before it
 * asks a stream for more, so that what a slow client has not taken piles up in no socket: the stream's own bounds
 * hold. A MessagePort has no such end; there, what a stuck window has not taken waits in the port.
 */
export function paceSocket(socket: Pick<WebSocket, 'send' | 'addEventListener'>) {
  return {
    addEventListener: socket.addEventListener.bind(socket),
    send: (data: string | ArrayBufferLike | Uint8Array) =>
      new Promise<void>((resolve) => {
        // That it failed is told by the socket's end.
        socket.send(data, () => resolve())
      }),
  }
}
