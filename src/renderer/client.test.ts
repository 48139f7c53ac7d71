import { ORPCError } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { connect, keepConnected, type Transport } from './client'
import { ConnectionLost } from './state/connection'
import { createMemoryCore } from './test-support/memory-core'
import { memoryRouter } from './test-support/memory-connection'

/** A transport as in Electron: a real channel with a real handler behind it. */
function openChannel(): { transport: Transport; end: () => void } {
  const { port1, port2 } = new MessageChannel()
  new RPCHandler(memoryRouter(createMemoryCore())).upgrade(port2)
  port2.start()
  const closed = new Promise<void>((resolve) => {
    port1.addEventListener('close', () => resolve(), { once: true })
  })
  const link = new RPCLink({ port: port1 })
  port1.start()
  return { transport: { link, closed }, end: () => port2.close() }
}

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a connection that is kept', () => {
  it('lets calls wait for the first transport', async () => {
    const { transport } = openChannel()
    const opening = Promise.withResolvers<Transport>()
    const connection = keepConnected(() => opening.promise)
    expect(connection.status.getState().phase).toBe('connecting')
    const answer = connection.client.templates.list()
    opening.resolve(transport)
    expect((await answer).map((template) => template.id)).toContain('decision-memo')
    expect(connection.status.getState().phase).toBe('open')
  })

  it('gives a typed error of the core as it is', async () => {
    const connection = keepConnected(() => Promise.resolve(openChannel().transport))
    const error: unknown = await connection.client.runs
      .get({ runId: 'none' })
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ORPCError)
    expect(error).toMatchObject({ code: 'NOT_FOUND', message: 'There is no such run.' })
  })

  it('opens again after pauses that grow, and calls go through the new transport', async () => {
    const first = openChannel()
    const open = vi
      .fn<() => Promise<Transport>>()
      .mockResolvedValueOnce(first.transport)
      .mockRejectedValueOnce(new Error('no'))
      .mockRejectedValueOnce(new Error('no'))
      .mockImplementation(() => Promise.resolve(openChannel().transport))
    const connection = keepConnected(open)
    await connection.client.settings.get()

    first.end()
    await first.transport.closed
    await vi.advanceTimersByTimeAsync(0)
    expect(connection.status.getState().phase).toBe('lost')
    expect(open).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(310)
    expect(open).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(310)
    expect(open).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(3_000)
    expect(connection.status.getState().phase).toBe('open')
    expect((await connection.client.settings.get()).theme).toBe('system')
  })

  it('tries again at once when asked to', async () => {
    const open = vi
      .fn<() => Promise<Transport>>()
      .mockRejectedValueOnce(new Error('no'))
      .mockImplementation(() => Promise.resolve(openChannel().transport))
    const connection = keepConnected(open)
    await vi.advanceTimersByTimeAsync(1)
    connection.retry()
    await vi.advanceTimersByTimeAsync(0)
    expect(connection.status.getState().phase).toBe('open')
  })

  it('says so when the connection breaks before the answer came', async () => {
    // This is what oRPC throws then, and also when the caller aborts.
    const link = { call: () => Promise.reject(new DOMException('closed', 'AbortError')) }
    const connection = keepConnected(() => Promise.resolve({ link, closed: new Promise(() => {}) }))
    await expect(connection.client.settings.get()).rejects.toBeInstanceOf(ConnectionLost)
  })

  it('passes on that the caller gave up', async () => {
    const connection = keepConnected(() => new Promise(() => {}))
    const controller = new AbortController()
    const answer = connection.client.settings.get(undefined, { signal: controller.signal })
    controller.abort(new Error('given up'))
    await expect(answer).rejects.toThrow('given up')
  })
})

describe('a call without a connection', () => {
  it('fails with a clear error after a while', async () => {
    vi.useRealTimers()
    const timeout = vi
      .spyOn(AbortSignal, 'timeout')
      .mockImplementation(() => AbortSignal.abort(new Error('late')))
    const connection = keepConnected(() => Promise.reject(new Error('no')))
    await expect(connection.client.settings.get()).rejects.toThrow('Baton could not be reached.')
    timeout.mockRestore()
  })
})

const NO_BRIDGE = { connect: () => {}, offer: () => {}, saveFiles: () => Promise.resolve(null) }

describe('in Electron', () => {
  afterEach(() => {
    delete window.baton
  })

  it('asks the preload script for a port, and takes only its message', async () => {
    const { port1, port2 } = new MessageChannel()
    let taken = 0
    // What the other end answers is for oRPC; what the page has taken is not.
    new RPCHandler(memoryRouter(createMemoryCore())).upgrade({
      postMessage: (message: unknown) => port2.postMessage(message),
      addEventListener: (type: string, listen: (event: object) => void) =>
        port2.addEventListener(type, (event: Event & { data?: unknown }) => {
          if (typeof event.data === 'number') taken += event.data
          else listen(event)
        }),
    })
    port2.start()
    const post = (data: unknown, source: Window | null): void => {
      const event = new MessageEvent('message', { data, source })
      Object.defineProperty(event, 'ports', { value: [port1] })
      window.dispatchEvent(event)
    }
    window.baton = {
      ...NO_BRIDGE,
      connect: () => {
        post('baton:port', null)
        post('something else', window)
        post('baton:port', window)
      },
    }
    const connection = connect()
    expect((await connection.client.app.info()).version).toBe('0.1.0')
    expect(connection.status.getState().phase).toBe('open')
    for (let call = 2; call <= 70; call += 1) await connection.client.app.info()
    await expect.poll(() => taken, { timeout: 2000 }).toBe(64)
  })
})
