import type { StepError } from '@shared/errors'
import type { Attempt, StepRun, TokenUsage } from '@shared/model/run'
import { addUsage } from '@shared/model/run-totals'
import type { EnginePorts } from './ports'
import type { RequestResult } from './send-request'

/** What one attempt used and cost. */
export interface Spend {
  tokenUsage: TokenUsage | null
  /** USD; null: unknown. */
  costEstimate: number | null
}

/**
 * What an ended request used and cost. The provider's own figures where it sent them. Without them: nothing, if
 * the provider refused before it answered; else both sides counted here, and marked as estimated.
 */
export function attemptSpend(
  attempt: Attempt,
  result: Pick<RequestResult, 'text' | 'usage' | 'sawReasoning' | 'error' | 'aborted'>,
  ports: Pick<EnginePorts, 'prices' | 'tokens'>,
): Spend {
  const answered = result.text !== '' || result.sawReasoning
  const free: TokenUsage = { inputTokens: 0, outputTokens: 0 }
  if (result.usage === null && !answered && result.error !== null)
    return { tokenUsage: free, costEstimate: 0 }
  const tokenUsage = result.usage ?? {
    inputTokens: ports.tokens.count(sentText(attempt)),
    outputTokens: ports.tokens.count(result.text),
    estimated: true,
  }
  return { tokenUsage, costEstimate: ports.prices.cost(attempt.connection.kind, attempt.model, tokenUsage) }
}

/** The step's sums after one more attempt. */
export function addSpend(step: StepRun, spend: Spend): Spend {
  return {
    tokenUsage: addUsage(step.tokenUsage, spend.tokenUsage),
    costEstimate:
      step.costEstimate === null || spend.costEstimate === null
        ? null
        : step.costEstimate + spend.costEstimate,
  }
}

/** The text of a request, as one string: for counting. */
export function sentText(request: Pick<Attempt, 'systemPrompt' | 'messages'>): string {
  return [request.systemPrompt, ...request.messages.map((message) => message.content)].join('\n')
}

/** The attempt's record once it is over. */
export function endedAttempt(
  attempt: Attempt,
  outcome: Attempt['outcome'],
  error: StepError | null,
  result: Pick<RequestResult, 'finishReason'>,
  spend: Spend,
  at: number,
): Attempt {
  return { ...attempt, ...spend, outcome, error, finishReason: result.finishReason, finishedAt: at }
}
