import Anthropic from '@anthropic-ai/sdk'
import type {
  MessageCreateParamsStreaming,
  MessageDeltaUsage,
  RawMessageStreamEvent,
  Usage,
} from '@anthropic-ai/sdk/resources/messages'
import type { ModelRequest } from '@main/engine/ports'
import type { FinishReason, TokenUsage } from '@shared/model/run'
import type { AdapterOptions } from './adapter-options'
import type { BoundFetch } from './http-fetch'
import { StreamError } from './map-error'
import { type AnswerReader, createStreamModel } from './stream-answer'
import type { StreamModel } from './stream-model'
import { strictSchema } from './strict-schema'
import { takesTemperature } from './takes-temperature'
import { isCount, tokenUsage } from './token-usage'

/**
 * Anthropic's Messages API (platform.claude.com/docs/en/build-with-claude/streaming). Complete is an answer with
 * `message_stop`; the reason and the final figures come before it, in `message_delta`.
 */
export function createAnthropic(options: AdapterOptions): StreamModel {
  return createStreamModel({ headers: authentication, send, reader: createReader }, options)
}

function send(request: ModelRequest, options: AdapterOptions, transport: BoundFetch): Promise<Response> {
  // Not `messages.create`, which writes of old models to the console.
  return anthropicClient(options, transport)
    .post('/v1/messages', {
      body: anthropicBody(request),
      stream: true,
      ...(takesTemperature(request) && { headers: { 'anthropic-version': VERSION_WITH_TEMPERATURE } }),
    })
    .asResponse()
}

function createReader(): AnswerReader {
  let raw: string | undefined
  let usage: ReportedByAnthropic = {}
  return {
    read({ event: name, data }, answer) {
      const event: RawMessageStreamEvent | ErrorEvent | null = JSON.parse(data)
      if (name === 'error' || event?.type === 'error') throw new StreamError(errorOf(event))
      if (event?.type === 'content_block_delta') {
        if (event.delta.type === 'text_delta') answer.text(event.delta.text)
        else if (event.delta.type === 'thinking_delta') answer.reasoning(event.delta.thinking)
      } else if (event?.type === 'content_block_start') {
        if (event.content_block.type === 'text') answer.text(event.content_block.text)
      } else if (event?.type === 'message_start') {
        // What it says of the answer is not final.
        usage = { ...reported(event.message.usage), output_tokens: undefined }
        answer.reported = anthropicUsage({ ...usage, output_tokens: 0 })
      } else if (event?.type === 'message_delta') {
        raw = event.delta.stop_reason ?? raw
        usage = { ...usage, ...reported(event.usage) }
        answer.reported = anthropicUsage(usage) ?? answer.reported
      } else if (event?.type === 'message_stop') answer.finish(finishReason(raw), anthropicUsage(usage))
    },
  }
}

interface ErrorEvent {
  type: 'error'
  error?: unknown
}

function errorOf(event: object | null): unknown {
  return event !== null && 'error' in event ? event.error : event
}

/** The newer version, which the SDK sends, rejects any temperature; the older one leaves that to the model. */
const VERSION_WITH_TEMPERATURE = '2023-06-01'

/** Timers take no more; the idle watchdog decides long before. */
const NO_TIMEOUT = 2 ** 31 - 1

/** Every option that the client would read from the environment or from files of its own is given. */
function anthropicClient({ baseUrl, key }: AdapterOptions, transport: BoundFetch): Anthropic {
  return new Anthropic({
    // Without a key the client would look for credentials in files; whether one is sent is decided above.
    apiKey: key ?? 'none',
    authToken: null,
    credentials: null,
    config: null,
    profile: null,
    webhookKey: null,
    baseURL: baseUrl.replace(/\/v1$/, ''),
    maxRetries: 0,
    timeout: NO_TIMEOUT,
    logLevel: 'off',
    openTelemetry: false,
    fetch: transport.fetch,
    fetchOptions: { redirect: 'error' },
  })
}

/** Anthropic takes either header; servers that imitate it know one of the two. */
function authentication(key: string | undefined): Record<string, string> {
  return key === undefined ? {} : { 'x-api-key': key, authorization: `Bearer ${key}` }
}

function anthropicBody(request: ModelRequest): MessageCreateParamsStreaming {
  const schema = strictSchema(request)
  return {
    model: request.model,
    ...(request.systemPrompt !== '' && { system: request.systemPrompt }),
    messages: request.messages,
    max_tokens: request.maxTokens,
    // Gone from the SDK's types with the newer version of the API.
    ...(takesTemperature(request) && { temperature: request.temperature }),
    ...(schema !== undefined && { output_config: { format: { type: 'json_schema', schema } } }),
    stream: true,
  }
}

function finishReason(raw = 'unknown'): FinishReason {
  return { unified: UNIFIED.get(raw) ?? 'other', raw }
}

const UNIFIED = new Map<string, FinishReason['unified']>([
  ['end_turn', 'stop'],
  ['stop_sequence', 'stop'],
  ['max_tokens', 'length'],
  ['model_context_window_exceeded', 'length'],
  ['refusal', 'refusal'],
  ['tool_use', 'tool_calls'],
])

interface ReportedByAnthropic {
  input_tokens?: number
  output_tokens?: number | undefined
  cache_read_input_tokens?: number
  cache_creation_input_tokens?: number
  thinking_tokens?: number
}

/** The figures that an event has; those it lacks or has as null don't hide earlier ones. */
function reported(usage: MessageDeltaUsage | Usage | null | undefined): ReportedByAnthropic {
  const figures = { ...usage, ...usage?.output_tokens_details }
  return Object.fromEntries(Object.entries(figures).filter(([, value]) => isCount(value)))
}

/** `input_tokens` are those that were neither read from nor written to the cache. */
function anthropicUsage(usage: ReportedByAnthropic): TokenUsage | null {
  const cached = usage.cache_read_input_tokens ?? 0
  const written = usage.cache_creation_input_tokens ?? 0
  return tokenUsage({
    input: usage.input_tokens === undefined ? undefined : usage.input_tokens + cached + written,
    output: usage.output_tokens,
    cached,
    cacheWrite: written,
    reasoning: usage.thinking_tokens,
  })
}
