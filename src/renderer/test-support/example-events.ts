import type { PlainEvent } from './memory-core'

export function doneEvent(stepId: string, durationMs: number, revision = 0, output?: string): PlainEvent {
  return {
    type: 'done',
    scope: 'step',
    stepId,
    revision: mark(revision + 1),
    ...(output !== undefined && { output }),
    truncated: false,
    reused: false,
    tokenUsage: { inputTokens: 520, outputTokens: 340 },
    costEstimate: 0.007,
    durationMs,
  }
}

export function mark(number: number) {
  return { number, source: 'model' as const, fingerprint: `f${number}`, fingerprintVersion: 1 }
}
