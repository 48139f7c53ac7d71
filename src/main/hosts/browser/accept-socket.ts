import { STATUS_CODES, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Api, createSocketServer } from '@main/app'
import { judgeKnock } from './access-rules'
import type { Door } from './door'
import { parseTarget } from './parse-target'
import { readKnock } from './read-knock'
import { REFUSALS } from './refusals'

const RPC_PATH = '/rpc'
/** Room for a text of 20 million characters of three bytes each, and some escapes. */
const LARGEST_MESSAGE = 64 * 1024 * 1024

/** The API over WebSockets, for pages. */
export interface SocketHost {
  /** Takes or refuses the request for a socket. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Ends every connection; their calls and streams end with them. */
  close(): void
}

export function createSocketHost(door: Door, api: Api): SocketHost {
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    maxPayload: LARGEST_MESSAGE,
    clientTracking: true,
  })
  const serveApi = createSocketServer(api)

  const serve = (socket: WebSocket): void => {
    // A broken connection ends in `close`, and there is nothing else to do about it.
    socket.on('error', () => undefined)
    serveApi(socket)
  }

  return {
    accept(request, socket, head) {
      socket.on('error', () => undefined)
      const verdict = judgeKnock(readKnock(request, door.cookie, true), door.host)
      if (verdict !== 'allowed') return refuse(socket, REFUSALS[verdict].status)
      if (parseTarget(request.url)?.path !== RPC_PATH) return refuse(socket, 404)
      server.handleUpgrade(request, socket, head, serve)
    },
    close() {
      for (const socket of server.clients) socket.terminate()
      server.close()
    },
  }
}

function refuse(socket: Duplex, status: number): void {
  socket.once('finish', () => socket.destroy())
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}
