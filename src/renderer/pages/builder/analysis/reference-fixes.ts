import type { Step } from '@shared/model/step'
import { moveStep, changeStep } from '../document/step-edits'
import type { EditedWorkflow } from '../document/edited-workflow'
import { findReferencedStep, type ScopeStep, type StepIndex } from '@shared/prompt/prompt-scope'
import type { PromptSegment } from '@shared/prompt/prompt-template'

/** Something that mends a reference by changing the steps, not the text. */
export interface StepFix {
  label: string
  edit: (workflow: EditedWorkflow) => EditedWorkflow
}

/** "Move this step up" and "enable it": what can be done where a reference means a step that is later or disabled. */
export function referenceFixes(
  segment: PromptSegment,
  index: StepIndex<ScopeStep>,
  position: number,
): StepFix[] {
  if (segment.type !== 'reference' || segment.reference.target.kind !== 'step') return []
  const { label } = segment.reference.target
  const target = findReferencedStep(index, label, position)
  const step = target === undefined ? undefined : index.steps[target]
  if (step?.enabled === false) {
    const { id } = step
    return [{ label: `Enable “${label}”`, edit: (workflow) => changeStep(workflow, id, { enabled: true }) }]
  }
  if (target !== undefined) return []
  const later = index.positions.get(label)?.find((candidate) => candidate > position)
  const laterId = later === undefined ? undefined : index.steps[later]?.id
  const own = index.steps[position]
  if (laterId === undefined || own === undefined) return []
  return [
    {
      label: `Move “${label}” above this step`,
      edit: (workflow) => moveStep(workflow, laterId, placeOf(workflow.steps, own.id)),
    },
    {
      label: `Move this step below “${label}”`,
      edit: (workflow) => moveStep(workflow, own.id, placeOf(workflow.steps, laterId)),
    },
  ]
}

/** Where a step is; a step that is moved here from the other side takes the place before or after it. */
function placeOf(steps: readonly Step[], id: string): number {
  return steps.findIndex((step) => step.id === id)
}
