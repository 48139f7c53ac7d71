import Anthropic from '@anthropic-ai/sdk'
import type {
  MessageCreateParamsStreaming,
  MessageDeltaUsage,
  RawMessageStreamEvent,
  Usage,
} from '@anthropic-ai/sdk/resources/messages'
import type { ModelRequest } from '@main/engine/ports'
import type { FinishReason, TokenUsage } from '@shared/model/run'
import { adapterFailure } from './adapter-failure'
import type { AdapterOptions } from './adapter-options'
import { type BoundFetch, createBoundFetch } from './http-fetch'
import type { StreamModel } from './stream-model'
import { takesTemperature } from './takes-temperature'
import { isCount, tokenUsage } from './token-usage'
import { createWholeCharacters } from './whole-characters'

/**
 * Anthropic's Messages API (platform.claude.com/docs/en/build-with-claude/streaming). Complete is an answer with
 * `message_stop`; the reason and the final figures come before it, in `message_delta`.
 */
export function createAnthropic(options: AdapterOptions): StreamModel {
  return async function* stream(request, signal) {
    const transport = createBoundFetch({ ...options, headers: authentication(options.key) })
    const client = anthropicClient(options, transport)
    let raw: string | undefined
    const whole = createWholeCharacters()
    let usage: ReportedByAnthropic = {}
    let error: unknown
    try {
      // Not `messages.create`, which writes of old models to the console.
      const events = await client.post<AsyncIterable<RawMessageStreamEvent | null>>('/v1/messages', {
        body: anthropicBody(request),
        stream: true,
        signal,
        ...(takesTemperature(request) && { headers: { 'anthropic-version': VERSION_WITH_TEMPERATURE } }),
      })
      for await (const event of events) {
        if (event?.type === 'content_block_delta') {
          if (event.delta.type === 'text_delta') {
            const text = whole.add(event.delta.text)
            if (text !== '') yield { type: 'text', text }
          } else if (event.delta.type === 'thinking_delta') yield { type: 'reasoning' }
        } else if (event?.type === 'content_block_start') {
          const block = event.content_block
          if (block.type === 'text' && block.text !== '') yield { type: 'text', text: block.text }
        } else if (event?.type === 'message_start') {
          // What it says of the answer is not final.
          usage = { ...reported(event.message.usage), output_tokens: undefined }
        } else if (event?.type === 'message_delta') {
          raw = event.delta.stop_reason ?? raw
          usage = { ...usage, ...reported(event.usage) }
        } else if (event?.type === 'message_stop') {
          if (whole.rest() !== '') yield { type: 'text', text: whole.rest() }
          yield { type: 'finish', finishReason: finishReason(raw), usage: anthropicUsage(usage) }
          return
        }
      }
    } catch (thrown) {
      error = thrown
    }
    throw adapterFailure(error, request, options, transport, signal)
  }
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
  return {
    model: request.model,
    ...(request.systemPrompt !== '' && { system: request.systemPrompt }),
    messages: request.messages,
    max_tokens: request.maxTokens,
    // Gone from the SDK's types with the newer version of the API.
    ...(takesTemperature(request) && { temperature: request.temperature }),
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
