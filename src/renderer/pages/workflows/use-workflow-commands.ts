import type { WorkflowSummary } from '@shared/model/workflow-summary'
import { Copy, LayoutPanelTop, PenLine, Play, Trash2, Upload } from 'lucide-react'
import { useNavigate } from 'react-router'
import type { PageCommand } from '../../state/command-store'
import { usePageCommands } from '../../state/use-page-commands'
import type { WorkflowActions } from './use-workflow-actions'

/** Offers to the palette what the row that the user is at has; undefined: at none. */
export function useWorkflowCommands(
  workflow: WorkflowSummary | undefined,
  actions: WorkflowActions,
  onRun: (workflow: WorkflowSummary) => void,
): void {
  const navigate = useNavigate()
  usePageCommands('This workflow', workflow === undefined ? [] : commandsFor(workflow), { nearest: true })

  function commandsFor(one: WorkflowSummary): PageCommand[] {
    const detail = one.name
    return [
      { id: 'run', name: 'Run', detail, icon: Play, run: () => onRun(one) },
      { id: 'edit', name: 'Edit', detail, icon: PenLine, run: () => void navigate(`/workflows/${one.id}`) },
      { id: 'duplicate', name: 'Duplicate', detail, icon: Copy, run: () => actions.duplicate(one) },
      { id: 'file', name: 'Export', detail, icon: Upload, run: () => actions.exportFile(one) },
      {
        id: 'template',
        name: 'Save as template',
        detail,
        icon: LayoutPanelTop,
        run: () => actions.saveAsTemplate(one),
      },
      { id: 'delete', name: 'Delete', detail, icon: Trash2, run: () => actions.remove(one) },
    ]
  }
}
