import type { StepRun } from '@shared/model/run'

/** `2 of 3` on the way to a step's first text; later ones begin a new count, and the number alone is known. */
export function describeAttempt({ revision, settings }: StepRun, number: number): string {
  const most = settings.maxRetries + 1
  return revision === null && number <= most ? `${number} of ${most}` : String(number)
}
