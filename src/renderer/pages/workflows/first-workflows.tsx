import type { ConnectionView, TemplateSummary } from '@shared/contract'
import { Play } from 'lucide-react'
import { Link, useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { formatCount } from '../../ui/format-count'
import { Skeleton } from '../../ui/skeleton'
import { StepShape } from '../../ui/step-shape'
import { ErrorNotice } from '../error-notice'
import { OfferedButton } from '../offered-button'
import './first-workflows.css'

/** Where there is no workflow yet: the built-in templates, ready to run. */
export function FirstWorkflows() {
  const navigate = useNavigate()
  const { connection } = useAppState()
  const templates = useAnswer('built-in templates', (client, signal) => client.templates.list({}, { signal }))
  const connections = useAnswer('connections to run on', (client, signal) =>
    client.connections.list({}, { signal }),
  )
  const open = useAction(async (templateId: string) => {
    const workflow = await connection.client.workflows.create({ templateId })
    await navigate(`/workflows/${workflow.id}`)
  })
  const builtIn = templates.data?.filter((template) => template.source === 'built-in') ?? []

  return (
    <section className="first-workflows" aria-labelledby="first-workflows-title">
      <h2 id="first-workflows-title">Start with one that works</h2>
      <p className="first-workflows-lead">
        Each of these is complete and comes with an example. Run one now, then change its prompts until it is
        yours. <RunsOn connection={connections.data?.connections.find(({ isDefault }) => isDefault)} />
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
          <FirstWorkflow
            key={template.id}
            template={template}
            isFirst={index === 0}
            onOpen={() => open.run(template.id)}
          />
        ))}
      </ol>
      {builtIn.length > 0 && (
        <p className="first-drop">
          or drop a <code>.baton.json</code> file anywhere in this window, or begin with{' '}
          <Link to="/guide#five-minutes-without-a-key">five minutes of the guide</Link>
        </p>
      )}
    </section>
  )
}

/** Who would answer: without a key the demo connection does, and what that is must be said before it is used. */
function RunsOn({ connection }: { connection: ConnectionView | undefined }) {
  if (connection === undefined) return null
  if (connection.kind !== 'demo') return <>They run on your connection {connection.name}.</>
  return (
    <>
      The demo connection answers: texts made up from your input, without a model, a key or a cost.{' '}
      <Link to="/settings?add=connection">Add a connection</Link> for a real model.
    </>
  )
}

interface FirstWorkflowProps {
  template: TemplateSummary
  /** The one that is suggested. */
  isFirst: boolean
  onOpen: () => void
}

function FirstWorkflow({ template, isFirst, onOpen }: FirstWorkflowProps) {
  const { runSheet } = useAppState()
  const { id, name, description, steps, gateCount } = template
  return (
    <li className="first-item" aria-labelledby={`first-${id}`}>
      <span className="first-dot" />
      <div>
        <h3 id={`first-${id}`}>{name}</h3>
        <p>{beginningOf(description)}</p>
        <p className="list-meta first-shape">
          <StepShape ticks={steps.map((step) => ({ state: 'idle', gate: step.stepType === 'review' }))} />
          {formatCount(steps.length, 'step')}, {formatCount(gateCount, 'gate')}
        </p>
      </div>
      <div className="list-actions">
        <OfferedButton under="On this page" offer="Open" about={name} onClick={onOpen}>
          Open
        </OfferedButton>
        <OfferedButton
          under="On this page"
          offer="Run"
          about={name}
          look={isFirst ? 'primary' : 'secondary'}
          icon={Play}
          onClick={() =>
            runSheet.ask({ subject: { kind: 'template', templateId: id }, name, withExample: true })
          }
        >
          Run
        </OfferedButton>
      </div>
    </li>
  )
}

/** What it is for; how it goes about that can be read on the page of templates. */
function beginningOf(description: string): string {
  const end = /[:.](?=\s|$)/.exec(description)?.index
  return end === undefined ? description : `${description.slice(0, end)}.`
}
