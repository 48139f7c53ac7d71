import { Play } from 'lucide-react'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { formatCount } from '../../ui/format-count'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import './first-workflows.css'

/** Where there is no workflow yet: the built-in templates, ready to run. */
export function FirstWorkflows() {
  const navigate = useNavigate()
  const { connection, runSheet } = useAppState()
  const templates = useAnswer('built-in templates', (client, signal) => client.templates.list({}, { signal }))
  const open = useAction(async (templateId: string) => {
    const workflow = await connection.client.workflows.create({ templateId })
    await navigate(`/workflows/${workflow.id}`)
  })
  const builtIn = templates.data?.filter((template) => template.source === 'built-in') ?? []

  return (
    <section className="first-workflows" aria-labelledby="first-workflows-title">
      <h2 id="first-workflows-title">Start with one that works</h2>
      <p className="first-workflows-lead">
        Each of these is complete and comes with an example. Run one now, on the demo connection no key is
        needed, then change its prompts until it is yours.
      </p>
      {open.error !== null && <ErrorNotice error={open.error} title="The template could not be opened." />}
      {templates.error !== null && (
        <ErrorNotice
          error={templates.error}
          title="The templates could not be loaded."
          onRetry={templates.reload}
        />
      )}
      {templates.data === undefined && templates.error === null && <Skeleton rows={3} height={64} />}
      <ol className="first-line">
        {builtIn.map((template, index) => (
          <li key={template.id} className="first-item" aria-labelledby={`first-${template.id}`}>
            <span className="first-dot" />
            <div>
              <h3 id={`first-${template.id}`}>{template.name}</h3>
              <p>{template.description}</p>
              <p className="list-meta">
                {formatCount(template.steps.length, 'step')}, {formatCount(template.gateCount, 'gate')}
              </p>
            </div>
            <div className="list-actions">
              <Button onClick={() => open.run(template.id)}>Open</Button>
              <Button
                look={index === 0 ? 'primary' : 'secondary'}
                icon={Play}
                onClick={() =>
                  runSheet.ask({
                    subject: { kind: 'template', templateId: template.id },
                    name: template.name,
                    withExample: true,
                  })
                }
              >
                Run
              </Button>
            </div>
          </li>
        ))}
      </ol>
    </section>
  )
}
