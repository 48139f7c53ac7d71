import { RPCHandler } from '@orpc/server/websocket'
import type { Api } from './create-api'

/** One client's end of a transport that carries messages. */
export interface Outlet {
  /**
   * Resolves when the client can be sent more. oRPC waits for that before it asks a stream for more, so that what a
   * slow client has not taken piles up nowhere: the stream's own bounds hold.
   */
  send: (message: string | ArrayBufferLike | Uint8Array) => Promise<void>
  /** Something came that is no message of the protocol. */
  refuse: () => void
}

export interface Inlet {
  receive: (message: unknown) => void
  /** The client has gone: its calls and streams end. */
  end: () => void
}

/**
 * Serves the API over whatever carries messages: call it with each client. What is no message is told to nobody, as
 * anything may stand in it.
 */
export function createMessageServer({ router, context }: Api): (outlet: Outlet) => Inlet {
  const handler = new RPCHandler(router)
  return (outlet) => {
    // What oRPC knows a client by. Nothing listens here: messages are handed on below.
    const peer = { send: outlet.send, addEventListener: () => undefined }

    async function answer(message: string | ArrayBuffer): Promise<void> {
      // The context is taken when a request has been read whole, and not at all for a message that can't be read.
      let wasRead = false
      try {
        await handler.message(peer, message, {
          get context() {
            wasRead = true
            return context
          },
        })
      } catch (error) {
        if (wasRead) context.log(error, 'rpc')
        else outlet.refuse()
      }
    }

    return {
      receive(message) {
        if (typeof message === 'string' || message instanceof ArrayBuffer) void answer(message)
        else outlet.refuse()
      },
      end: () => handler.close(peer),
    }
  }
}
