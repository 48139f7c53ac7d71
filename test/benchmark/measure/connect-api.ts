import { once } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { WebSocket } from 'ws'
import type { ApiClient } from '@shared/contract'

/** The cookie that a launch link gives; a link works once. */
export async function cookieOf(launchLink: string): Promise<string> {
  const { headers } = await fetch(launchLink, { redirect: 'manual' })
  return headers.getSetCookie()[0]?.split(';')[0] ?? ''
}

/** The API of a running `baton serve`, as its pages reach it. */
export async function connectApi(
  origin: string,
  cookie: string,
): Promise<{ client: ApiClient; close: () => void }> {
  const { host } = new URL(origin)
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { origin, cookie }, perMessageDeflate: false })
  await once(socket, 'open')
  const websocket = socket as unknown as globalThis.WebSocket
  return { client: createORPCClient(new RPCLink({ websocket })), close: () => socket.terminate() }
}
