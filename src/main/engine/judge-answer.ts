import type { StepError } from '@shared/errors'
import type { FrozenStep } from '@shared/model/run'
import { checkOutput } from './output-format'
import type { RequestResult } from './send-request'

export type Verdict =
  | { ok: true; truncated: boolean; unknownFinish?: string }
  | { ok: false; error: StepError }

/**
 * Decides what an ended request means for its step: an output, an output cut short, or a failure of which kind.
 * @param prefix what the answer goes on from
 */
export function judgeAnswer(step: FrozenStep, result: RequestResult, prefix: string): Verdict {
  if (result.error !== null) return { ok: false, error: result.error }
  const finish = result.finishReason?.unified
  if (finish === 'refusal') return failure('refused', 'The model refused to answer.', REPHRASE)
  if (finish === 'content_filter') {
    return failure('filtered', "The provider's content filter stopped the answer.", REPHRASE)
  }
  const truncated = finish === 'length'
  if (result.text.trim() === '') {
    if (result.sawReasoning || (result.usage?.reasoningTokens ?? 0) > 0) {
      return failure(
        'reasoning_only',
        'The model spent the whole answer on reasoning and wrote no text.',
        `Raise Max tokens above ${step.maxTokens}, or choose a model that reasons less.`,
      )
    }
    if (truncated) {
      return failure(
        'empty_answer',
        'The token limit was reached before any text was written.',
        `Raise Max tokens above ${step.maxTokens}.`,
      )
    }
    return failure('empty_answer', 'The model sent an empty answer.', undefined, true)
  }
  const mismatch = checkOutput(prefix + result.text, step.output)
  if (mismatch === null) {
    // An unknown reason is neither a sign that the answer is whole nor that it isn't.
    const isUnknown = finish === 'other' || finish === 'tool_calls'
    return { ok: true, truncated, ...(isUnknown && { unknownFinish: result.finishReason?.raw ?? finish }) }
  }
  if (truncated) {
    return failure(
      'bad_format',
      'The answer was cut at the token limit, so its JSON is not complete.',
      `Raise Max tokens above ${step.maxTokens}.`,
    )
  }
  return failure('bad_format', `The answer is not the JSON that was asked for: ${mismatch}`, undefined, true)
}

const REPHRASE = 'Change the prompt or the input, or choose another model.'

function failure(
  code: StepError['code'],
  message: string,
  remedy: string | undefined,
  retryable = false,
): Verdict {
  return { ok: false, error: { code, message, ...(remedy !== undefined && { remedy }), retryable } }
}
