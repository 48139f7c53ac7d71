import type { Step } from '@shared/model/step'

/** Whether two steps say the same, in whatever order: one of them may have been stored and read again. */
export function hasSameSettings(one: Step, other: Step): boolean {
  return one === other || inOrder(one) === inOrder(other)
}

function inOrder(step: Step): string {
  return JSON.stringify(Object.entries(step).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
