import type { Run, StepRun } from '@shared/model/run'
import { stepsToSendBack } from './send-back'

/**
 * A part of a run that the user may ask for. `remaining`: what resume would do. `stale`: running the stale steps
 * again, or those of `stepIds`. `sendBack`: sending the open gate back, up to the gate. `retry`: the steps of
 * `stepIds`, once.
 */
export type RunPlan = 'remaining' | 'stale' | 'sendBack' | 'retry'

/** Ids of the steps that a plan would execute. None, for a gate that is not open or has nothing to send back. */
export function plannedSteps(run: Run, plan: RunPlan, stepIds?: readonly string[]): Set<string> {
  const chosen = new Set(stepIds)
  switch (plan) {
    case 'remaining':
      return idsOf(run, ({ status }) => UNFINISHED.has(status))
    case 'stale':
      return idsOf(run, ({ id, stale }) => stale && (stepIds === undefined || chosen.has(id)))
    case 'retry':
      return idsOf(run, ({ id }) => chosen.has(id))
    case 'sendBack': {
      const gate = run.steps.find(({ status }) => status === 'awaiting_review')
      if (gate === undefined) return new Set()
      const { models, between } = stepsToSendBack(run, gate.id)
      return models.size === 0 ? new Set() : models.union(between)
    }
  }
}

const UNFINISHED: ReadonlySet<string> = new Set(['pending', 'waiting', 'running', 'failed'])

function idsOf(run: Run, wanted: (step: StepRun) => boolean): Set<string> {
  return new Set(run.steps.filter(wanted).map(({ id }) => id))
}
