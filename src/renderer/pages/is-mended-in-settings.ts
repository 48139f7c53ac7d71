import type { StepError } from '@shared/errors'

const CODES: readonly StepError['code'][] = ['bad_key', 'key_missing', 'no_credit']

/** Whether a request failed because of its connection's key or account. */
export function isMendedInSettings(code: StepError['code']): boolean {
  return CODES.includes(code)
}
