import type { Step } from '@shared/model/step'
import { inOrder } from '../document/in-order'

/** Whether two steps ask for the same, one of them perhaps sent, stored and read again. */
export function hasSameSettings(one: Step, other: Step): boolean {
  return one === other || inOrder(one) === inOrder(other)
}
