import { implementation } from './implement-contract'
import { summarizeUsage } from './summarize-usage'

const { usage: procedures } = implementation

/** What was spent. */
export const usage = procedures.router({
  summary: procedures.summary.handler(({ input: { timeZone, ...span }, context: { core } }) =>
    summarizeUsage(core.store.usage.buckets(span), timeZone),
  ),
})
