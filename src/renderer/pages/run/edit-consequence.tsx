import type { Run, StepRun } from '@shared/model/run'
import { dependentsOf, type StepDependencies } from '@shared/prompt/step-dependencies'
import { useAnswer } from '../../state/use-answer'
import { describeCost } from '../../ui/describe-cost'
import { formatCount } from '../../ui/format-count'

interface EditConsequenceProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
}

const MOST_NAMED = 3

/**
 * "makes Extend and Publish stale, about $0.02 to re-run". Nothing is run again by saving. A gate that is open and
 * reads the text itself isn't stale by that: it shows the new one.
 */
export function EditConsequence({ run, step, dependencies }: EditConsequenceProps) {
  const dependents = dependentsOf(dependencies, step.id)
  const reading = run.steps.filter(
    (other) => dependents.has(other.id) && (other.output !== null || other.status === 'running'),
  )
  const gate = reading.find((other) => other.status === 'awaiting_review')
  const isBetween = (other: StepRun): boolean =>
    other !== gate && gate !== undefined && dependencies.get(gate.id)?.has(other.id) === true
  const shows = gate !== undefined && !reading.some(isBetween) ? gate : null
  const affected = reading.filter((other) => other !== shows)
  const stepIds = affected.map((other) => other.id)
  const estimate = useAnswer(
    affected.length === 0 ? null : `retry ${run.id} ${stepIds.join()}`,
    (client, signal) => client.workflows.estimateCost({ runId: run.id, plan: 'retry', stepIds }, { signal }),
  )
  if (affected.length === 0 && shows !== null) {
    return (
      <span className="bar-note">
        <b>{shows.label}</b> shows your text
      </span>
    )
  }
  if (affected.length === 0) return <span className="bar-note">no step has read this text</span>
  const named = affected.slice(0, MOST_NAMED).map((other) => other.label)
  const more = affected.length - named.length
  const cost = describeCost(estimate.data?.total)
  return (
    <span className="bar-note figures">
      makes <b>{named.join(', ')}</b>
      {more > 0 && ` and ${formatCount(more, 'more step')}`} stale
      {cost !== null && `, ${cost} to re-run`}
    </span>
  )
}
