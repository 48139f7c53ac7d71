import { type Dispatcher, EnvHttpProxyAgent, fetch as undiciFetch, type RequestInit } from 'undici'
import { ModelFailure } from '@shared/errors'
import { errorCauses } from './error-causes'
import type { Environment } from './environment-connections'
import { type IdleLimits, idleWatchdog } from './idle-watchdog'

export interface BoundFetchOptions {
  /** The one origin that requests may go to. */
  origin: string
  /** The headers that carry the key, as the protocol wants them. */
  headers: Record<string, string>
  idle: IdleLimits
  dispatcher: Dispatcher
}

export interface BoundFetch {
  fetch: typeof globalThis.fetch
  /** Why the last request failed on the way, where that was decided here; SDKs wrap or hide what `fetch` throws. */
  failure(): ModelFailure | undefined
  /**
   * Whether the response says how long it is, by length or by chunks, so that a cut can't pass for its end. Without
   * (HTTP/1.0, `Connection: close`) the end of a body looks like a broken line.
   */
  framed(): boolean
}

/** Loopback addresses are this computer's own: a proxy could only reach its own. */
const NEVER_PROXIED = ['localhost', '127.0.0.1', '::1']

/** The SDKs' other headers tell about this computer, or come from variables such as `OPENAI_CUSTOM_HEADERS`. */
const PASSED_ON = ['accept', 'content-type', 'anthropic-version']

/**
 * The connections of all requests, through the proxy that the environment names. No time-outs of its own but for
 * connecting (see `idleWatchdog`); HTTP/1.1 only, where a broken connection concerns one request.
 */
export function createDispatcher(environment: Environment): Dispatcher {
  const variable = (name: string): string | undefined => environment[name.toLowerCase()] ?? environment[name]
  // undici reads the process's environment where these are undefined; empty ones say "none".
  return new EnvHttpProxyAgent({
    httpProxy: variable('HTTP_PROXY') ?? '',
    httpsProxy: variable('HTTPS_PROXY') ?? '',
    noProxy: [variable('NO_PROXY') ?? '', ...NEVER_PROXIED].join(','),
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: 30_000 },
    allowH2: false,
  })
}

/**
 * A `fetch` for one request of an SDK, bound to its connection's origin: it refuses every other address, follows no
 * redirect (which would send the prompt elsewhere), sends the key in its own headers and few others, and watches
 * the bytes. Reads nothing from the process's environment.
 */
export function createBoundFetch({ origin, headers, idle, dispatcher }: BoundFetchOptions): BoundFetch {
  let failure: ModelFailure | undefined
  let framed = false
  const watched = dispatcher.compose(idleWatchdog(idle))

  return {
    async fetch(input, init) {
      failure = refusal(input, origin)
      if (failure !== undefined) throw failure
      try {
        const response = await undiciFetch(String(input), {
          ...(init as RequestInit),
          headers: { ...passedOn(init?.headers), ...headers },
          redirect: 'manual',
          dispatcher: watched,
        })
        framed = response.headers.has('content-length') || response.headers.has('transfer-encoding')
        if (response.status >= 300 && response.status < 400) {
          await response.body?.cancel()
          throw redirected(origin, response.status)
        }
        return response as unknown as Response
      } catch (error) {
        failure = own(error)
        throw error
      }
    },
    failure: () => failure,
    framed: () => framed,
  }
}
function refusal(input: string | URL | Request, origin: string): ModelFailure | undefined {
  const url = URL.parse(input instanceof Request ? input.url : String(input))
  if (url?.origin === origin && url.username === '' && url.password === '') return undefined
  return new ModelFailure({
    code: 'bad_request',
    message: `A request to another address than ${origin} was refused: the API key belongs to that one.`,
    remedy: 'Check the base URL of the connection.',
    retryable: false,
  })
}

function redirected(origin: string, status: number): ModelFailure {
  return new ModelFailure({
    code: 'bad_request',
    message: `${origin} answered with a redirect to another address, which is not followed (HTTP ${status}).`,
    remedy: 'Enter the final address as the base URL of the connection, if you trust it.',
    retryable: false,
    status,
  })
}

function passedOn(headers: HeadersInit | undefined): Record<string, string> {
  const given = new Headers(headers)
  return Object.fromEntries(PASSED_ON.map((name) => [name, given.get(name)]).filter((pair) => pair[1] !== null))
}

function own(error: unknown): ModelFailure | undefined {
  return errorCauses(error).find((cause) => cause instanceof ModelFailure)
}
