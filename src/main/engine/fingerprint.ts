import { createHash } from 'node:crypto'
import type { Feedback, FrozenStep } from '@shared/model/run'

/** Grows when what is hashed changes. Fingerprints of different versions count as equal (see `sameFingerprint`). */
export const FINGERPRINT_VERSION = 1

/**
 * Hash of everything that determines a step's request, as lower-case hex. Not of the label, the retries or the
 * limits of the run. For a review gate: of the text under review alone.
 */
export function fingerprint(
  step: FrozenStep,
  prompt: string,
  systemPrompt: string,
  feedback: Feedback | null,
): string {
  const parts =
    step.stepType === 'review'
      ? ['review', prompt]
      : [
          'request',
          prompt,
          systemPrompt,
          step.connection?.name ?? null,
          step.model ?? null,
          step.temperature ?? null,
          step.maxTokens,
          step.output,
          feedback,
        ]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** Whether an output made from `made` is what `now` would make. Another version's hash can't be compared: equal. */
export function sameFingerprint(
  made: { fingerprint: string | null; fingerprintVersion: number | null },
  now: string,
): boolean {
  return made.fingerprintVersion !== FINGERPRINT_VERSION || made.fingerprint === now
}
