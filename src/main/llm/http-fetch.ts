import { type Dispatcher, EnvHttpProxyAgent, fetch as undiciFetch } from 'undici'
import { ModelFailure } from '@shared/errors'
import { watchBodyEnd } from './body-end'
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
  /** The caller's. Whatever the SDK makes of it on the way, it ends the request, body included. */
  signal: AbortSignal
}

export interface BoundFetch {
  fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>
  /** Why the last request failed on the way, where that was decided here; SDKs wrap or hide what `fetch` throws. */
  failure(): ModelFailure | undefined
  /** Whether the request was ended because its server had taken it and went silent. */
  isSilent(): boolean
  /** Whether the end of the body that was read can't be a cut; see `body-end.ts`. */
  ended(): boolean
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
export function createBoundFetch({
  origin,
  headers,
  idle,
  dispatcher,
  signal,
}: BoundFetchOptions): BoundFetch {
  let failure: ModelFailure | undefined
  let silent = false
  const end = watchBodyEnd()
  const watched = dispatcher.compose(
    idleWatchdog(idle, (silence) => {
      failure = silence
      silent = true
    }),
    end.interceptor,
  )

  return {
    async fetch(input, init) {
      try {
        const url = addressOf(input)
        refuseOtherOrigins(url, origin)
        const response = await undiciFetch(url, {
          method: init?.method ?? 'GET',
          body: typeof init?.body === 'string' ? init.body : null,
          signal,
          headers: { ...passedOn(init?.headers), ...headers },
          redirect: 'manual',
          dispatcher: watched,
        })
        if (response.status >= 300 && response.status < 400) {
          await response.body?.cancel()
          throw redirected(origin, response.status)
        }
        return response
      } catch (error) {
        failure ??= own(error)
        throw error
      }
    },
    failure: () => failure,
    isSilent: () => silent,
    ended: () => end.ended(),
  }
}

function addressOf(input: string | URL | Request): string {
  if (typeof input === 'string') return input
  return input instanceof URL ? input.href : input.url
}

function refuseOtherOrigins(address: string, origin: string): void {
  const url = URL.parse(address)
  if (url?.origin === origin && url.username === '' && url.password === '') return
  throw new ModelFailure({
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

function passedOn(headers: RequestInit['headers']): Record<string, string> {
  const given = new Headers(headers)
  return Object.fromEntries(
    PASSED_ON.map((name) => [name, given.get(name)]).filter((pair) => pair[1] !== null),
  )
}

function own(error: unknown): ModelFailure | undefined {
  return errorCauses(error).find((cause) => cause instanceof ModelFailure)
}
