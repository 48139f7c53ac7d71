/** As much of a WebSocket of `ws` as pacing needs. */
interface Socket<Listener> {
  send(data: string | ArrayBufferLike | Uint8Array, sent: () => void): void
  addEventListener(type: string, listener: Listener): void
}

/**
 * A socket for oRPC's handler whose `send` ends when the message has left this process. oRPC waits for it before it
 * asks a stream for more, so that what a slow client has not taken piles up in no socket: the stream's own bounds
 * hold. A MessagePort has no such end; there, what a stuck window has not taken waits in the port.
 */
export function paceSocket<Listener>(socket: Socket<Listener>) {
  return {
    addEventListener: (type: string, listener: Listener) => socket.addEventListener(type, listener),
    send: (data: string | ArrayBufferLike | Uint8Array) =>
      new Promise<void>((resolve) => {
        // That it failed is told by the socket's end.
        socket.send(data, () => resolve())
      }),
  }
}
