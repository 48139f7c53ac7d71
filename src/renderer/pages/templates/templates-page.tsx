import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { PageFrame } from '../../ui/page-frame'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { ImportButton } from '../import/import-button'
import { TemplateRow } from './template-row'
import './templates-page.css'

export default function TemplatesPage() {
  const navigate = useNavigate()
  const { client } = useAppState().connection
  const templates = useAnswer('templates', (api, signal) => api.templates.list({}, { signal }))
  const adopt = useAction(async (templateId: string) => {
    const workflow = await client.workflows.create({ templateId })
    await navigate(`/workflows/${workflow.id}`)
  })
  const builtIn = templates.data?.filter((template) => template.source === 'built-in') ?? []
  const own = templates.data?.filter((template) => template.source === 'own') ?? []

  return (
    <PageFrame title="Templates" actions={<ImportButton />}>
      {templates.error !== null && (
        <ErrorNotice
          error={templates.error}
          title="The templates could not be loaded."
          onRetry={templates.reload}
        />
      )}
      {adopt.error !== null && <ErrorNotice error={adopt.error} title="The template could not be used." />}
      {templates.data === undefined && templates.error === null && <Skeleton rows={3} height={84} />}
      {[
        { heading: 'Built in', list: builtIn },
        { heading: 'Yours', list: own },
      ]
        .filter(({ list }) => list.length > 0)
        .map(({ heading, list }) => (
          <section key={heading} className="template-group" aria-labelledby={`templates-${heading}`}>
            <h2 id={`templates-${heading}`} className="page-section">
              {heading}
            </h2>
            <ul className="list">
              {list.map((template) => (
                <TemplateRow key={template.id} template={template} onUse={() => adopt.run(template.id)} />
              ))}
            </ul>
          </section>
        ))}
    </PageFrame>
  )
}
