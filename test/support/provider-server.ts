import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { Socket } from 'node:net'
import type { TestCertificate } from './certificate'

/** One request as a server of the test received it. */
export interface ReceivedRequest {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

/** A server that answers as the test says, byte by byte. */
export interface TestServer {
  origin: string
  requests: ReceivedRequest[]
  /** Bytes of all requests, headers included. */
  bytesReceived(): number
  /** Connections that are open now. */
  openConnections(): number
  close(): Promise<void>
}

export type Respond = (response: ServerResponse, request: ReceivedRequest) => void | Promise<void>

/** @param certificate to be had over TLS only */
export async function startServer(respond: Respond, certificate?: TestCertificate): Promise<TestServer> {
  const requests: ReceivedRequest[] = []
  const sockets = new Set<Socket>()
  let closedBytes = 0
  const listener = (message: IncomingMessage, response: ServerResponse): void => void serve(message, response)
  const server = certificate ? createSecureServer(certificate, listener) : createServer(listener)
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    let body = ''
    message.setEncoding('utf8')
    for await (const chunk of message) body += String(chunk)
    const request = { method: message.method ?? '', url: message.url ?? '', headers: message.headers, body }
    requests.push(request)
    await respond(response, request)
  }
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => {
      sockets.delete(socket)
      closedBytes += socket.bytesRead
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    origin: `${certificate ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    bytesReceived: () => [...sockets].reduce((sum, socket) => sum + socket.bytesRead, closedBytes),
    openConnections: () => sockets.size,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Answers with a stream of server-sent events, all in one piece. */
export function sendStream(response: ServerResponse, events: readonly string[]): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.end(events.join(''))
}

/** Writes and waits until the bytes have left, so that the next ones travel alone. */
export async function writeAlone(response: ServerResponse, bytes: string | Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    response.write(bytes, () => resolve())
  })
  await new Promise((resolve) => setImmediate(resolve))
}
