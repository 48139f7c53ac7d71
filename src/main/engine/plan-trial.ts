import { BatonError, invalid, notFound } from '@shared/errors'
import type { FrozenStep, Run, RunInput, StepRun } from '@shared/model/run'
import type { Step } from '@shared/model/step'
import type { WorkflowSettings } from '@shared/model/workflow'
import { freezeRun, freezeSteps } from './freeze-run'
import type { ConnectionPort, EnginePorts } from './ports'

/** A step as it is to be tried, in a run that is not stored, with outputs on the earlier steps. */
export interface PlannedTrial {
  run: Run
  step: StepRun
  /** The step as it was authored. */
  authored: Step
  /** With which workflow the trial is kept; null: with none. */
  keptWith: string | null
}

export interface TrialSubject {
  workflow: Omit<WorkflowSettings, 'steps'> & { steps: Step[] }
  stepId: string
  keptWith: string | null
  input: RunInput | undefined
  /** Texts by the id of the step that they stand for. */
  outputs: Readonly<Record<string, string>>
}

/**
 * Freezes one step to be tried. A disabled step can be tried as well; faults of other steps don't matter.
 * @throws BatonError `NOT_FOUND`, `KEY_MISSING`, `INVALID`
 */
export function planTrial(
  { workflow, stepId, keptWith, input, outputs }: TrialSubject,
  ports: Pick<EnginePorts, 'connections' | 'newId' | 'clock'>,
): PlannedTrial {
  const steps = workflow.steps.map((step) => (step.id === stepId ? { ...step, enabled: true } : step))
  const source = { workflow: { ...workflow, steps }, workflowId: null, sourcePath: null }
  const empty = freezeRun(
    source,
    freezeFor(steps, stepId, ports.connections),
    input,
    { budgetUsd: null, reuse: false },
    { newId: ports.newId, now: ports.clock.now },
  )
  const texts = new Map(Object.entries(outputs))
  const run = {
    ...empty,
    steps: empty.steps.map((step) => ({ ...step, output: texts.get(step.id) ?? null })),
  }
  const step = run.steps.find(({ id }) => id === stepId)
  const authored = workflow.steps.find(({ id }) => id === stepId)
  if (step === undefined || authored === undefined) throw notFound('step', stepId)
  return { run, step: { ...step, output: null }, authored, keptWith }
}

function freezeFor(steps: Step[], stepId: string, connections: ConnectionPort): FrozenStep[] {
  const { steps: frozen, problems } = freezeSteps(steps, {}, connections)
  const problem = problems.find(({ path }) => typeof path[1] === 'number' && steps[path[1]]?.id === stepId)
  if (problem === undefined) return frozen
  const { missingKey } = freezeSteps(
    steps.filter(({ id }) => id === stepId),
    {},
    connections,
  )
  throw missingKey ? new BatonError('KEY_MISSING', problem.message) : invalid([problem])
}
