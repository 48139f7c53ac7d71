import type {
  Response,
  ResponseCreateParamsStreaming,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses'
import type { ModelRequest } from '@main/engine/ports'
import type { FinishReason, TokenUsage } from '@shared/model/run'
import { adapterFailure } from './adapter-failure'
import type { AdapterOptions } from './adapter-options'
import { createBoundFetch } from './http-fetch'
import { StreamError } from './map-error'
import { bearer, openaiClient } from './openai-client'
import type { StreamModel } from './stream-model'
import { takesTemperature } from './takes-temperature'
import { tokenUsage } from './token-usage'
import { createWholeCharacters } from './whole-characters'

/**
 * OpenAI's Responses API (platform.openai.com/docs/api-reference/responses-streaming). Complete is an answer with
 * `response.completed` or `response.incomplete`; `response.failed` and `error` are failures without a status.
 * Nothing is stored at OpenAI (`store: false`); by default responses are, for 30 days.
 */
export function createOpenAIResponses(options: AdapterOptions): StreamModel {
  return async function* stream(request, signal) {
    const transport = createBoundFetch({ ...options, headers: bearer(options.key) })
    const client = openaiClient(options, transport)
    let refused = false
    const whole = createWholeCharacters()
    let error: unknown
    try {
      const events = await client.responses.create(responsesBody(request), { signal })
      for await (const event of events as AsyncIterable<ResponseStreamEvent | null>) {
        if (event?.type === 'response.output_text.delta' || event?.type === 'response.refusal.delta') {
          refused ||= event.type === 'response.refusal.delta'
          const text = whole.add(event.delta)
          if (text !== '') yield { type: 'text', text }
        } else if (event !== null && isReasoning(event)) {
          yield { type: 'reasoning' }
        } else if (event?.type === 'response.completed' || event?.type === 'response.incomplete') {
          const { response } = event
          if (whole.rest() !== '') yield { type: 'text', text: whole.rest() }
          yield {
            type: 'finish',
            finishReason: finishReason(response, refused),
            usage: responsesUsage(response),
          }
          return
        } else if (event?.type === 'response.failed') {
          throw new StreamError(event.response.error ?? {})
        } else if (event?.type === 'error') {
          throw new StreamError({ ...event, type: undefined })
        }
      }
    } catch (thrown) {
      error = thrown
    }
    throw adapterFailure(error, request, options, transport, signal)
  }
}

function responsesBody(request: ModelRequest): ResponseCreateParamsStreaming {
  return {
    model: request.model,
    ...(request.systemPrompt !== '' && { instructions: request.systemPrompt }),
    input: request.messages.map(({ role, content }) => ({ type: 'message', role, content })),
    max_output_tokens: request.maxTokens,
    ...(takesTemperature(request) && { temperature: request.temperature }),
    store: false,
    stream: true,
  }
}

function isReasoning(event: ResponseStreamEvent): boolean {
  if (event.type === 'response.output_item.added') return event.item.type === 'reasoning'
  return (
    event.type === 'response.reasoning_text.delta' || event.type === 'response.reasoning_summary_text.delta'
  )
}

function finishReason(response: Response, refused: boolean): FinishReason {
  const raw = response.incomplete_details?.reason ?? response.status ?? 'completed'
  if (raw === 'content_filter') return { unified: 'content_filter', raw }
  // Some servers give no reason; that the answer is not whole is certain.
  if (raw === 'max_output_tokens' || raw === 'incomplete') return { unified: 'length', raw }
  if (refused) return { unified: 'refusal', raw }
  return { unified: raw === 'completed' ? 'stop' : 'other', raw }
}

/** OpenAI's own servers always send the details; those that imitate them may not. */
function responsesUsage(response: Response): TokenUsage | null {
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
