import type { ModelPort } from '@main/engine/ports'

/** A model that answers at once, though not within the same turn of the event loop: no server's answer does. */
export function createInstantModel(text: string): ModelPort {
  return {
    async *stream() {
      await new Promise(setImmediate)
      yield { type: 'text', text }
      yield {
        type: 'finish',
        finishReason: { unified: 'stop', raw: 'stop' },
        usage: { inputTokens: 100, outputTokens: 60 },
      }
    },
  }
}
