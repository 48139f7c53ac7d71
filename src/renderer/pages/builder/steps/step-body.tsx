import type { StepType } from '@shared/model/step'
import { memo } from 'react'
import { SelectField } from '../../../ui/select-field'
import { useBuilder } from '../builder-context'
import { changeStepType } from '../document/change-step-type'
import { changeSteps, renameStep } from '../document/step-edits'
import { useStep } from '../document/use-step'
import { PromptField } from '../prompt/prompt-field'
import { LabelField } from './label-field'
import { OutputSchema } from './output-schema'
import { StepSettings } from './step-settings'
import { STEP_TYPE_OPTIONS } from './step-type-options'
import './step-body.css'

interface StepBodyProps {
  stepId: string
  position: number
}

/** Everything that can be set on a step: its texts at the left, its parameters at the right. */
export const StepBody = memo(function StepBody({ stepId, position }: StepBodyProps) {
  const { document } = useBuilder().session
  const { label, stepType, output } = useStep(stepId, (step) => ({
    label: step.label,
    stepType: step.stepType,
    output: step.output,
  }))
  const gate = stepType === 'review'
  return (
    <div className="step-body">
      <div className="step-texts">
        <div className="step-name-fields">
          <div data-field="label">
            <LabelField
              label={label}
              onRename={(next) => document.edit((workflow) => renameStep(workflow, stepId, next))}
            />
          </div>
          <div data-field="stepType">
            <SelectField<StepType>
              label="Step type"
              value={stepType}
              options={STEP_TYPE_OPTIONS}
              onChange={(next) =>
                document.edit((workflow) =>
                  changeSteps(workflow, (steps) => changeStepType(steps, stepId, next)),
                )
              }
            />
          </div>
        </div>
        <PromptField stepId={stepId} position={position} field="prompt" label="Prompt" />
        {!gate && (
          <PromptField stepId={stepId} position={position} field="systemPrompt" label="System prompt" />
        )}
        {!gate && output?.format === 'json' && <OutputSchema stepId={stepId} schema={output.schema} />}
      </div>
      <div className="step-settings">
        {gate ? (
          <p className="step-gate-note">
            A gate calls no model. The run waits here until you approve the text, edit it, or send it back
            with a comment.
          </p>
        ) : (
          <StepSettings stepId={stepId} />
        )}
      </div>
    </div>
  )
})
