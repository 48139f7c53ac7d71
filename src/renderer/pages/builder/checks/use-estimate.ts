import type { ApiClient, ApiInputs, Estimate } from '@shared/contract'
import { useEffect, useState } from 'react'
import { useAppState, useReconnections } from '../../../state/app-state'
import type { BuilderSession } from '../document/session-state'
import { toBody, type EditedWorkflow } from '../document/edited-workflow'
import { isLarge } from '../document/is-large'
import { useSettledWorkflow } from '../document/use-settled-workflow'
import { whenIdle } from '../document/when-idle'

const PAUSE_MS = 700
const LONG_PAUSE_MS = 2_500

/** What a run would cost, once typing has paused. Null where it can't be told: not yet, or problems are in the way. */
export function useEstimate(session: BuilderSession): Estimate | null {
  const { client } = useAppState().connection
  const reconnections = useReconnections()
  const settled = useSettledWorkflow(session.document, pauseFor)
  const [estimate, setEstimate] = useState<Estimate | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const ask = async (): Promise<void> => {
      try {
        setEstimate(await askFor(client, session, settled, signal))
      } catch {
        // It can't be told while problems are in the way, which are listed elsewhere.
        if (!signal.aborted) setEstimate(null)
      }
    }
    const cancel = whenIdle(() => void ask())
    return () => {
      cancel()
      controller.abort()
    }
  }, [client, reconnections, session, settled])
  return estimate
}

function pauseFor(workflow: EditedWorkflow): number {
  return isLarge(workflow) ? LONG_PAUSE_MS : PAUSE_MS
}

/** Unchanged, it is asked about by its id; changed, with the history of what is stored. */
function askFor(
  client: ApiClient,
  session: BuilderSession,
  workflow: EditedWorkflow,
  signal: AbortSignal,
): Promise<Estimate> {
  const { stored, saved } = session.store.getState()
  const question: ApiInputs['workflows']['estimateCost'] =
    stored !== null && workflow === saved
      ? { source: { kind: 'workflow', workflowId: stored.id } }
      : {
          source: { kind: 'inline', workflow: toBody(workflow) },
          ...(stored !== null && { historyOf: stored.id }),
        }
  return client.workflows.estimateCost(question, { signal })
}
