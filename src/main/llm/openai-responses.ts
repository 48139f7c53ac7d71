import type {
  Response as ModelResponse,
  ResponseCreateParamsStreaming,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses'
import type { ModelRequest } from '@main/engine/ports'
import type { FinishReason, TokenUsage } from '@shared/model/run'
import type { AdapterOptions } from './adapter-options'
import { StreamError } from './map-error'
import { bearer, openaiClient } from './openai-client'
import { type AnswerReader, createStreamModel } from './stream-answer'
import type { StreamModel } from './stream-model'
import { strictSchema } from './strict-schema'
import { takesTemperature } from './takes-temperature'
import { tokenUsage } from './token-usage'

/**
 * OpenAI's Responses API (platform.openai.com/docs/api-reference/responses-streaming). Complete is an answer with
 * `response.completed` or `response.incomplete`; `response.failed` and `error` are failures without a status.
 * Nothing is stored at OpenAI (`store: false`); by default responses are, for 30 days.
 */
export function createOpenAIResponses(options: AdapterOptions): StreamModel {
  return createStreamModel(
    {
      headers: bearer,
      send: (request, given, transport) =>
        openaiClient(given, transport).responses.create(responsesBody(request)).asResponse(),
      reader: createReader,
    },
    options,
  )
}

function createReader(): AnswerReader {
  let refused = false
  return {
    read({ event: name, data }, answer) {
      if (data === '[DONE]') return
      const event: ResponseStreamEvent | null = JSON.parse(data)
      if (name === 'error' || event?.type === 'error') throw new StreamError(errorOf(event))
      if (event?.type === 'response.output_text.delta') answer.text(event.delta)
      else if (event?.type === 'response.refusal.delta') {
        refused = true
        answer.text(event.delta)
      } else if (event?.type === 'response.completed' || event?.type === 'response.incomplete') {
        answer.finish(finishReason(event.response, refused), responsesUsage(event.response))
      } else if (event?.type === 'response.failed') {
        answer.reported = responsesUsage(event.response)
        throw new StreamError(event.response.error ?? {})
      } else if (event?.type === 'response.output_item.added') {
        if (event.item.type === 'reasoning') answer.reasoning()
      } else if (
        event?.type === 'response.reasoning_text.delta' ||
        event?.type === 'response.reasoning_summary_text.delta'
      ) {
        answer.reasoning(event.delta)
      }
    },
  }
}

/** The event has the parts of an error itself; some servers put it one level deeper, as in an HTTP body. */
function errorOf(event: object | null): unknown {
  const { error, code, message, param }: LooseError = { ...event }
  return error ?? { code, message, param }
}

interface LooseError {
  error?: unknown
  code?: unknown
  message?: unknown
  param?: unknown
}

function responsesBody(request: ModelRequest): ResponseCreateParamsStreaming {
  const schema = strictSchema(request)
  return {
    model: request.model,
    ...(request.systemPrompt !== '' && { instructions: request.systemPrompt }),
    input: request.messages.map(({ role, content }) => ({ type: 'message', role, content })),
    max_output_tokens: request.maxTokens,
    ...(takesTemperature(request) && { temperature: request.temperature }),
    ...(schema !== undefined && {
      text: { format: { type: 'json_schema', name: 'output', strict: true, schema } },
    }),
    store: false,
    stream: true,
  }
}

function finishReason(response: ModelResponse, refused: boolean): FinishReason {
  const raw = response.incomplete_details?.reason ?? response.status ?? 'completed'
  if (raw === 'content_filter') return { unified: 'content_filter', raw }
  // Some servers give no reason; that the answer is not whole is certain.
  if (raw === 'max_output_tokens' || raw === 'incomplete') return { unified: 'length', raw }
  if (refused) return { unified: 'refusal', raw }
  return { unified: raw === 'completed' ? 'stop' : 'other', raw }
}

/** OpenAI's own servers always send the details; those that imitate them may not. */
function responsesUsage(response: ModelResponse): TokenUsage | null {
  const usage: LooseUsage | undefined = response.usage
  if (!usage) return null
  return tokenUsage({
    input: usage.input_tokens,
    output: usage.output_tokens,
    cached: usage.input_tokens_details?.cached_tokens,
    cacheWrite: usage.input_tokens_details?.cache_write_tokens,
    reasoning: usage.output_tokens_details?.reasoning_tokens,
  })
}

interface LooseUsage {
  input_tokens?: number
  output_tokens?: number
  input_tokens_details?: { cached_tokens?: number; cache_write_tokens?: number } | null
  output_tokens_details?: { reasoning_tokens?: number } | null
}
