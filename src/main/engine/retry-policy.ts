import type { StepError } from '@shared/errors'

const BASE_MS = 1000
const CAP_MS = 60_000

/**
 * How long to wait before the next attempt, in milliseconds: exponential backoff with full jitter
 * (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/), but never earlier than the
 * provider asked. Null: don't try again.
 *
 * @param failures how many attempts have failed since the step was started or resumed, this one included
 * @param random at least 0, below 1
 */
export function retryDelay(
  error: StepError,
  failures: number,
  maxRetries: number,
  random: number,
): number | null {
  if (!error.retryable || failures > maxRetries) return null
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** (failures - 1))
  return Math.max(Math.round(random * ceiling), error.retryAfterMs ?? 0)
}
