import type { ModelRequest } from '@main/engine/ports'
import { ModelFailure } from '@shared/errors'
import { adapterFailure } from './adapter-failure'
import type { AdapterOptions } from './adapter-options'
import { AnswerCollector } from './answer-collector'
import { type BoundFetch, createBoundFetch } from './http-fetch'
import { StreamError } from './map-error'
import { createEventDecoder, type ServerSentEvent } from './server-sent-events'
import type { StreamModel } from './stream-model'

/** What differs from protocol to protocol. */
export interface AnswerProtocol {
  /** The headers that carry the key. */
  headers(key: string | undefined): Record<string, string>
  /** Sends the request; rejects with the SDK's error for any status but 200. */
  send(request: ModelRequest, options: AdapterOptions, transport: BoundFetch): Promise<Response>
  /** A reader of one answer's messages. */
  reader(options: AdapterOptions): AnswerReader
}

export interface AnswerReader {
  /**
   * Takes one message into `answer`, and finishes it at the protocol's terminal event.
   * @throws StreamError at an error that came as a message; SyntaxError or TypeError where it can't be read
   */
  read(message: ServerSentEvent, answer: AnswerCollector): void
  /** When the body has ended without an error and the answer is not finished: may still finish it. */
  end?(answer: AnswerCollector, transport: BoundFetch): void
}

/**
 * The way of a request that all protocols share: send, decode, read, hand on. An answer that is not finished by its
 * reader is a failed attempt, whatever ended it.
 */
export function createStreamModel(protocol: AnswerProtocol, options: AdapterOptions): StreamModel {
  return async function* stream(request, signal) {
    const transport = createBoundFetch({ ...options, headers: protocol.headers(options.key), signal })
    const answer = new AnswerCollector(options.key)
    let error: unknown
    let response: Response | undefined
    try {
      signal.throwIfAborted()
      response = await protocol.send(request, options, transport)
      const reader = protocol.reader(options)
      const decoder = createEventDecoder()
      let messages = 0
      for await (const bytes of response.body ?? []) {
        messages += readAll(decoder.decode(bytes), reader, answer)
        for (const chunk of answer.take()) yield chunk
        if (answer.finished) return
      }
      messages += readAll(decoder.end(), reader, answer)
      if (messages === 0) refuseDocument(response, options.connection)
      if (!answer.finished && !signal.aborted) reader.end?.(answer, transport)
      if (answer.finished) {
        for (const chunk of answer.take()) yield chunk
        return
      }
    } catch (thrown) {
      error = thrown
    }
    // What had arrived is the user's, whatever came behind it.
    for (const chunk of answer.take()) yield chunk
    if (isCharged(answer, response, error, transport)) yield { type: 'charged', usage: answer.reported }
    throw adapterFailure(error, request, options, transport, signal)
  }
}

function readAll(messages: ServerSentEvent[], reader: AnswerReader, answer: AnswerCollector): number {
  for (const message of messages) {
    if (answer.finished) break
    reader.read(message, answer)
    answer.begun = true
  }
  return messages.length
}

/**
 * Whether an answer that wasn't finished costs something all the same: once it has begun, and also where that can't be
 * told, since it broke off or the provider went silent. An error in its place is no answer.
 */
function isCharged(
  answer: AnswerCollector,
  response: Response | undefined,
  error: unknown,
  transport: BoundFetch,
): boolean {
  if (answer.begun || transport.isSilent()) return true
  const saysNo = error instanceof StreamError || error instanceof ModelFailure
  return response !== undefined && !saysNo
}

/** A web page or a plain object with status 200, and no message in it: another address than the user meant. */
function refuseDocument(response: Response, connection: string): void {
  const type = response.headers.get('content-type')?.split(';', 1)[0]?.trim()
  if (type !== 'text/html' && type !== 'application/json') return
  throw new ModelFailure({
    code: 'bad_request',
    message: `"${connection}" answered with ${type} instead of a stream.`,
    remedy:
      'Check the base URL of the connection: it may lead to a web page, or lack its last part, such as /v1.',
    retryable: false,
  })
}
