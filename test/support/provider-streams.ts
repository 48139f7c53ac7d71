import type { NetworkProtocol } from './provider-adapters'

/** What an answer of a protocol says beside its text. */
export interface StreamParts {
  /** As the protocol calls it; default: a normal end. */
  finish?: string
  /** False: no token figures. */
  usage?: boolean
}

/**
 * The events of a whole answer as the protocol's own server sends them, one string each. The last one that is not
 * `[DONE]` and not a token figure is the terminal event.
 */
export function answerEvents(protocol: NetworkProtocol, pieces: string[], parts: StreamParts = {}): string[] {
  if (protocol === 'openai-chat') return chatEvents(pieces, parts)
  return protocol === 'anthropic' ? anthropicEvents(pieces, parts) : responsesEvents(pieces, parts)
}

/** An error event in the middle of a stream. */
export function errorEvent(protocol: NetworkProtocol, error: Record<string, unknown>): string {
  if (protocol === 'openai-chat') return data({ error })
  if (protocol === 'anthropic') return named('error', { type: 'error', error })
  return named('error', { type: 'error', sequence_number: 9, param: null, ...error })
}

export function data(value: unknown): string {
  return `data: ${JSON.stringify(value)}\n\n`
}

export function named(event: string, value: unknown): string {
  return `event: ${event}\n${data(value)}`
}

function chatEvents(pieces: string[], { finish = 'stop', usage = true }: StreamParts): string[] {
  const chunk = (choices: unknown[], more: object = {}): string =>
    data({ id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'test-model', choices, ...more })
  const choice = (delta: object, finish_reason: string | null = null): unknown[] => [
    { index: 0, delta, finish_reason },
  ]
  const figures = {
    prompt_tokens: 20,
    completion_tokens: 9,
    total_tokens: 29,
    prompt_tokens_details: { cached_tokens: 4 },
    completion_tokens_details: { reasoning_tokens: 2 },
  }
  return [
    chunk(choice({ role: 'assistant', content: '' })),
    ...pieces.map((content) => chunk(choice({ content }))),
    chunk(choice({}, finish)),
    ...(usage ? [chunk([], { usage: figures })] : []),
    'data: [DONE]\n\n',
  ]
}

function anthropicEvents(pieces: string[], { finish = 'end_turn', usage = true }: StreamParts): string[] {
  const first = {
    input_tokens: 10,
    cache_read_input_tokens: 4,
    cache_creation_input_tokens: 6,
    output_tokens: 1,
  }
  const message = {
    id: 'm1',
    type: 'message',
    role: 'assistant',
    model: 'test-model',
    content: [],
    stop_reason: null,
  }
  return [
    named('message_start', {
      type: 'message_start',
      message: { ...message, ...(usage && { usage: first }) },
    }),
    named('content_block_start', {
      type: 'content_block_start',
      index: 0,
      content_block: { type: 'text', text: '' },
    }),
    named('ping', { type: 'ping' }),
    ...pieces.map((text) =>
      named('content_block_delta', {
        type: 'content_block_delta',
        index: 0,
        delta: { type: 'text_delta', text },
      }),
    ),
    named('content_block_stop', { type: 'content_block_stop', index: 0 }),
    named('message_delta', {
      type: 'message_delta',
      delta: { stop_reason: finish, stop_sequence: null },
      ...(usage && { usage: { output_tokens: 9, output_tokens_details: { thinking_tokens: 2 } } }),
    }),
    named('message_stop', { type: 'message_stop' }),
  ]
}

function responsesEvents(pieces: string[], { finish = 'completed', usage = true }: StreamParts): string[] {
  const status = finish === 'completed' ? 'completed' : 'incomplete'
  const response = {
    id: 'r1',
    object: 'response',
    model: 'test-model',
    status,
    incomplete_details: status === 'incomplete' ? { reason: finish } : null,
    output: [],
    ...(usage && {
      usage: {
        input_tokens: 20,
        input_tokens_details: { cached_tokens: 4, cache_write_tokens: 0 },
        output_tokens: 9,
        output_tokens_details: { reasoning_tokens: 2 },
        total_tokens: 29,
      },
    }),
  }
  const event = (type: string, more: object): string => named(type, { type, sequence_number: 1, ...more })
  const place = { item_id: 'i1', output_index: 0, content_index: 0 }
  return [
    event('response.created', { response: { ...response, status: 'in_progress' } }),
    event('response.output_item.added', {
      output_index: 0,
      item: { type: 'message', id: 'i1', content: [] },
    }),
    ...pieces.map((delta) => event('response.output_text.delta', { ...place, delta, logprobs: [] })),
    event('response.output_text.done', { ...place, text: pieces.join('') }),
    event(`response.${status}`, { response }),
  ]
}
