import type { Workflow, WorkflowSettings } from '@shared/model/workflow'
import type { MemoryCore } from './memory-core'

/** A workflow of two steps with a gate between them. */
export const DRAFT_AND_EDIT: WorkflowSettings = {
  name: 'Draft and edit',
  description: 'Writes, waits for you, and edits',
  steps: [
    { label: 'Draft', stepType: 'generate', prompt: 'Write about {{input}}.' },
    { label: 'Check', stepType: 'review', prompt: '{{steps.Draft.content}}' },
    { label: 'Edit', stepType: 'transform', prompt: 'Shorten this: {{steps.Check.content}}' },
  ],
}

/** Stores a workflow as if it had always been there. */
export function addWorkflow(core: MemoryCore, settings: WorkflowSettings = DRAFT_AND_EDIT): Workflow {
  const at = core.now()
  const workflow: Workflow = {
    ...settings,
    id: core.newId(),
    steps: settings.steps.map((step) => ({ ...step, id: core.newId() })),
    createdAt: at,
    updatedAt: at,
  }
  core.workflows.set(workflow.id, workflow)
  return workflow
}
