import type { Run, StepRun } from '@shared/model/run'
import { dependentsOf, type StepDependencies } from '@shared/prompt/step-dependencies'
import { Check } from 'lucide-react'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { describeCost } from '../../ui/describe-cost'
import { formatCount } from '../../ui/format-count'
import { useShortcut } from '../../ui/use-shortcut'
import { ActionError } from './action-error'
import type { TextDraft } from './use-text-draft'
import { useOverride } from './use-override'

interface EditOutputBarProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
  draft: TextDraft
  onDone: () => void
}

const MOST_NAMED = 3

/** While an output is being edited: save or leave it, and what saving makes stale. */
export function EditOutputBar({ run, step, dependencies, draft, onDone }: EditOutputBarProps) {
  const override = useOverride(run, step)
  const unchanged = draft.text === step.output
  const save = (): void => {
    if (unchanged) onDone()
    else override.run(draft.text, draft.revision, onDone)
  }
  useShortcut('mod+enter', save)
  useShortcut('escape', onDone)
  return (
    <footer className="gate-bar edit-output-bar">
      <ActionError errors={[override]} />
      <Button
        size="large"
        look="primary"
        icon={Check}
        shortcut="mod+enter"
        unavailable={override.busy}
        onClick={save}
      >
        Save
      </Button>
      <Button size="large" look="ghost" onClick={onDone}>
        Cancel
      </Button>
      <Consequence run={run} step={step} dependencies={dependencies} />
    </footer>
  )
}

/** "makes Extend and Publish stale, about $0.02 to re-run". Nothing is run again by saving. */
function Consequence({ run, step, dependencies }: Pick<EditOutputBarProps, 'run' | 'step' | 'dependencies'>) {
  const dependents = dependentsOf(dependencies, step.id)
  const affected = run.steps.filter((other) => dependents.has(other.id) && other.output !== null)
  const stepIds = affected.map((other) => other.id)
  const estimate = useAnswer(
    affected.length === 0 ? null : `retry ${run.id} ${stepIds.join()}`,
    (client, signal) => client.workflows.estimateCost({ runId: run.id, plan: 'retry', stepIds }, { signal }),
  )
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
