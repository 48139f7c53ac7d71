import type { Dispatcher } from 'undici'
import type { ModelChunk, ModelRequest } from '@main/engine/ports'
import type { AdapterOptions } from '@main/llm/adapter-options'
import { createAnthropic } from '@main/llm/anthropic'
import { createDispatcher } from '@main/llm/http-fetch'
import { createOpenAIChat } from '@main/llm/openai-chat'
import { createOpenAIResponses } from '@main/llm/openai-responses'
import { PROVIDER_PRESETS } from '@main/llm/provider-presets'
import type { StreamModel } from '@main/llm/stream-model'
import { ModelFailure } from '@shared/errors'
import type { FinishReason, TokenUsage } from '@shared/model/run'
import { canaryKey } from './canary-keys'

export const PROTOCOLS = ['openai-chat', 'openai-responses', 'anthropic'] as const
export type NetworkProtocol = (typeof PROTOCOLS)[number]

export const TEST_KEY = canaryKey()

let shared: Dispatcher | undefined

/** The real adapter of a protocol, speaking to a server of the test. */
export function adapterAt(
  protocol: NetworkProtocol,
  origin: string,
  overrides: Partial<AdapterOptions> = {},
): StreamModel {
  shared ??= createDispatcher({})
  const options: AdapterOptions = {
    connection: 'test',
    baseUrl: protocol === 'anthropic' ? origin : `${origin}/v1`,
    origin,
    key: TEST_KEY,
    preset: PROVIDER_PRESETS[protocol === 'anthropic' ? 'anthropic' : 'openai'],
    idle: { firstByteMs: 10_000, nextByteMs: 10_000 },
    dispatcher: shared,
    now: () => Date.now(),
    ...overrides,
  }
  if (protocol === 'anthropic') return createAnthropic(options)
  return protocol === 'openai-chat' ? createOpenAIChat(options) : createOpenAIResponses(options)
}

export function modelRequest(overrides: Partial<ModelRequest> = {}): ModelRequest {
  return {
    connection: { name: 'test', kind: 'openai' },
    model: 'test-model',
    systemPrompt: 'Answer briefly.',
    messages: [{ role: 'user', content: 'hello' }],
    maxTokens: 512,
    output: { format: 'text' },
    ...overrides,
  }
}

/** Everything that came of one request. */
export interface Answer {
  text: string
  reasoning: number
  chunks: number
  /** Whether each piece of text can be stored by itself. */
  wellFormed: boolean
  finishReason: FinishReason | undefined
  usage: TokenUsage | null | undefined
  /** Figures of an answer that broke off but is charged; undefined: it is not, or didn't. */
  charged: TokenUsage | null | undefined
  /** What was thrown: a failed attempt. */
  error: unknown
  /** The failure's plain data; undefined when nothing or something else was thrown. */
  failure: ModelFailure['error'] | undefined
}

export async function collect(chunks: AsyncIterable<ModelChunk>): Promise<Answer> {
  const answer: Answer = {
    text: '',
    reasoning: 0,
    chunks: 0,
    wellFormed: true,
    finishReason: undefined,
    usage: undefined,
    charged: undefined,
    error: undefined,
    failure: undefined,
  }
  try {
    for await (const chunk of chunks) {
      answer.chunks += 1
      if (chunk.type === 'text') {
        answer.text += chunk.text
        answer.wellFormed &&= chunk.text.isWellFormed()
      } else if (chunk.type === 'reasoning') answer.reasoning += 1
      else if (chunk.type === 'charged') answer.charged = chunk.usage
      else {
        answer.finishReason = chunk.finishReason
        answer.usage = chunk.usage
      }
    }
  } catch (error) {
    answer.error = error
    answer.failure = error instanceof ModelFailure ? error.error : undefined
  }
  return answer
}

/** Sends the usual request, and collects. */
export function ask(
  protocol: NetworkProtocol,
  origin: string,
  overrides: {
    options?: Partial<AdapterOptions>
    request?: Partial<ModelRequest>
    signal?: AbortSignal
  } = {},
): Promise<Answer> {
  const stream = adapterAt(protocol, origin, overrides.options)
  return collect(stream(modelRequest(overrides.request), overrides.signal ?? new AbortController().signal))
}
