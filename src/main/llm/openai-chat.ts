import type { ChatCompletionChunk, ChatCompletionCreateParamsStreaming } from 'openai/resources/chat/completions'
import type { CompletionUsage } from 'openai/resources/completions'
import type { ModelRequest } from '@main/engine/ports'
import type { FinishReason, TokenUsage } from '@shared/model/run'
import { adapterFailure } from './adapter-failure'
import type { AdapterOptions } from './adapter-options'
import { createBoundFetch } from './http-fetch'
import { failureOfStatus } from './map-error'
import { bearer, openaiClient } from './openai-client'
import type { StreamModel } from './stream-model'
import { takesTemperature } from './takes-temperature'
import { isCount, tokenUsage } from './token-usage'

/**
 * OpenAI's Chat Completions, which nearly every other server speaks too
 * (platform.openai.com/docs/api-reference/chat-streaming).
 *
 * Complete is an answer whose choice has a `finish_reason` and whose stream came to its own end: `[DONE]`, or, as
 * some servers leave that out, the end of a body whose length HTTP knows.
 */
export function createOpenAIChat(options: AdapterOptions): StreamModel {
  return async function* stream(request, signal) {
    const transport = createBoundFetch({ ...options, headers: bearer(options.key) })
    const client = openaiClient(options, transport)
    let finish: string | undefined
    let usage: TokenUsage | null = null
    let refused = false
    try {
      const chunks = await client.chat.completions.create(chatBody(request, options), { signal })
      for await (const chunk of chunks as AsyncIterable<ChatCompletionChunk | null>) {
        usage = chunk?.usage ? (chatUsage(chunk.usage) ?? usage) : usage
        const choice = chunk?.choices?.[0]
        const delta: LooseDelta | undefined = choice?.delta
        if (hasReasoning(delta)) yield { type: 'reasoning' }
        const text = textOf(delta?.content)
        if (text !== '') yield { type: 'text', text }
        if (typeof delta?.refusal === 'string' && delta.refusal !== '') {
          refused = true
          yield { type: 'text', text: delta.refusal }
        }
        finish = choice?.finish_reason ?? finish
      }
      if (finish === undefined || signal.aborted || !transport.ended()) throw undefined
      const failed = FAILED[finish]
      if (failed !== undefined) throw failureOfStatus(failed, {}, { ...NO_SECRETS, ...options, model: request.model })
    } catch (error) {
      throw adapterFailure(error, request, options, transport, signal)
    }
    yield { type: 'finish', finishReason: finishReason(finish, refused), usage }
  }
}
