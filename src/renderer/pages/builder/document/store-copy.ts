import type { ApiClient } from '@shared/contract'
import type { Workflow } from '@shared/model/workflow'
import { copyIds } from './copy-ids'
import type { EditedDocument } from './edited-document'
import { toBody } from './edited-workflow'
import { hasCode } from './find-stored'

/** Stores a document as another workflow; asked again because the answer got lost, it stores no second one. */
export function createCopier(
  client: ApiClient,
  newId: () => string,
): (content: EditedDocument) => Promise<Workflow> {
  let begun: { of: EditedDocument; workflowId: string; copied: EditedDocument } | null = null
  return async (content) => {
    if (begun?.of !== content) begun = { of: content, workflowId: newId(), copied: copyIds(content) }
    const { workflowId, copied } = begun
    const name = `${content.workflow.name.slice(0, 195)} copy`
    try {
      const stored = await client.workflows.create({
        workflowId,
        workflow: { ...toBody(copied.workflow), name },
      })
      begun = null
      return stored
    } catch (error) {
      // That copy is stored, and somebody works on it: the next one is another.
      if (hasCode(error, 'CONFLICT')) begun = null
      throw error
    }
  }
}
