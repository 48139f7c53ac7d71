import { createServer } from 'node:http'
import type { Api } from '@main/app'
import { createSocketHost } from './accept-socket'
import { answerRequest } from './answer-request'
import type { Pages } from './built-pages'
import { createDoor } from './door'
import { listen } from './listen'

export interface ServerOptions {
  api: Api
  pages: Pages
  /** 0: any free one. */
  port: number
  /** What cookies are made from. Kept, so that browsers that were let in once stay in. */
  secret: string
  /** Milliseconds that never go back. */
  monotonic: () => number
}

/** Browser mode's server, listening. */
export interface BrowserServer {
  /** Another one than was asked for, if that was taken. */
  readonly port: number
  /** A link that opens Baton in a browser: works once, within ten minutes. */
  launchLink(): string
  /** Ends all connections, and frees the port. */
  close(): Promise<void>
}

const LARGEST_HEADERS = 16 * 1024
const HEADERS_WITHIN_MS = 10_000
const REQUEST_WITHIN_MS = 30_000
const KEEP_ALIVE_MS = 5_000
const MOST_CONNECTIONS = 512

/** Serves the pages and the API on 127.0.0.1, to whom the rules of `access-rules.ts` let in. */
export async function startServer({
  api,
  pages,
  port,
  secret,
  monotonic,
}: ServerOptions): Promise<BrowserServer> {
  const server = createServer({
    maxHeaderSize: LARGEST_HEADERS,
    headersTimeout: HEADERS_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // The rules say what a request without a Host gets.
    requireHostHeader: false,
  })
  server.maxConnections = MOST_CONNECTIONS
  const actualPort = await listen(server, port)
  const door = createDoor(actualPort, secret, monotonic)
  const sockets = createSocketHost(door, api)
  server.on('request', (request, response) => answerRequest(door, pages, request, response))
  server.on('upgrade', (request, socket, head) => sockets.accept(request, socket, head))
  return {
    port: actualPort,
    launchLink: () => door.launchLink(),
    close() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve())
      })
      sockets.close()
      server.closeAllConnections()
      return closed
    },
  }
}
