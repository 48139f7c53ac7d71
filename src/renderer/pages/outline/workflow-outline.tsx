import type { Problem } from '@shared/errors'
import type { WorkflowSettings } from '@shared/model/workflow'
import { useDeferredValue, useMemo, useState } from 'react'
import { OfferedButton } from '../offered-button'
import { InputOutline } from './input-outline'
import { OutlineLine } from './outline-line'
import { outlineSteps } from './outline-steps'
import './workflow-outline.css'

const MOST_AT_ONCE = 60

interface WorkflowOutlineProps {
  workflow: WorkflowSettings
  /** What is wrong with it; marked at the steps. */
  faults: readonly Problem[]
}

/** What a workflow that is not open anywhere would do: the input it wants, its steps on their line, their prompts. */
export function WorkflowOutline({ workflow, faults }: WorkflowOutlineProps) {
  // Hundreds of steps are put up bit by bit, so that keys and clicks get through meanwhile.
  const atOnce = workflow.steps.length <= MOST_AT_ONCE
  const shown = useDeferredValue<WorkflowSettings | null>(workflow, atOnce ? workflow : null)
  return shown === null ? null : <Outline workflow={shown} faults={faults} />
}

function Outline({ workflow, faults }: WorkflowOutlineProps) {
  const { steps, layout } = useMemo(() => outlineSteps(workflow, faults), [workflow, faults])
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const allOpen = steps.length > 0 && open.size === steps.length
  const toggle = (id: string): void =>
    setOpen((before) => (before.has(id) ? before.difference(new Set([id])) : before.union(new Set([id]))))

  return (
    <div className="outline">
      <InputOutline input={workflow.input} used={steps.some((step) => step.readsInput)} />
      <div>
        <div className="outline-head">
          <h3>Steps</h3>
          {steps.length > 0 && (
            <OfferedButton
              under="On this page"
              offer={allOpen ? 'Hide the prompts' : 'Read the prompts'}
              size="small"
              look="ghost"
              onClick={() => setOpen(new Set(allOpen ? [] : steps.map(({ id }) => id)))}
            >
              {allOpen ? 'Hide the prompts' : 'Read the prompts'}
            </OfferedButton>
          )}
        </div>
        <OutlineLine steps={steps} layout={layout} open={open} onToggle={toggle} />
        <RunOptions workflow={workflow} />
      </div>
    </div>
  )
}

/** What the workflow says of its runs, as far as it says anything. */
function RunOptions({
  workflow: { yoloMode, concurrency, budgetUsd, reuse },
}: {
  workflow: WorkflowSettings
}) {
  const options = [
    ...(yoloMode === true ? ['YOLO mode is on: gates pass without asking'] : []),
    ...(concurrency === undefined
      ? []
      : [concurrency === 1 ? 'One step at a time' : `Up to ${concurrency} steps at a time`]),
    ...(budgetUsd === undefined ? [] : [`Stops to ask at $${budgetUsd}`]),
    ...(reuse === true ? ['Takes finished outputs of earlier runs'] : []),
  ]
  return options.length === 0 ? null : <p className="outline-options">{options.join(' · ')}</p>
}
