import type { StepError } from '@shared/errors'
import type { Attempt, StepRun, TokenUsage } from '@shared/model/run'
import { addUsage } from '@shared/model/run-totals'
import type { EnginePorts, TokenCounter } from './ports'
import type { RequestResult } from './send-request'

/** What one attempt used and cost. */
export interface Spend {
  tokenUsage: TokenUsage | null
  /** USD; null: unknown. */
  costEstimate: number | null
}

/**
 * What an ended request used and cost. The provider's own figures where the answer came to its end with them.
 * Nothing, if the provider refused it before it answered. Else what had come of the figures, and both sides counted
 * here where they lack, marked as estimated: an answer that breaks off is charged all the same.
 */
export function attemptSpend(
  attempt: Attempt,
  result: Pick<RequestResult, 'text' | 'reasoning' | 'finishReason' | 'usage' | 'charged' | 'error'>,
  ports: Pick<EnginePorts, 'prices' | 'tokens'>,
): Spend {
  if (result.error !== null && !result.charged) {
    return { tokenUsage: { inputTokens: 0, outputTokens: 0 }, costEstimate: 0 }
  }
  const tokenUsage =
    result.usage !== null && result.finishReason !== null
      ? result.usage
      : countedUsage(attempt, result, ports.tokens)
  return { tokenUsage, costEstimate: ports.prices.cost(attempt.connection.kind, attempt.model, tokenUsage) }
}

function countedUsage(
  attempt: Attempt,
  { text, reasoning, usage }: Pick<RequestResult, 'text' | 'reasoning' | 'usage'>,
  tokens: TokenCounter,
): TokenUsage {
  const counted = tokens.count(text) + tokens.count(reasoning)
  return {
    ...(usage ?? { inputTokens: tokens.count(sentText(attempt)) }),
    outputTokens: Math.max(counted, usage?.outputTokens ?? 0),
    estimated: true,
  }
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
