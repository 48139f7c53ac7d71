import { LayoutPanelTop } from 'lucide-react'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAnswer } from '../../state/use-answer'
import { formatCount } from '../../ui/format-count'
import type { FoundItems } from './palette-item'

export function useTemplateItems(): FoundItems {
  const navigate = useNavigate()
  const { client } = useAppState().connection
  const { data, loading } = useAnswer('palette templates', (api, signal) =>
    api.templates.list({}, { signal }),
  )
  const items = (data ?? []).map((template) => ({
    id: `template ${template.id}`,
    name: `Use template ${template.name}`,
    detail: formatCount(template.steps.length, 'step'),
    also: `new workflow ${template.description}`,
    icon: LayoutPanelTop,
    handicap: 0.05,
    run: () =>
      // If it fails, the Templates page is where the error can be read when it is tried there.
      void client.workflows.create({ templateId: template.id }).then(
        (workflow) => navigate(`/workflows/${workflow.id}`),
        () => navigate('/templates'),
      ),
  }))
  return { items, isSearching: loading }
}
