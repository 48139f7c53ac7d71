import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { ApiClient } from '@shared/contract'
import type { Api } from '@main/app'
import { createBuiltPages } from '@main/hosts/browser/built-pages'
import { startServer } from '@main/hosts/browser/start-server'
import { createApiBench } from './api-bench'
import { refuseKeys } from './sweep-for-keys'
import { temporaryFolder } from './temporary-folder'

/** What no request may ever get to see: it lies beside the folder of the pages. */
export const SECRET_FILE_TEXT = 'canary: outside of the pages'

/** Browser mode's server on its own, with small pages. */
export interface BrowserHost {
  port: number
  /** As the header `Host` says it. */
  host: string
  origin: string
  /** A clock for the age of launch links. */
  advance(ms: number): void
  launchLink(): string
  /** The header `Cookie` that the launch link gives. */
  cookie: string
}

/** Ends with the test. */
export async function startBrowserHost(
  api: Api = createApiBench({ origin: 'remote' }).api,
): Promise<BrowserHost> {
  let now = 0
  const server = await startServer({
    api,
    pages: createBuiltPages(makePages()),
    port: 0,
    secret: 'the secret of the test',
    monotonic: () => now,
  })
  onTestFinished(() => server.close())
  const host = `127.0.0.1:${server.port}`
  const launched = await fetch(server.launchLink(), { redirect: 'manual' })
  return {
    port: server.port,
    host,
    origin: `http://${host}`,
    advance: (ms) => {
      now += ms
    },
    launchLink: () => server.launchLink(),
    cookie: launched.headers.getSetCookie()[0]?.split(';')[0] ?? '',
  }
}

export function makePages(): string {
  const folder = temporaryFolder()
  const pages = join(folder, 'renderer')
  mkdirSync(join(pages, 'assets'), { recursive: true })
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Baton</title><div id="root"></div>')
  writeFileSync(join(pages, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"></svg>')
  writeFileSync(join(pages, 'assets', 'index-abc123.js'), 'export {}\n')
  writeFileSync(join(folder, 'secret.txt'), SECRET_FILE_TEXT)
  return pages
}

/** A page's connection. */
export interface PageConnection {
  client: ApiClient
  socket: WebSocket
}

export function connectPage({
  host,
  origin,
  cookie,
}: Pick<BrowserHost, 'host' | 'origin' | 'cookie'>): Promise<PageConnection> {
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { origin, cookie }, perMessageDeflate: false })
  const frames: Buffer[] = []
  socket.on('message', (frame: Buffer) => frames.push(frame))
  onTestFinished(() => {
    socket.terminate()
    refuseKeys(Buffer.concat(frames), 'what came over the WebSocket')
  })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('open', () => {
      const websocket = socket as unknown as globalThis.WebSocket
      resolve({ socket, client: createORPCClient(new RPCLink({ websocket })) })
    })
  })
}
