import type { ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import type { CompletionUsage } from 'openai/resources/completions'
import type { ModelRequest } from '@main/engine/ports'
import type { FinishReason, TokenUsage } from '@shared/model/run'
import type { AdapterOptions } from './adapter-options'
import { StreamError, streamFailure } from './map-error'
import { bearer, openaiClient } from './openai-client'
import { type AnswerReader, createStreamModel } from './stream-answer'
import type { StreamModel } from './stream-model'
import { strictSchema } from './strict-schema'
import { takesTemperature } from './takes-temperature'
import { isCount, tokenUsage } from './token-usage'

/**
 * OpenAI's Chat Completions, which nearly every other server speaks too
 * (platform.openai.com/docs/api-reference/chat-streaming).
 *
 * Complete is an answer whose choice has a `finish_reason` and whose stream came to its end: `[DONE]`, or, as some
 * servers leave that out, the end of a body whose length HTTP knows.
 */
export function createOpenAIChat(options: AdapterOptions): StreamModel {
  return createStreamModel(
    {
      headers: bearer,
      send: (request, given, transport) =>
        openaiClient(given, transport).chat.completions.create(chatBody(request, given)).asResponse(),
      reader: createReader,
    },
    options,
  )
}

function createReader({ connection }: AdapterOptions): AnswerReader {
  let finish: string | undefined
  let usage: TokenUsage | null = null
  let refused = false
  return {
    read({ event, data }, answer) {
      if (data === '[DONE]') {
        if (finish !== undefined) answer.finish(finishReason(finish, refused), usage)
        return
      }
      const chunk: LooseChunk = JSON.parse(data)
      if (chunk?.error || event === 'error') throw new StreamError(chunk?.error ?? chunk)
      if (chunk?.usage) usage = chatUsage(chunk.usage) ?? usage
      answer.reported = usage
      const choice = chunk?.choices?.[0]
      finish = choice?.finish_reason ?? finish
      const delta = choice?.delta
      if (!delta) return
      const reasoning = reasoningOf(delta)
      if (reasoning !== undefined) answer.reasoning(reasoning)
      if (delta.refusal) refused = true
      answer.text(textOf(delta.content))
      answer.text(delta.refusal)
      if (finish !== undefined && BROKEN.has(finish)) throw streamFailure(finish, connection)
    },
    end(answer, transport) {
      if (finish !== undefined && transport.ended()) answer.finish(finishReason(finish, refused), usage)
    },
  }
}

/** A chunk as servers send it: more than OpenAI's types allow, and less. */
type LooseChunk = {
  error?: unknown
  usage?: CompletionUsage | null
  choices?: { finish_reason?: string | null; delta?: LooseDelta | null }[]
} | null

interface LooseDelta {
  /** Mistral's reasoning models send parts. */
  content?: string | null | LoosePart[]
  refusal?: string | null
  /** DeepSeek, vLLM, LM Studio. */
  reasoning_content?: string | null
  /** OpenRouter, Groq, Ollama. */
  reasoning?: string | null
}

interface LoosePart {
  type?: string
  text?: string
  thinking?: LoosePart[]
}

function chatBody(request: ModelRequest, { preset }: AdapterOptions): ChatCompletionCreateParamsStreaming {
  const schema = preset.takesSchema ? strictSchema(request) : undefined
  const system =
    request.systemPrompt === '' ? [] : [{ role: 'system' as const, content: request.systemPrompt }]
  return {
    model: request.model,
    messages: [...system, ...request.messages],
    stream: true,
    ...(preset.asksForUsage && { stream_options: { include_usage: true } }),
    [preset.maxTokensParameter]: request.maxTokens,
    ...(takesTemperature(request) && { temperature: request.temperature }),
    ...(schema !== undefined && {
      response_format: { type: 'json_schema', json_schema: { name: 'output', strict: true, schema } },
    }),
  }
}

function textOf(content: LooseDelta['content']): string {
  if (typeof content === 'string') return content
  if (!Array.isArray(content)) return ''
  return content.map((part) => (part.type === 'text' ? (part.text ?? '') : '')).join('')
}

/** Undefined where there is none. */
function reasoningOf({ reasoning_content, reasoning, content }: LooseDelta): string | undefined {
  if (reasoning_content || reasoning) return reasoning_content || reasoning || ''
  const parts = Array.isArray(content) ? content.filter(({ type }) => type === 'thinking') : []
  if (parts.length === 0) return undefined
  return parts.map(({ thinking }) => (Array.isArray(thinking) ? textOf(thinking) : '')).join('')
}

/** xAI and Google leave reasoning out of `completion_tokens`; it is in the total. */
function chatUsage(usage: CompletionUsage): TokenUsage | null {
  const { prompt_tokens: input, completion_tokens: output, total_tokens: total } = usage
  return tokenUsage({
    input,
    output: isCount(total) && isCount(input) && isCount(output) ? Math.max(output, total - input) : output,
    cached: usage.prompt_tokens_details?.cached_tokens,
    cacheWrite: usage.prompt_tokens_details?.cache_write_tokens,
    reasoning: usage.completion_tokens_details?.reasoning_tokens,
  })
}

function finishReason(raw: string, refused: boolean): FinishReason {
  if (refused) return { unified: 'refusal', raw }
  return { unified: UNIFIED.get(raw.toLowerCase()) ?? 'other', raw }
}

const UNIFIED = new Map<string, FinishReason['unified']>([
  ['stop', 'stop'],
  ['eos', 'stop'],
  ['end_turn', 'stop'],
  ['length', 'length'],
  ['max_tokens', 'length'],
  ['model_length', 'length'],
  ['content_filter', 'content_filter'],
  ['safety', 'content_filter'],
  ['refusal', 'refusal'],
  ['tool_calls', 'tool_calls'],
  ['function_call', 'tool_calls'],
])

/** Finish reasons that say that the server gave up (OpenRouter, DeepSeek). */
const BROKEN = new Set(['error', 'insufficient_system_resource', 'abort'])
