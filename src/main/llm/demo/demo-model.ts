import type { Clock, ModelChunk, ModelRequest, TokenCounter } from '@main/engine/ports'
import { ModelFailure } from '@shared/errors'
import type { TokenUsage } from '@shared/model/run'
import type { StreamModel } from '../stream-model'
import { demoFault, type DemoFault } from './demo-faults'
import { writeAnswer } from './write-answer'

export interface DemoOptions {
  /** 1: the pace of a quick model, 2 to 5 s for an answer; 0: at once. See `demoPace`. */
  pace: number
  sleep: Clock['sleep']
  tokens: TokenCounter
  /** Another seed gives other wordings. */
  seed?: string
}

/** Together below 5 s, whatever the length of the answer. */
const LONGEST_MS = 4_500
const PIECES = 150
const PIECE_MS = 30
/** Short answers come more slowly, so that one sees them come. */
const SHORT_MS = 2_500
const SHORT_PIECE_MS = 150
const SLOW_MS = 30_000

/** Requests whose failures are remembered; the oldest are forgotten. */
const REMEMBERED = 1_000

/**
 * The built-in provider: needs no network and no key, costs nothing, and gives the same answer to the same request.
 * Keeps to `maxTokens` like any other.
 */
export function createDemoModel(options: DemoOptions): StreamModel {
  const failures = new Map<string, number>()

  return async function* stream(request, signal) {
    signal.throwIfAborted()
    const key = JSON.stringify([request.model, request.systemPrompt, request.messages[0]])
    const failedBefore = failures.get(key) ?? 0
    const fault = demoFault(request.model, failedBefore)
    if (Object.keys(fault).length > 0) {
      failures.delete(key)
      failures.set(key, failedBefore + 1)
      if (failures.size > REMEMBERED) failures.delete(failures.keys().next().value ?? '')
    }
    if (fault.fail !== undefined) throw fault.fail
    yield* answer(request, fault, options, signal)
  }
}

/** `BATON_DEMO_PACE` as a number between 0 and 1; 1 where it is not set or no number. */
export function demoPace(value: string | undefined): number {
  const pace = Number.parseFloat(value ?? '')
  return Number.isNaN(pace) ? 1 : Math.min(Math.max(pace, 0), 1)
}

async function* answer(
  request: ModelRequest,
  fault: DemoFault,
  { pace, sleep, tokens, seed = '' }: DemoOptions,
  signal: AbortSignal,
): AsyncGenerator<ModelChunk> {
  const prompt = request.messages.at(-1)?.content ?? ''
  const whole = fault.replace?.(prompt) ?? writeAnswer(request, seed)
  const { text, truncated } = fitTokens(fault.half === true ? half(whole) : whole, request.maxTokens, tokens)
  if (fault.reasoning === true) yield { type: 'reasoning' }
  const pieces = splitText(text)
  const pause = fault.slow === true ? SLOW_MS / pieces.length : pace * pieceTime(pieces.length)
  for (const piece of pieces) {
    if (pause > 0) await sleep(pause, signal)
    signal.throwIfAborted()
    yield { type: 'text', text: piece }
  }
  if (fault.cut !== undefined) throw new ModelFailure(fault.cut.error)
  yield {
    type: 'finish',
    finishReason:
      fault.finishReason ??
      (truncated ? { unified: 'length', raw: 'length' } : { unified: 'stop', raw: 'stop' }),
    usage: fault.noUsage === true ? null : usageOf(request, text, fault, tokens),
  }
}

/** Milliseconds before each of so many pieces, at full pace. */
function pieceTime(pieces: number): number {
  const unhurried = Math.max(PIECE_MS, Math.min(SHORT_PIECE_MS, SHORT_MS / pieces))
  return Math.min(unhurried, LONGEST_MS / pieces)
}

function usageOf(request: ModelRequest, text: string, fault: DemoFault, tokens: TokenCounter): TokenUsage {
  const prompt = [request.systemPrompt, ...request.messages.map(({ content }) => content)]
  const inputTokens = prompt.reduce((sum, part) => sum + tokens.count(part), 0)
  const written = tokens.count(text)
  if (fault.reasoning !== true) return { inputTokens, outputTokens: written }
  return { inputTokens, outputTokens: request.maxTokens, reasoningTokens: request.maxTokens - written }
}

function half(text: string): string {
  return text.slice(0, Math.ceil(text.length / 2)).toWellFormed()
}

/** Cuts a text at the token limit; found by bisection, as counting is all that a counter can do. */
function fitTokens(text: string, limit: number, tokens: TokenCounter): { text: string; truncated: boolean } {
  if (tokens.count(text) <= limit) return { text, truncated: false }
  let fits = 0
  let tooLong = text.length
  while (tooLong - fits > 1) {
    const middle = Math.floor((fits + tooLong) / 2)
    if (tokens.count(text.slice(0, middle)) <= limit) fits = middle
    else tooLong = middle
  }
  return { text: text.slice(0, fits).toWellFormed(), truncated: true }
}

/** Whole words with their spaces, in at most `PIECES` pieces of about the same length. */
function splitText(text: string): string[] {
  const length = Math.max(12, Math.ceil(text.length / PIECES))
  const pieces: string[] = []
  let piece = ''
  for (const word of text.split(/(?<=\s)/)) {
    piece += word
    if (piece.length < length) continue
    pieces.push(piece)
    piece = ''
  }
  return piece === '' ? pieces : [...pieces, piece]
}
