import type { Step } from '@shared/model/step'
import type { EditedWorkflow, UnfinishedTexts } from './edited-workflow'

export const INPUT_SCHEMA = 'input/schema'
export const INPUT_EXAMPLE = 'input/example'

export function stepSchemaKey(stepId: string): string {
  return `steps/${stepId}/schema`
}

/** Of one field of an example that is an object. */
export function exampleFieldKey(name: string): string {
  return `${INPUT_EXAMPLE}/${name}`
}

/** The workflow with a text that is no value yet; undefined: what was unfinished there is finished, or given up. */
export function withUnfinished(
  workflow: EditedWorkflow,
  key: string,
  text: string | undefined,
): EditedWorkflow {
  if (workflow.unfinished?.[key] === text) return workflow
  const { [key]: _former, ...others } = workflow.unfinished ?? {}
  return withTexts(workflow, text === undefined ? others : { ...others, [key]: text })
}

/** The workflow without the unfinished texts of some places. */
export function withoutUnfinished(
  workflow: EditedWorkflow,
  isDropped: (key: string) => boolean,
): EditedWorkflow {
  const all = Object.entries(workflow.unfinished ?? {})
  const kept = all.filter(([key]) => !isDropped(key))
  return kept.length === all.length ? workflow : withTexts(workflow, Object.fromEntries(kept))
}

function withTexts(
  { unfinished: _former, ...workflow }: EditedWorkflow,
  texts: UnfinishedTexts,
): EditedWorkflow {
  return Object.keys(texts).length === 0 ? workflow : { ...workflow, unfinished: texts }
}

/** Whether a step has a schema at all: what was begun for one that is text now waits unseen, for undo. */
export function takesSchema({ stepType, output }: Step): boolean {
  return stepType !== 'review' && output?.format === 'json'
}
