import { SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useStore } from 'zustand'
import { NumberField } from '../../ui/number-field'
import { Popover } from '../../ui/popover'
import { SwitchField } from '../../ui/switch-field'
import { OfferedButton } from '../offered-button'
import { useBuilder } from './builder-context'
import type { EditedWorkflow } from './document/edited-workflow'
import './run-options.css'

type Options = { [Field in 'budgetUsd' | 'concurrency' | 'reuse']?: EditedWorkflow[Field] | undefined }

/** How runs of this workflow go: what they may spend, how many steps at a time, and what they take over. */
export function RunOptions() {
  const { document } = useBuilder().session
  const [open, setOpen] = useState(false)
  const budgetUsd = useStore(document.store, (state) => state.workflow.budgetUsd)
  const concurrency = useStore(document.store, (state) => state.workflow.concurrency)
  const reuse = useStore(document.store, (state) => state.workflow.reuse)
  const set = (options: Options, group?: string): void =>
    document.edit((workflow) => withOptions(workflow, options), group)
  return (
    <Popover
      label="Run options"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <OfferedButton
          under="This workflow"
          offer="Run options"
          about="budget, steps at a time, reuse"
          look="ghost"
          className="builder-header-button"
          icon={SlidersHorizontal}
          hint="Run options: budget, steps at a time, reuse of finished outputs"
        >
          <span>Run options</span>
        </OfferedButton>
      }
    >
      <div className="run-options">
        <NumberField
          label="Budget (USD)"
          placeholder="no limit"
          help="A run pauses before a request that might go beyond it."
          value={budgetUsd}
          least={0.01}
          most={1_000_000}
          onChange={(value) => set({ budgetUsd: value }, 'budget')}
        />
        <NumberField
          label="Steps at a time"
          placeholder="4"
          help="1 runs strictly from top to bottom."
          value={concurrency}
          least={1}
          most={64}
          whole
          onChange={(value) => set({ concurrency: value }, 'concurrency')}
        />
        <div>
          <SwitchField
            label="Reuse finished outputs"
            checked={reuse ?? false}
            onChange={(checked) => set({ reuse: checked })}
          />
          <p className="field-help">
            A step whose request was answered before takes that answer, at no cost.
          </p>
        </div>
      </div>
    </Popover>
  )
}

function withOptions(workflow: EditedWorkflow, options: Options): EditedWorkflow {
  const { budgetUsd, concurrency, reuse, ...rest } = { ...workflow, ...options }
  return {
    ...rest,
    ...(budgetUsd !== undefined && { budgetUsd }),
    ...(concurrency !== undefined && { concurrency }),
    ...(reuse !== undefined && { reuse }),
  }
}
