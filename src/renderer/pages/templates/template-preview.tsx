import type { CheckedTemplate, Template } from '@shared/contract'
import { useAnswer, type Answer } from '../../state/use-answer'
import { describeCost } from '../../ui/describe-cost'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { WorkflowFaults } from '../outline/workflow-faults'
import { WorkflowOutline } from '../outline/workflow-outline'
import { countSteps } from './count-steps'
import './template-preview.css'

/** What a template is for and what it does, step by step. */
export function TemplatePreview({ answer }: { answer: Answer<CheckedTemplate> }) {
  const { data, error, reload } = answer
  return (
    <>
      {error !== null && (
        <ErrorNotice error={error} title="The template could not be loaded." onRetry={reload} />
      )}
      {data !== undefined && <LoadedPreview key={data.id} template={data} />}
      {data === undefined && error === null && <Skeleton rows={6} />}
    </>
  )
}

function LoadedPreview({ template }: { template: CheckedTemplate }) {
  const cost = useRunCost(template)
  return (
    <div className="template-preview">
      {template.description !== '' && <p className="outline-text">{template.description}</p>}
      <p className="list-meta">
        {countSteps(template)}
        {cost !== null && ` · ${cost}`}
      </p>
      <WorkflowFaults faults={template.faults} />
      <WorkflowOutline workflow={template.workflow} faults={template.faults} />
    </div>
  )
}

/** What a run on the example would cost with the connections that are there; null: not known. */
function useRunCost({ id, updatedAt, workflow }: Template): string | null {
  const example = workflow.input?.example
  const input =
    typeof example === 'string' || (typeof example === 'object' && example !== null) ? { input: example } : {}
  const { data } = useAnswer(`cost of ${id} ${updatedAt}`, (client, signal) =>
    client.workflows.estimateCost({ source: { kind: 'template', templateId: id }, ...input }, { signal }),
  )
  if (data === undefined) return null
  const { steps, total } = data
  if (steps.length > 0 && steps.every((step) => step.connection.kind === 'demo')) {
    return 'no cost on the demo connection'
  }
  const cost = describeCost(total)
  return cost === null ? null : `${cost} a run`
}
