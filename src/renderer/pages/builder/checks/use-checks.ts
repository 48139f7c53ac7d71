import type { Estimate, JsonObject } from '@shared/contract'
import type { Problem } from '@shared/errors'
import type { Step } from '@shared/model/step'
import { useEffect, useMemo, useState } from 'react'
import { useAppState, useReconnections } from '../../../state/app-state'
import { useAnswer } from '../../../state/use-answer'
import { useSettled } from '../../../ui/use-settled'
import { toBody, type EditedWorkflow } from '../document/edited-workflow'

export interface Checks {
  /** What the core finds that can't be seen from the texts: connections, keys, prices, schemas. */
  problems: Problem[]
  /** Null where it can't be told: not yet, or problems are in the way. */
  estimate: Estimate | null
}

const PAUSE_MS = 700
const LONG_PAUSE_MS = 2_500
/** Characters. */
const LARGE = 300_000
const NO_PROBLEMS: Problem[] = []

/** Asks the core about the workflow, once typing has paused. Unchanged, it is asked about by its id. */
export function useChecks(workflow: EditedWorkflow, storedId: string | null): Checks {
  const problems = useCoreProblems(workflow)
  const estimate = useEstimate(workflow, storedId)
  return useMemo(() => ({ problems, estimate }), [problems, estimate])
}

/** Asked about the settings alone: what there is to say about the texts is known here. */
function useCoreProblems(workflow: EditedWorkflow): Problem[] {
  const settled = useSettled(workflow, PAUSE_MS)
  // Typing a prompt changes no setting, so that nothing is asked.
  const settings = useMemo(
    () => JSON.stringify({ ...settled, steps: settled.steps.map(withoutTexts) }),
    [settled],
  )
  const { data } = useAnswer(`problems ${settings}`, (client, signal) => {
    const body: JsonObject = JSON.parse(settings)
    return client.workflows.validate({ source: { kind: 'inline', workflow: body } }, { signal })
  })
  return data?.problems ?? NO_PROBLEMS
}

function withoutTexts({ systemPrompt: _text, ...step }: Step): Step {
  return { ...step, prompt: '-' }
}

/** Asked about later where there is much to send. */
function useEstimate(workflow: EditedWorkflow, storedId: string | null): Estimate | null {
  const { client } = useAppState().connection
  const reconnections = useReconnections()
  const settled = useSettled(workflow, isLarge(workflow) ? LONG_PAUSE_MS : PAUSE_MS)
  const [estimate, setEstimate] = useState<Estimate | null>(null)
  useEffect(() => {
    const controller = new AbortController()
    const { signal } = controller
    const source =
      storedId === null
        ? { kind: 'inline' as const, workflow: toBody(settled) }
        : { kind: 'workflow' as const, workflowId: storedId }
    client.workflows.estimateCost({ source }, { signal }).then(
      (answer) => setEstimate(answer),
      // It can't be told while problems are in the way.
      () => {
        if (!signal.aborted) setEstimate(null)
      },
    )
    return () => controller.abort()
  }, [client, reconnections, settled, storedId])
  return estimate
}

function isLarge({ steps }: EditedWorkflow): boolean {
  return steps.reduce((length, step) => length + step.prompt.length, 0) > LARGE
}
