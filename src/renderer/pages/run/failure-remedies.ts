import type { StepError } from '@shared/errors'
import type { StepRun } from '@shared/model/run'
import { isMendedInSettings } from '../is-mended-in-settings'
import { raisedLimit } from './raised-limit'

/** What can be offered beside another try of the same request. */
interface FailureRemedies {
  openSettings: boolean
  anotherModel: boolean
  /** A higher limit of tokens; null: it would not help, or there is none. */
  higherLimit: number | null
  withoutTemperature: boolean
  editWorkflow: boolean
}

const MENDED_BY_ANOTHER_MODEL: readonly StepError['code'][] = [
  'unknown_model',
  'too_large',
  'refused',
  'filtered',
  'bad_request',
]
const MAY_BE_OUT_OF_TOKENS: readonly StepError['code'][] = ['reasoning_only', 'empty_answer', 'bad_format']

/** What mends the failure of a step, by its cause. */
export function failureRemedies({ error, settings }: StepRun): FailureRemedies {
  if (error === null) {
    return {
      openSettings: false,
      anotherModel: false,
      higherLimit: null,
      withoutTemperature: false,
      editWorkflow: false,
    }
  }
  const { code, retryable } = error
  const openSettings = isMendedInSettings(code)
  // An answer that had room enough is worth the same request once more; one that had not is not.
  const outOfTokens = MAY_BE_OUT_OF_TOKENS.includes(code) && !retryable
  return {
    openSettings,
    anotherModel: openSettings || MENDED_BY_ANOTHER_MODEL.includes(code),
    higherLimit: outOfTokens ? raisedLimit(settings.maxTokens) : null,
    withoutTemperature: code === 'bad_request' && settings.temperature !== undefined,
    editWorkflow: code === 'prompt',
  }
}
