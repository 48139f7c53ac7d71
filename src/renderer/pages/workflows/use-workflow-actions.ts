import type { WorkflowSummary } from '@shared/model/workflow-summary'
import { useMemo } from 'react'
import { useAppState } from '../../state/app-state'
import { saveFile } from '../../ui/save-file'

export interface WorkflowActions {
  duplicate: (workflow: WorkflowSummary) => void
  exportFile: (workflow: WorkflowSummary) => void
  saveAsTemplate: (workflow: WorkflowSummary) => void
  remove: (workflow: WorkflowSummary) => void
}

/** What a row's menu does. A failure is told to the list, which shows it in place. */
export function useWorkflowActions(
  onChange: () => void,
  onFailure: (failure: { title: string; error: unknown } | null) => void,
): WorkflowActions {
  const { connection, templates, toasts } = useAppState()
  const { client } = connection
  return useMemo(() => {
    const attempt = (title: string, act: () => Promise<void>): void => {
      onFailure(null)
      act().catch((error: unknown) => onFailure({ title, error }))
    }
    return {
      duplicate: ({ id, name }) =>
        attempt(`“${name}” could not be duplicated.`, async () => {
          const copy = await client.workflows.duplicate({ workflowId: id })
          onChange()
          toasts.show({ message: `Duplicated as “${copy.name}”` })
        }),
      exportFile: ({ id, name }) =>
        attempt(`“${name}” could not be exported.`, async () => {
          saveFile(await client.templates.export({ workflowId: id }))
        }),
      saveAsTemplate: ({ id, name, description }) =>
        templates.askToSave({ workflowId: id, name, description }),
      remove: ({ id, name, updatedAt }) =>
        attempt(`“${name}” could not be deleted.`, async () => {
          const written = await client.workflows.delete({ workflowId: id, updatedAt })
          onChange()
          const undo = (): void =>
            attempt(`“${name}” could not be brought back.`, async () => {
              await client.workflows.delete({ workflowId: id, updatedAt: written.updatedAt, undo: true })
              onChange()
            })
          toasts.show({ message: `“${name}” deleted`, undo })
        }),
    }
  }, [client, templates, toasts, onChange, onFailure])
}
