import type { Estimate, JsonObject } from '@shared/contract'
import type { Problem } from '@shared/errors'
import { useEffect, useState } from 'react'
import { useAppState, useReconnections } from '../../../state/app-state'
import { useSettled } from '../../../ui/use-settled'
import { toBody, type EditedWorkflow } from '../document/edited-workflow'

export interface Checks {
  /** What the core finds that can't be seen from the texts: connections, keys, prices, schemas. */
  problems: Problem[]
  /** Null where it can't be told: not yet, or problems are in the way. */
  estimate: Estimate | null
}

const PAUSE_MS = 700
const NOTHING: Checks = { problems: [], estimate: null }

/** Asks the core about the workflow, once typing has paused. Unchanged, it is asked about by its id. */
export function useChecks(workflow: EditedWorkflow, storedId: string | null): Checks {
  const { client } = useAppState().connection
  const reconnections = useReconnections()
  const settled = useSettled(workflow, PAUSE_MS)
  const [checks, setChecks] = useState(NOTHING)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const ask = async (): Promise<void> => {
      const body = toBody(settled)
      const [validated, estimated] = await Promise.allSettled([
        client.workflows.validate(
          {
            // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a body is plain data
            source: { kind: 'inline', workflow: body as unknown as JsonObject },
          },
          { signal },
        ),
        client.workflows.estimateCost(
          {
            source:
              storedId === null
                ? { kind: 'inline', workflow: body }
                : { kind: 'workflow', workflowId: storedId },
          },
          { signal },
        ),
      ])
      if (signal.aborted) return
      setChecks({
        problems: validated.status === 'fulfilled' ? validated.value.problems : [],
        estimate: estimated.status === 'fulfilled' ? estimated.value : null,
      })
    }
    void ask()
    return () => controller.abort()
  }, [client, reconnections, settled, storedId])
  return checks
}
