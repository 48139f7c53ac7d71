import type { UsageFigures, UsageSummary } from '@shared/contract'
import { invalid } from '@shared/errors'
import type { UsageBucket } from '@main/store/usage-repository'

const NOTHING: UsageFigures = {
  requests: 0,
  costUsd: null,
  unpriced: 0,
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  estimated: false,
}

/**
 * Sums what was spent: in all, by day, by model and by workflow.
 * @param timeZone of the days, an IANA name; absent: this machine's
 * @throws BatonError `INVALID` for a time zone that isn't one
 */
export function summarizeUsage(buckets: UsageBucket[], timeZone: string | undefined): UsageSummary {
  const day = dayFormat(timeZone)
  const dayOf = ({ at }: UsageBucket) => day.format(at)
  const byDay = Map.groupBy(buckets, dayOf)
  const byModel = Map.groupBy(buckets, ({ connection, kind, model }) =>
    JSON.stringify([connection, kind, model]),
  )
  const byWorkflow = Map.groupBy(buckets, ({ workflowId, workflowName }) =>
    JSON.stringify([workflowId, workflowId === null ? workflowName : '']),
  )
  return {
    total: sum(buckets),
    days: groups(byDay, (bucket) => ({ day: dayOf(bucket) })),
    models: groups(byModel, ({ connection, kind, model }) => ({ connection, kind, model })).sort(
      dearestFirst,
    ),
    workflows: groups(byWorkflow, ({ workflowId, workflowName }) => ({ workflowId, workflowName })).sort(
      dearestFirst,
    ),
  }
}

function dayFormat(timeZone: string | undefined): Intl.DateTimeFormat {
  try {
    // The Swedish form of a date is YYYY-MM-DD.
    return new Intl.DateTimeFormat('sv-SE', {
      dateStyle: 'short',
      ...(timeZone !== undefined && { timeZone }),
    })
  } catch {
    const message = `"${timeZone}" is no time zone. Give an IANA name, such as Europe/Berlin.`
    throw invalid([{ path: ['timeZone'], message, severity: 'error' }])
  }
}

/** Each group with what names it, as its newest member says it: a workflow may have been renamed. */
function groups<Name extends object>(
  grouped: Map<string, UsageBucket[]>,
  name: (bucket: UsageBucket) => Name,
): (UsageFigures & Name)[] {
  return [...grouped.values()].flatMap((members) => {
    const newest = members.at(-1)
    return newest === undefined ? [] : [{ ...sum(members), ...name(newest) }]
  })
}

function sum(buckets: UsageBucket[]): UsageFigures {
  return buckets.reduce<UsageFigures>(
    (a, b) => ({
      requests: a.requests + b.requests,
      costUsd: a.costUsd === null ? b.costUsd : a.costUsd + (b.costUsd ?? 0),
      unpriced: a.unpriced + b.unpriced,
      inputTokens: a.inputTokens + b.inputTokens,
      outputTokens: a.outputTokens + b.outputTokens,
      cachedInputTokens: a.cachedInputTokens + b.cachedInputTokens,
      estimated: a.estimated || b.estimated,
    }),
    NOTHING,
  )
}

function dearestFirst(a: UsageFigures, b: UsageFigures): number {
  return (b.costUsd ?? 0) - (a.costUsd ?? 0) || b.requests - a.requests
}
