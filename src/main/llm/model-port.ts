import type { Dispatcher } from 'undici'
import type { Clock, ModelChunk, ModelPort, ModelRequest, TokenCounter } from '@main/engine/ports'
import { BatonError, ModelFailure } from '@shared/errors'
import type { ConfiguredConnection } from '@shared/model/connection'
import { connectionBaseUrl } from './base-url'
import type { Connections } from './connections'
import { createDemoModel } from './demo/demo-model'
import type { Environment } from './environment-connections'
import type { IdleLimits } from './idle-watchdog'
import type { KeyPort } from './key-port'
import { resolveProvider, type ProviderSurroundings } from './resolve-provider'

export interface ModelPortOptions {
  connections: Pick<Connections, 'find'>
  keys: Pick<KeyPort, 'get'>
  /** For the proxy's variables. */
  environment: Environment
  /** 0 to 1; see `demoPace`. */
  demoPace: number
  clock: Pick<Clock, 'now' | 'sleep'>
  tokens: TokenCounter
  /** A connection's own idle time-outs; those that are absent are its kind's. */
  idle?: (connection: ConfiguredConnection) => Partial<IdleLimits>
}

export interface Models extends ModelPort {
  /** The network connections of all requests, for those that are not a step's, too. */
  dispatcher(): Promise<Dispatcher>
  /** Closes idle connections, so that a process can end at once. */
  close(): Promise<void>
}

/** Sends each request through the connection that it names, with the key that belongs to that connection's address. */
export function createModelPort(options: ModelPortOptions): Models {
  const { connections, keys, environment, clock, tokens } = options
  let dispatcher: Promise<Dispatcher> | undefined
  const surroundings: ProviderSurroundings = {
    demo: createDemoModel({ pace: options.demoPace, sleep: (ms, signal) => clock.sleep(ms, signal), tokens }),
    dispatcher: () =>
      (dispatcher ??= import('./http-fetch').then((http) => http.createDispatcher(environment))),
    idle: options.idle ?? (() => ({})),
    now: () => clock.now(),
  }

  const open = async (request: ModelRequest, signal: AbortSignal): Promise<AsyncIterator<ModelChunk>> => {
    signal.throwIfAborted()
    const connection = connections.find(request.connection.name)
    if (connection?.kind !== request.connection.kind) throw gone(request)
    const address = connectionBaseUrl(connection)
    const key =
      'origin' in address
        ? await keys
            .get({ connection: connection.name, origin: address.origin })
            .catch((error: unknown) => refused(error, connection.name))
        : undefined
    const stream = await resolveProvider(connection, key, surroundings)
    return stream(request, signal)[Symbol.asyncIterator]()
  }

  return {
    dispatcher: surroundings.dispatcher,
    stream: (request, signal) => ({ [Symbol.asyncIterator]: () => opened(() => open(request, signal)) }),
    async close() {
      await (await dispatcher)?.close()
    },
  }
}

/** An iterator that opens another one when first asked, and then adds nothing to it: chunks come by the thousand. */
function opened(open: () => Promise<AsyncIterator<ModelChunk>>): AsyncIterator<ModelChunk> {
  let inner: AsyncIterator<ModelChunk> | undefined
  return {
    next() {
      if (inner !== undefined) return inner.next()
      return open().then((iterator) => {
        inner = iterator
        return iterator.next()
      })
    },
    return: async () => (await inner?.return?.()) ?? { value: undefined, done: true },
  }
}

/** The keychain is locked, or does not answer. */
function refused(error: unknown, connection: string): never {
  if (!(error instanceof BatonError)) throw error
  throw new ModelFailure({
    code: 'bad_key',
    message: `The API key of the connection "${connection}" could not be read. ${error.message}`,
    remedy: 'Unlock the keychain of this computer, then retry the step.',
    retryable: false,
  })
}

function gone({ connection }: ModelRequest): ModelFailure {
  return new ModelFailure({
    code: 'bad_request',
    message: `The connection "${connection.name}" (${connection.kind}) that this run was started with no longer exists.`,
    remedy: 'Add it again under the same name and kind, or choose another connection and rebase the run.',
    retryable: false,
  })
}
