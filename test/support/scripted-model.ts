import { ModelFailure, type StepError } from '@shared/errors'
import type { FinishReason, TokenUsage } from '@shared/model/run'
import type { ModelChunk, ModelPort, ModelRequest } from '@main/engine/ports'

/** How a scripted model answers one request. */
export interface ScriptedAnswer {
  /** Pieces of text, in order. */
  text?: string[]
  /** Thrown after the text. */
  failure?: Partial<StepError> & { code: ModelFailure['error']['code'] }
  finish?: FinishReason['unified']
  /** A text is what the model shows of it. */
  reasoning?: boolean | string
  usage?: TokenUsage | null
  /** Ends the stream without its terminal chunk; with the figures of `charged`, if any. */
  cut?: boolean
  charged?: TokenUsage | null
  /** The answer goes on when this resolves. */
  until?: Promise<void>
}

export interface ScriptedModel extends ModelPort {
  /** Every request, in the order in which they were sent. */
  readonly requests: ModelRequest[]
  /** Most requests that were in flight at the same time. */
  readonly mostInFlight: number
}

/** A model that answers as it is told, and records what it was asked. */
export function createScriptedModel(
  answer: (request: ModelRequest, number: number) => ScriptedAnswer | string,
): ScriptedModel {
  const requests: ModelRequest[] = []
  let inFlight = 0
  let mostInFlight = 0
  return {
    requests,
    get mostInFlight() {
      return mostInFlight
    },
    async *stream(request, signal): AsyncGenerator<ModelChunk> {
      requests.push(request)
      inFlight += 1
      mostInFlight = Math.max(mostInFlight, inFlight)
      const given = answer(request, requests.length)
      const script: ScriptedAnswer = typeof given === 'string' ? { text: [given] } : given
      try {
        await new Promise(setImmediate)
        if (script.reasoning === true) yield { type: 'reasoning' }
        if (typeof script.reasoning === 'string') yield { type: 'reasoning', text: script.reasoning }
        for (const text of script.text ?? []) yield { type: 'text', text }
        if (script.until !== undefined) await untilOrAborted(script.until, signal)
        signal.throwIfAborted()
        if (script.failure !== undefined) {
          throw new ModelFailure({ message: 'Scripted failure.', retryable: true, ...script.failure })
        }
        if (script.charged !== undefined) yield { type: 'charged', usage: script.charged }
        if (script.cut === true) return
        yield {
          type: 'finish',
          finishReason: { unified: script.finish ?? 'stop', raw: script.finish ?? 'stop' },
          usage: script.usage === undefined ? { inputTokens: 10, outputTokens: 20 } : script.usage,
        }
      } finally {
        inFlight -= 1
      }
    },
  }
}

function untilOrAborted(until: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    until.then(resolve, reject)
  })
}
