import type { EditedDocument } from './edited-document'

/** Ids of steps are unique in the whole database. */
export function copyIds(content: EditedDocument): EditedDocument {
  const steps = content.workflow.steps.map((step) => ({ ...step, id: crypto.randomUUID() }))
  return { workflow: { ...content.workflow, steps }, agreed: null }
}
