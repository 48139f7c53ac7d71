import type { ClientContext, ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'

/** How much may have been taken before it is told: far less than what the other end sends ahead. */
const MOST_UNTOLD = { messages: 32, characters: 64 * 1024 }

/**
 * Reaches the core through a port that was not started yet. Tells the other end how many messages this page has
 * taken: a port has no bounds of its own, and what is sent to a page that is stuck would pile up.
 */
export function linkPort(port: MessagePort): ClientLink<ClientContext> {
  let messages = 0
  let characters = 0
  port.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    messages += 1
    characters += typeof data === 'string' ? data.length : MOST_UNTOLD.characters
    if (messages < MOST_UNTOLD.messages && characters < MOST_UNTOLD.characters) return
    port.postMessage(messages)
    messages = 0
    characters = 0
  })
  const link = new RPCLink({ port })
  port.start()
  return link
}
