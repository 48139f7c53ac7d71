import { invalid } from '@shared/errors'
import type { BuilderScope } from '../builder-context'
import { findUnfinished } from './find-unfinished'
import { placeOf } from './gather-problems'

/**
 * To be asked before anything is stored: what is no value yet would be lost by storing the rest, in silence. Leads to
 * it.
 *
 * @throws BatonError `INVALID`
 */
export function requireFinished({ session, view }: Pick<BuilderScope, 'session' | 'view'>): void {
  const { workflow } = session.document.store.getState()
  const problems = findUnfinished(workflow)
  const [first] = problems
  if (first === undefined) return
  view.goTo(placeOf(first, workflow.steps))
  throw invalid(problems)
}
