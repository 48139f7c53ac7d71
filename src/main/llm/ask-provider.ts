import type { Dispatcher } from 'undici'
import { ModelFailure } from '@shared/errors'
import type { JsonValue } from '@shared/model/json'
import type { ConfiguredConnection } from '@shared/model/connection'
import { createBoundFetch } from './http-fetch'
import { mapError, ResponseError, unreachable } from './map-error'
import { PROVIDER_PRESETS } from './provider-presets'

/** A connection, ready to be asked something beside a step's request. */
export interface AskedProvider {
  connection: ConfiguredConnection
  /** Without a trailing slash. */
  baseUrl: string
  origin: string
  key: string | undefined
  dispatcher: Dispatcher
  /** For the whole answer. */
  timeLimitMs: number
  now: () => number
}

/** What came back: JSON, or something that shows that the address is no API's. */
export type ProviderAnswer =
  | { kind: 'json'; value: JsonValue }
  | { kind: 'no-api'; status: number; contentType: 'html' | 'other' }

/** A list of all models of OpenRouter has 1 MB. */
const MOST_BYTES = 16 * 1024 * 1024

/** The version of Anthropic's API that every server with that protocol knows. */
const HEADERS = { accept: 'application/json', 'anthropic-version': '2023-06-01' }

/**
 * Sends a GET to the connection's own origin, with its key and under the same rules as a step's request.
 * @param path behind the base URL, such as `/models`
 * @throws ModelFailure where nothing answers, the key is refused, or the server is in trouble
 */
export async function askProvider(
  provider: AskedProvider,
  path: string,
  signal: AbortSignal,
): Promise<ProviderAnswer> {
  const { connection, key, origin, dispatcher, timeLimitMs } = provider
  const late = AbortSignal.timeout(timeLimitMs)
  const transport = createBoundFetch({
    origin,
    headers: authentication(provider),
    idle: { firstByteMs: timeLimitMs, nextByteMs: timeLimitMs },
    dispatcher,
    signal: AbortSignal.any([signal, late]),
  })
  try {
    const response = await transport.fetch(provider.baseUrl + path, { headers: HEADERS })
    const body = parsed(await readText(response))
    if (response.ok && body !== undefined) return { kind: 'json', value: body }
    if (response.ok || MEANS_NO_SUCH_PATH.has(response.status)) {
      const contentType = /html/i.test(response.headers.get('content-type') ?? '') ? 'html' : 'other'
      return { kind: 'no-api', status: response.status, contentType }
    }
    if (key === undefined && response.status === 401) throw keyWanted(connection.name)
    throw mapError(new ResponseError(response.status, response.headers, body), {
      connection: connection.name,
      model: '',
      key,
      prompts: [],
      now: provider.now(),
    })
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ModelFailure) throw error
    const decided = transport.failure()
    if (decided !== undefined) throw decided
    throw late.aborted ? tooLate(connection, timeLimitMs) : notReached(error, provider)
  }
}

const MEANS_NO_SUCH_PATH = new Set([404, 405, 410, 501])

function authentication({ connection, key }: AskedProvider): Record<string, string> {
  if (key === undefined) return {}
  const bearer = { authorization: `Bearer ${key}` }
  return PROVIDER_PRESETS[connection.kind].protocol === 'anthropic' ? { ...bearer, 'x-api-key': key } : bearer
}

async function readText(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    // Whoever sends that much sends no list; what came so far is no JSON and counts as none.
    if (bytes > MOST_BYTES) break
    text += decoder.decode(chunk, { stream: true })
  }
  return text
}

function parsed(text: string): JsonValue | undefined {
  try {
    const value: JsonValue = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

function notReached(error: unknown, { connection, origin }: AskedProvider): ModelFailure {
  const failure = unreachable(error, connection.name)
  const { title, start } = PROVIDER_PRESETS[connection.kind]
  if (start === undefined || !failure.message.includes('ECONNREFUSED')) return failure
  return new ModelFailure({
    code: 'network',
    message: `${title} does not run at ${origin}.`,
    remedy: start,
    retryable: true,
  })
}

function tooLate({ name, kind }: ConfiguredConnection, limit: number): ModelFailure {
  return new ModelFailure({
    code: 'timeout',
    message: `"${name}" did not answer within ${limit / 1000} seconds.`,
    remedy: PROVIDER_PRESETS[kind].local
      ? 'Check whether the server is busy, and the base URL of the connection.'
      : 'Check the network, the proxy settings and the base URL of the connection.',
    retryable: true,
  })
}

function keyWanted(connection: string): ModelFailure {
  return new ModelFailure({
    code: 'bad_key',
    message: `"${connection}" wants an API key, and the connection has none (HTTP 401).`,
    remedy: 'Enter its API key.',
    retryable: false,
    status: 401,
  })
}
