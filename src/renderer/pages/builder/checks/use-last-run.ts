import { useMemo } from 'react'
import { useAnswer } from '../../../state/use-answer'
import { lastRunOf, type LastRun } from '../analysis/last-run'

/** The newest run of the workflow, once, when the builder opens. */
export function useLastRun(workflowId: string | null): LastRun | null {
  const { data } = useAnswer(
    workflowId === null ? null : `last run of ${workflowId}`,
    async (client, signal) => {
      if (workflowId === null) return null
      const { items } = await client.runs.list({ workflowId, limit: 1 }, { signal })
      return items[0] === undefined ? null : client.runs.get({ runId: items[0].id }, { signal })
    },
  )
  return useMemo(() => (data == null ? null : lastRunOf(data)), [data])
}
