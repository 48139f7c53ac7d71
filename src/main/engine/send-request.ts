import { ModelFailure, type StepError } from '@shared/errors'
import type { FinishReason, TokenUsage } from '@shared/model/run'
import type { Clock, ModelPort, ModelRequest } from './ports'

/** How one request ended, before it is judged (see `judgeAnswer`). */
export interface RequestResult {
  text: string
  sawReasoning: boolean
  /** As far as the provider shows it: for counting. */
  reasoning: string
  finishReason: FinishReason | null
  /** Of an answer without a finish reason: what was known before it broke off. */
  usage: TokenUsage | null
  /** The provider took the request, so that it costs something, whatever came of it. */
  charged: boolean
  /** Null: the answer is whole, as far as the protocol goes. */
  error: StepError | null
  /** True when `signal` ended it. */
  aborted: boolean
  durationMs: number
}

/** At most one piece of text per frame leaves here, whatever the provider's chunks are. */
const FRAME_MS = 16

/**
 * Sends one request and hands its text on, in pieces of about a frame. Never throws and never retries: what went
 * wrong is in the result. A failure that is not the adapter's own `ModelFailure` is reported as `internal`.
 */
export async function sendRequest(
  request: ModelRequest,
  ports: { models: ModelPort; clock: Clock },
  signal: AbortSignal,
  onText: (delta: string) => void,
): Promise<RequestResult> {
  const { clock } = ports
  const startedAt = clock.monotonic()
  const result: RequestResult = {
    text: '',
    sawReasoning: false,
    reasoning: '',
    finishReason: null,
    usage: null,
    charged: false,
    error: null,
    aborted: false,
    durationMs: 0,
  }
  // Joined once a frame: text that is added piece by piece stays a tree of its pieces, many times as large.
  let held: string[] = []
  const reasoning: string[] = []
  let flushedAt = -FRAME_MS
  let timer: NodeJS.Timeout | null = null
  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (held.length === 0) return
    const text = held.join('')
    held = []
    result.text += text
    onText(text)
    flushedAt = performance.now()
  }
  try {
    for await (const chunk of ports.models.stream(request, signal)) {
      result.charged = true
      if (chunk.type === 'text') {
        held.push(chunk.text)
        if (performance.now() - flushedAt >= FRAME_MS) flush()
        else timer ??= setTimeout(flush, FRAME_MS)
      } else if (chunk.type === 'reasoning') {
        result.sawReasoning = true
        if (chunk.text !== undefined) reasoning.push(chunk.text)
        flush()
      } else if (chunk.type === 'charged') result.usage = chunk.usage
      else {
        result.finishReason = chunk.finishReason
        result.usage = chunk.usage
      }
    }
    if (result.finishReason === null && !signal.aborted) result.error = CUT
  } catch (error) {
    if (!signal.aborted) result.error = error instanceof ModelFailure ? error.error : internal(error)
  }
  flush()
  result.reasoning = reasoning.join('')
  result.aborted = signal.aborted && result.finishReason === null
  result.durationMs = clock.monotonic() - startedAt
  return result
}

const CUT: StepError = {
  code: 'stream_cut',
  message: 'The answer was cut off before it was complete.',
  retryable: true,
}

function internal(error: unknown): StepError {
  const what = error instanceof Error ? error.name : typeof error
  return {
    code: 'internal',
    message: `The model adapter failed unexpectedly (${what}).`,
    remedy: 'Retry the step; if it fails again, please report it.',
    retryable: false,
  }
}
