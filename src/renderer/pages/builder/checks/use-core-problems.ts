import type { JsonObject } from '@shared/contract'
import type { Problem } from '@shared/errors'
import type { Step } from '@shared/model/step'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useAnswer } from '../../../state/use-answer'
import type { DocumentStore } from '../document/document-store'
import { toBody } from '../document/edited-workflow'
import { useSettledWorkflow } from '../document/use-settled-workflow'
import { carryProblems } from './carry-problems'

const PAUSE_MS = 700
const NO_PROBLEMS: Problem[] = []

/**
 * What the core finds that can't be seen from the texts: connections, keys, prices, schemas. It is asked once typing
 * has paused, about the settings alone: what there is to say about the texts is known here.
 */
export function useCoreProblems(document: DocumentStore): Problem[] {
  const settled = useSettledWorkflow(document, pause)
  // Typing a prompt changes no setting, so that nothing is asked.
  const settings = useMemo(
    () => JSON.stringify(toBody({ ...settled, steps: settled.steps.map(withoutTexts) })),
    [settled],
  )
  const { data } = useAnswer(`problems ${settings}`, async (client, signal) => {
    const body: JsonObject = JSON.parse(settings)
    const source = { kind: 'inline' as const, workflow: body }
    const { problems } = await client.workflows.validate({ source }, { signal })
    return { problems, asked: toBody(settled) }
  })
  // As a text, so that a letter that changes nothing about them draws nothing.
  const carried = useStore(document.store, ({ workflow }) =>
    data === undefined || data.problems.length === 0
      ? null
      : JSON.stringify(carryProblems(data.problems, data.asked, workflow)),
  )
  return useMemo(() => (carried === null ? NO_PROBLEMS : JSON.parse(carried)), [carried])
}

function pause(): number {
  return PAUSE_MS
}

function withoutTexts({ systemPrompt: _text, ...step }: Step): Step {
  return { ...step, prompt: '-' }
}
