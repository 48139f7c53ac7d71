import { createORPCClient, ORPCError, type ClientContext, type ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ApiClient } from '@shared/contract'
import { createStore } from 'zustand/vanilla'
import { linkPort } from './link-port'
import { ConnectionLost, whenOpen, type Connection, type ConnectionStatus } from './state/connection'
import type { DesktopBridge } from './state/desktop-bridge'
import { createHost } from './state/host'

declare global {
  interface Window {
    /** Exposed by the preload script in Electron, and there only. */
    baton?: DesktopBridge
  }
}

/** One open way to the core. It never opens again: the next one is a new transport. */
export interface Transport {
  link: ClientLink<ClientContext>
  closed: Promise<void>
}

/** What the preload script posts to the page, with the port. */
const PORT_MESSAGE = 'baton:port'
/** How long opening may take before it counts as failed. */
const OPENING_LIMIT_MS = 10_000
/** How long a call waits for a connection that was lost. */
const PATIENCE_MS = 4_000
/** A connection that broke sooner counts as one more failure, so that the pauses grow. */
const STABLE_AFTER_MS = 5_000

/** The one place that knows how the page reaches Baton's core. */
export function connect(): Connection {
  // Before the port is asked for, since the shell speaks as soon as the page has it.
  const host = createHost(window.baton)
  return { ...keepConnected(window.baton === undefined ? openSocket : openPort), host }
}

/** Opens transports, one after the other, for as long as the page lives, and makes them one client. */
export function keepConnected(open: () => Promise<Transport>): Omit<Connection, 'host'> {
  const status = createStore<ConnectionStatus>(() => ({ phase: 'connecting', nextTryAt: null }))
  let transport: Transport | undefined
  let endPause = (): void => {}

  const run = async (): Promise<never> => {
    let failures = 0
    while (true) {
      let openedAt = Infinity
      try {
        transport = await open()
        openedAt = Date.now()
        status.setState({ phase: 'open', nextTryAt: null })
        await transport.closed
      } catch {
        // Why it could not be opened is never told to a page; the pause below is all there is to do.
      }
      transport = undefined
      failures = Date.now() - openedAt >= STABLE_AFTER_MS ? 1 : failures + 1
      const pauseMs = pauseAfter(failures)
      status.setState({ phase: 'lost', nextTryAt: Date.now() + pauseMs })
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs)
        endPause = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      status.setState({ nextTryAt: null })
    }
  }
  void run()

  const retry = (): void => endPause()
  window.addEventListener('online', retry)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') retry()
  })

  const link: ClientLink<ClientContext> = {
    call: async (path, input, options) => {
      const current = transport ?? (await waitForTransport(options.signal))
      try {
        return await current.link.call(path, input, options)
      } catch (error) {
        // A typed error is an answer. Anything else, an AbortError included, means that the transport died, unless
        // the caller gave up.
        if (error instanceof ORPCError || options.signal?.aborted === true) throw error
        throw new ConnectionLost('The connection to Baton broke before the answer came.', error)
      }
    },
  }

  const waitForTransport = async (signal: AbortSignal | undefined): Promise<Transport> => {
    const patience = AbortSignal.timeout(
      status.getState().phase === 'connecting' ? OPENING_LIMIT_MS + PATIENCE_MS : PATIENCE_MS,
    )
    try {
      await whenOpen(status, signal === undefined ? patience : AbortSignal.any([signal, patience]))
    } catch (error) {
      if (signal?.aborted === true) throw error
    }
    if (transport === undefined) throw new ConnectionLost('Baton could not be reached.')
    return transport
  }

  return { client: createORPCClient<ApiClient>(link), status, retry }
}

/** From a quarter of a second to five, with some chance in it so that several windows don't knock together. */
function pauseAfter(failures: number): number {
  return Math.min(250 * 2 ** (failures - 1), 5_000) * (0.8 + Math.random() * 0.4)
}

/** Browser mode: the server that served this page, which knows it by its cookie. */
function openSocket(): Promise<Transport> {
  const url = new URL('/rpc', location.href)
  url.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'
  const websocket = new WebSocket(url)
  // Blobs are read asynchronously, so that messages could overtake each other.
  websocket.binaryType = 'arraybuffer'
  const limit = setTimeout(() => websocket.close(), OPENING_LIMIT_MS)
  const closed = new Promise<void>((resolve) => {
    websocket.addEventListener('close', () => resolve(), { once: true })
  })
  return new Promise((resolve, reject) => {
    websocket.addEventListener(
      'open',
      () => {
        clearTimeout(limit)
        resolve({ link: new RPCLink({ websocket }), closed })
      },
      { once: true },
    )
    websocket.addEventListener(
      'close',
      () => {
        clearTimeout(limit)
        reject(new ConnectionLost('The socket could not be opened.'))
      },
      { once: true },
    )
  })
}

/** Electron: a port of its own for this page, handed over by the preload script. */
function openPort(): Promise<Transport> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => {
      window.removeEventListener('message', receive)
      reject(new ConnectionLost('No port came.'))
    }, OPENING_LIMIT_MS)
    const receive = (event: MessageEvent): void => {
      const port = event.ports[0]
      if (event.source !== window || event.data !== PORT_MESSAGE || port === undefined) return
      clearTimeout(limit)
      window.removeEventListener('message', receive)
      const closed = new Promise<void>((resolveClosed) => {
        port.addEventListener('close', () => resolveClosed(), { once: true })
      })
      resolve({ link: linkPort(port), closed })
    }
    window.addEventListener('message', receive)
    window.baton?.connect()
  })
}
