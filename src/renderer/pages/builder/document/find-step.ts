import type { Step } from '@shared/model/step'

const known = new WeakMap<readonly Step[], ReadonlyMap<string, Step>>()

/** A step by its id. Steps are values: they are put in order once, however many components ask. */
export function findStep(steps: readonly Step[], stepId: string): Step | undefined {
  let byId = known.get(steps)
  if (byId === undefined) {
    byId = new Map(steps.map((step) => [step.id, step]))
    known.set(steps, byId)
  }
  return byId.get(stepId)
}
