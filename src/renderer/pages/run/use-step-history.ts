import type { StepHistory } from '@shared/contract'
import type { Run, StepRun } from '@shared/model/run'
import { useAnswer, type Answer } from '../../state/use-answer'

interface HistoryWanted {
  attempts?: boolean
  /** Numbers of the revisions whose texts are wanted. */
  texts?: number[]
}

/** Everything that happened to a step, asked for again when something new has happened to it. */
export function useStepHistory(
  run: Run,
  step: StepRun,
  { attempts = false, texts = [] }: HistoryWanted,
): Answer<StepHistory> {
  const state = `${step.revision} ${step.attempts} ${step.status}`
  return useAnswer(`history ${run.id} ${step.id} ${state} ${attempts} ${texts.join()}`, (client, signal) =>
    client.runs.steps.revisions({ runId: run.id, stepId: step.id, attempts, texts }, { signal }),
  )
}
