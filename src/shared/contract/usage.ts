import { type } from '@orpc/contract'
import { z } from 'zod'
import { procedure } from './errors'
import { id, time } from './fields'

/** Sums over requests, failed ones included. */
export interface UsageFigures {
  requests: number
  /** USD of the requests whose price is known; null if there is none such. Say "at least" if `unpriced` is not 0. */
  costUsd: number | null
  /** Requests whose price is not known. */
  unpriced: number
  /** All prompt tokens, cached ones included. */
  inputTokens: number
  /** All answer tokens, reasoning included. */
  outputTokens: number
  cachedInputTokens: number
  /** Some tokens were counted here because the provider sent no figures. */
  estimated: boolean
}

/** What was spent in a span of time. Runs and workflows that were deleted since are included. */
export interface UsageSummary {
  total: UsageFigures
  /** Only days with requests, oldest first; `day` is `YYYY-MM-DD` in the time zone asked for. */
  days: (UsageFigures & { day: string })[]
  /** Greatest cost first. */
  models: (UsageFigures & { connection: string; kind: string; model: string })[]
  /** Greatest cost first. Null: runs of files and of templates, and trials of steps. */
  workflows: (UsageFigures & { workflowId: string | null; workflowName: string })[]
}

/** What was spent. */
export const usage = {
  /** Requests that started at or after `from` and before `to`. An unknown `timeZone` (IANA name) is `INVALID`. */
  summary: procedure
    .input(
      z
        .strictObject({
          from: time,
          to: time,
          timeZone: z
            .string()
            .min(1)
            .max(100)
            .regex(/^[A-Za-z0-9_+\-/:]+$/)
            .optional(),
          workflowId: id.optional(),
        })
        .refine((input) => input.from < input.to, 'The span is empty: "from" must be before "to".'),
    )
    .output(type<UsageSummary>()),
}
