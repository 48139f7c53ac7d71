import type { Estimate } from '@shared/contract'
import type { StepRun } from '@shared/model/run'
import { useState } from 'react'
import { CheckField } from '../../ui/check-field'
import { describeCost } from '../../ui/describe-cost'
import { Popover } from '../../ui/popover'
import { OfferedButton } from '../offered-button'
import './stale-picker.css'

interface StalePickerProps {
  stale: readonly StepRun[]
  /** What each would cost if all of them ran; absent: not known yet. */
  estimate: Estimate | undefined
  leftOut: ReadonlySet<string>
  onToggle: (stepId: string) => void
}

/** Which of the stale steps are to run again. */
export function StalePicker({ stale, estimate, leftOut, onToggle }: StalePickerProps) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label="Steps to re-run"
      side="top"
      trigger={
        <OfferedButton
          under="This run"
          offer="Choose…"
          about="stale steps to re-run"
          size="small"
          look="ghost"
        >
          Choose…
        </OfferedButton>
      }
      open={open}
      onOpenChange={setOpen}
    >
      <fieldset className="stale-picker">
        <legend>Steps to re-run</legend>
        {stale.map((step) => (
          <CheckField
            key={step.id}
            label={step.label}
            detail={detailOf(step, estimate)}
            checked={!leftOut.has(step.id)}
            onChange={() => onToggle(step.id)}
          />
        ))}
        <p className="field-help">A step that is left out leaves out what reads it.</p>
      </fieldset>
    </Popover>
  )
}

function detailOf(step: StepRun, estimate: Estimate | undefined): string | undefined {
  if (step.settings.stepType === 'review') return 'opens again'
  return describeCost(estimate?.steps.find(({ stepId }) => stepId === step.id)?.cost) ?? undefined
}
