import type { ModelChunk } from '@main/engine/ports'
import type { FinishReason, TokenUsage } from '@shared/model/run'
import { redact } from './redact'

/**
 * Gathers what one piece of the network's says, and hands it out as few chunks: texts that follow each other are one.
 * A character is never torn: some servers cut an emoji in two, each half in its own delta, and half of one can't be
 * stored or sent as UTF-8.
 */
export class AnswerCollector {
  /** Whether the answer has come to its end; nothing is taken after that. */
  finished = false
  /** Whether the provider has begun to answer. */
  begun = false
  /** The figures that came before the answer's end; they may grow until then. */
  reported: TokenUsage | null = null
  private chunks: ModelChunk[] = []
  private held = ''
  private readonly key: string | undefined

  /** @param key to keep it out of what is stored, should the server echo it */
  constructor(key?: string) {
    this.key = key
  }

  text(delta: string | null | undefined): void {
    if (typeof delta === 'string' && delta !== '') this.held += delta
  }

  reasoning(delta?: string | null): void {
    this.releaseText(true)
    const last = this.chunks.at(-1)
    const chunk: ModelChunk & { type: 'reasoning' } =
      last?.type === 'reasoning' ? last : { type: 'reasoning' }
    if (chunk !== last) this.chunks.push(chunk)
    if (typeof delta === 'string' && delta !== '') chunk.text = (chunk.text ?? '') + delta
  }

  finish(finishReason: FinishReason, usage: TokenUsage | null): void {
    this.releaseText(false)
    const raw = redact(finishReason.raw, this.key, []) ?? finishReason.unified
    this.chunks.push({ type: 'finish', finishReason: { ...finishReason, raw }, usage })
    this.finished = true
  }

  /** What can be handed on now; the collector keeps none of it. */
  take(): ModelChunk[] {
    if (!this.finished) this.releaseText(true)
    const { chunks } = this
    this.chunks = []
    return chunks
  }

  /** @param more whether the second half of a character may still come */
  private releaseText(more: boolean): void {
    const whole = more && endsInHalf(this.held) ? this.held.slice(0, -1) : this.held
    if (whole !== '') this.chunks.push({ type: 'text', text: more ? whole : whole.toWellFormed() })
    this.held = this.held.slice(whole.length)
  }
}

function endsInHalf(text: string): boolean {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last <= 0xdbff
}
