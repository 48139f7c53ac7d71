import type { EditedWorkflow } from './edited-workflow'

/** Characters. */
const LARGE = 300_000

/** Whether handing the workflow over takes a moment, in which nobody should be typing. */
export function isLarge({ steps }: EditedWorkflow): boolean {
  return steps.reduce((length, step) => length + step.prompt.length, 0) > LARGE
}
