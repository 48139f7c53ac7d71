import type { Problem } from '@shared/errors'
import { MAX_LISTED_FAULTS } from '@shared/model/template-file-problems'
import type { WorkflowSettings } from '@shared/model/workflow'
import { eachProblem } from './validate-workflow'

/** What is wrong with a workflow that may be from elsewhere: the first ones, for a hostile file has a million. */
export function findFaults(workflow: WorkflowSettings): Problem[] {
  return eachProblem(workflow, { kind: 'unknown' }).take(MAX_LISTED_FAULTS).toArray()
}
