import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { createRouterClient } from '@orpc/server'
import { onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import type { ApiClient } from '@shared/contract'
import type { Api } from '@main/api/create-api'
import { createPortServer } from '@main/api/serve-port'
import { createSocketServer } from '@main/api/serve-socket'
import { MessageChannelMain } from '../electron/stand-in/message-channel-main'
import { refuseKeys } from './sweep-for-keys'
import { watchPort } from './watch-port'

export interface ConnectedClient {
  client: ApiClient
  /** Ends the connection from the client's side. */
  disconnect: () => void
  /** Takes nothing from the connection any more. */
  stopReading: () => void
}

/** Every way to reach the API, by name. */
export const TRANSPORTS = {
  'in process': (api: Api) => Promise.resolve(inProcess(api)),
  'a MessagePort': (api: Api) => Promise.resolve(overMessagePort(api)),
  'a WebSocket': overWebSocket,
} as const

function inProcess(api: Api): ConnectedClient {
  return {
    client: createRouterClient(api.router, { context: api.context }),
    disconnect: () => undefined,
    stopReading: () => undefined,
  }
}

function overMessagePort(api: Api): ConnectedClient {
  const { port1, port2: port } = new MessageChannelMain()
  createPortServer(api)(port1)
  port.on('message', () => port.postMessage(1))
  const client: ApiClient = createORPCClient(new PortLink({ port }))
  const refuseKeysOverPort = watchPort(port)
  port.start()
  onTestFinished(() => {
    port.close()
    refuseKeysOverPort()
  })
  return { client, disconnect: () => port.close(), stopReading: () => undefined }
}

export async function overWebSocket(api: Api): Promise<ConnectedClient> {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false })
  server.on('connection', createSocketServer(api))
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false })
  const frames: Buffer[] = []
  socket.on('message', (frame: Buffer) => frames.push(frame))
  await once(socket, 'open')
  onTestFinished(() => {
    socket.terminate()
    server.close()
    refuseKeys(Buffer.concat(frames), 'what came over the WebSocket')
  })
  return {
    client: createORPCClient(new SocketLink({ websocket: socket })),
    disconnect: () => socket.terminate(),
    stopReading: () => socket.pause(),
  }
}
