import { ModelFailure } from '@shared/errors'
import { classify, type ProviderError } from './classify-error'
import { errorCauses } from './error-causes'
import { type ErrorContext, SENTENCES } from './failure-sentences'
import { redact } from './redact'
import { retryAfterMs } from './retry-after'

const NO_CONTEXT: ErrorContext = { connection: 'demo', model: 'demo', key: undefined, prompts: [], now: 0 }

/** The failure that an HTTP status stands for, with what the provider said about it. */
export function failureOfStatus(
  status: number | undefined,
  error: ProviderError = {},
  context: ErrorContext = NO_CONTEXT,
  headers?: Pick<Headers, 'get'>,
): ModelFailure {
  const code = classify(status, error)
  const { message, remedy, retryable } = SENTENCES[code](context, error)
  const wait = retryable ? retryAfterMs(headers, context.now) : undefined
  // What a provider says about a key often holds a part of it.
  const said = code === 'bad_key' ? undefined : redact(error.message ?? '', context.key, context.prompts)
  return new ModelFailure({
    code,
    message: `${message}${status === undefined ? '' : ` (HTTP ${status})`}${said === undefined ? '.' : `: ${said}`}`,
    ...(remedy !== undefined && { remedy }),
    retryable,
    ...(wait !== undefined && { retryAfterMs: wait }),
    ...(status !== undefined && { status }),
  })
}

/**
 * Whatever an SDK threw, as a `ModelFailure`. The SDK's error is not kept as its cause: it may hold what the
 * server echoed.
 */
export function mapError(error: unknown, context: ErrorContext): ModelFailure {
  const own = errorCauses(error).find((cause) => cause instanceof ModelFailure)
  if (own !== undefined) return own
  if (isApiError(error) && (error.status !== undefined || error.error !== undefined)) {
    return failureOfStatus(error.status, providerError(error), context, error.headers)
  }
  if (isApiError(error)) return unreachable(error, context.connection)
  if (isReadError(error)) {
    return streamCut(`The connection to "${context.connection}" broke off in the middle of the answer.`)
  }
  // No JSON, or JSON without the parts that the protocol says are there.
  if (error instanceof SyntaxError || error instanceof TypeError) {
    return streamCut(`The answer from "${context.connection}" held data that can't be read.`)
  }
  return new ModelFailure({
    code: 'internal',
    message: `The answer from "${context.connection}" could not be handled (${error instanceof Error ? error.name : typeof error}).`,
    remedy: 'Retry the step; if it fails again, please report it.',
    retryable: false,
  })
}

/** No response: the SDKs' connection errors, or undici's own. */
export function unreachable(error: unknown, connection: string): ModelFailure {
  const codes = errorCauses(error)
    .map(systemCode)
    .filter((code) => code !== undefined)
  return new ModelFailure({
    code: codes.some((code) => /TIMEOUT|TIMEDOUT/.test(code)) ? 'timeout' : 'network',
    message: `"${connection}" can't be reached${codes.length === 0 ? '' : ` (${codes[0]})`}.`,
    remedy: networkRemedy(codes),
    retryable: true,
  })
}

/** An error object inside a stream, where there is no status; told against the context by `mapError`. */
export class StreamError extends Error {
  override readonly name = 'StreamError'
  readonly status = undefined
  readonly headers = undefined
  readonly error: unknown
  constructor(error: unknown) {
    super('error inside the stream')
    this.error = error
  }
}

/** A response with an error status that no SDK has read; told against the context by `mapError`. */
export class ResponseError extends Error {
  override readonly name = 'ResponseError'
  readonly status: number
  readonly headers: Headers
  /** The body as JSON; undefined where it is none. */
  readonly error: unknown
  constructor(status: number, headers: Headers, body: unknown) {
    super('error status')
    this.status = status
    this.headers = headers
    this.error = body
  }
}

/** A stream that ended before the protocol's own end. */
export function streamCut(message: string): ModelFailure {
  return new ModelFailure({ code: 'stream_cut', message, retryable: true })
}

/** A stream that says in its own terms, without an error object, that the server gave up. */
export function streamFailure(reason: string, connection: string): ModelFailure {
  const message = `"${connection}" gave up in the middle of the answer (${JSON.stringify(reason)}).`
  return new ModelFailure({ code: 'server_error', message, retryable: true })
}

/** What both SDKs' `APIError`s have in common. */
interface ApiError extends Error {
  status: number | undefined
  headers: Headers | undefined
  error: unknown
}

function isApiError(error: unknown): error is ApiError {
  return error instanceof Error && 'status' in error && 'headers' in error && 'error' in error
}

/**
 * The provider's error object: `{ message, type, code, param }`. OpenAI's SDK gives it as it is, Anthropic's inside
 * of `{ type: "error", error }`, Google's servers inside of an array; some servers send a bare text.
 */
function providerError({ error, message }: ApiError): ProviderError {
  const body: unknown = Array.isArray(error) ? error[0] : error
  const inner =
    isRecord(body) && (isRecord(body['error']) || typeof body['error'] === 'string') ? body['error'] : body
  if (!isRecord(inner)) return { message: typeof inner === 'string' ? inner : message }
  return {
    type: text(inner['type']),
    code: text(inner['code']),
    param: text(inner['param']),
    message: text(inner['message']),
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function systemCode(error: unknown): string | undefined {
  const code = isRecord(error) ? error['code'] : undefined
  return typeof code === 'string' && /^[A-Z_0-9]+$/.test(code) ? code : undefined
}

/** undici's ways to say that a body broke off, or could not be decoded. */
function isReadError(error: unknown): boolean {
  if (error instanceof TypeError && error.message === 'terminated') return true
  return errorCauses(error).some((cause) =>
    /^(?:UND_ERR|HPE_|ERR_STREAM|ECONN|EPIPE|Z_|ERR_)/.test(systemCode(cause) ?? ''),
  )
}

function networkRemedy(codes: string[]): string {
  if (codes.includes('ECONNREFUSED'))
    return 'Check that the server is running, and the base URL of the connection.'
  if (codes.includes('ENOTFOUND')) return 'Check the network, and the base URL of the connection.'
  if (codes.some((code) => code.includes('CERT') || code.includes('SIGNED') || code.includes('SSL'))) {
    return 'The certificate of the server is not trusted on this computer: check the base URL and the proxy.'
  }
  return 'Check the network connection and the proxy settings.'
}
