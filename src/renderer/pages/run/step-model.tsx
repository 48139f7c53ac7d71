import type { Run, StepRun } from '@shared/model/run'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { Popover } from '../../ui/popover'
import { OfferedButton } from '../offered-button'
import { ModelForm } from './model-form'

/** Another try with another connection and model. */
export function StepModel({ run, step }: { run: Run; step: StepRun }) {
  const { client } = useAppState().connection
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label="Use another model"
      align="start"
      trigger={
        <OfferedButton
          under="This step"
          offer="Use another model…"
          about={step.label}
          size="small"
          look="ghost"
        >
          Use another model…
        </OfferedButton>
      }
      open={open}
      onOpenChange={setOpen}
    >
      <ModelForm
        run={run}
        steps={[step]}
        action="Use it and retry"
        then={async () => {
          await client.runs.steps.retry({ runId: run.id, stepId: step.id, revision: step.revision })
          setOpen(false)
        }}
      />
    </Popover>
  )
}
