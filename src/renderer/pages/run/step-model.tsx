import type { Run, StepRun } from '@shared/model/run'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { Button } from '../../ui/button'
import { Popover } from '../../ui/popover'
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
        <Button size="small" look="ghost">
          Use another model…
        </Button>
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
