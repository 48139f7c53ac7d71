import type { ApiClient } from '@shared/contract'
import type { WorkflowSummary } from '@shared/model/workflow-summary'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { usePagedList } from '../../state/use-paged-list'
import { formatCount } from '../../ui/format-count'
import { useSettled } from '../../ui/use-settled'
import type { Exportable } from '../export/export-list'
import { ExportSheet } from '../export/export-sheet'

interface ExportWorkflowsSheetProps {
  /** What the page behind it is searched for. */
  search: string
  onClose: () => void
}

export default function ExportWorkflowsSheet({ search: first, onClose }: ExportWorkflowsSheetProps) {
  const { client } = useAppState().connection
  const [typed, setTyped] = useState(first)
  const search = useSettled(typed.trim(), typed === '' ? 0 : 120)
  const found = search === '' ? {} : { search }
  const list = usePagedList(`workflows to export ${search}`, (page, signal) =>
    client.workflows.list({ ...page, ...found }, { signal }),
  )
  return (
    <ExportSheet
      thing="workflow"
      list={{
        search: typed,
        onSearch: setTyped,
        items: list.items.map(toExportable),
        total: list.total,
        error: list.error,
        onRetry: list.reload,
        onNeed: list.need,
        readAll: () => readAll(client, found),
      }}
      chosen={null}
      read={(workflowId) => client.templates.export({ workflowId })}
      onClose={onClose}
    />
  )
}

async function readAll(client: ApiClient, found: { search?: string }): Promise<Exportable[]> {
  const all: Exportable[] = []
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<ApiClient['workflows']['list']>> = await client.workflows.list({
      ...found,
      limit: 200,
      ...(cursor !== null && { cursor }),
    })
    all.push(...page.items.map(toExportable))
    cursor = page.nextCursor
  } while (cursor !== null)
  return all
}

function toExportable({ id, name, stepCount }: WorkflowSummary): Exportable {
  return { id, name, detail: formatCount(stepCount, 'step') }
}
