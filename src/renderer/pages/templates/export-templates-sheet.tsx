import type { TemplateSummary } from '@shared/contract'
import { useMemo, useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useTemplates } from '../../state/use-templates'
import type { Exportable } from '../export/export-list'
import { ExportSheet } from '../export/export-sheet'
import { countSteps } from './count-steps'
import { searchTemplates } from './search-templates'

interface ExportTemplatesSheetProps {
  /** Ticked from the start. */
  chosenId: string | null
  onClose: () => void
}

export default function ExportTemplatesSheet({ chosenId, onClose }: ExportTemplatesSheetProps) {
  const { client } = useAppState().connection
  const templates = useTemplates()
  const [search, setSearch] = useState('')
  const items = useMemo(
    () => searchTemplates(templates.data ?? [], search).map(toExportable),
    [templates.data, search],
  )
  const chosen = templates.data?.find(({ id }) => id === chosenId)
  if (templates.data === undefined && templates.error === null) return null
  return (
    <ExportSheet
      thing="template"
      list={{
        search,
        onSearch: setSearch,
        items,
        total: templates.data === undefined ? null : items.length,
        error: templates.error,
        onRetry: templates.reload,
        onNeed: () => {},
        readAll: () => Promise.resolve(items),
      }}
      chosen={chosen === undefined ? null : toExportable(chosen)}
      read={(templateId) => client.templates.export({ templateId })}
      onClose={onClose}
    />
  )
}

function toExportable(template: TemplateSummary): Exportable {
  return { id: template.id, name: template.name, detail: countSteps(template) }
}
