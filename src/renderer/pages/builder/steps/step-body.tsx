import type { Step, StepType } from '@shared/model/step'
import { SelectField } from '../../../ui/select-field'
import { useBuilder } from '../builder-context'
import { changeStepType } from '../document/change-step-type'
import { changeStep, changeSteps, renameStep } from '../document/step-edits'
import { PromptField } from '../prompt/prompt-field'
import { LabelField } from './label-field'
import { SchemaField } from './schema-field'
import { StepSettings } from './step-settings'
import { STEP_TYPE_OPTIONS } from './step-type-options'
import './step-body.css'

interface StepBodyProps {
  step: Step
  position: number
}

/** Everything that can be set on a step: its texts at the left, its parameters at the right. */
export function StepBody({ step, position }: StepBodyProps) {
  const { document } = useBuilder().session
  const gate = step.stepType === 'review'
  return (
    <div className="step-body">
      <div className="step-texts">
        <div className="step-name-fields">
          <div data-field="label">
            <LabelField
              label={step.label}
              onRename={(label) => document.edit((workflow) => renameStep(workflow, step.id, label))}
            />
          </div>
          <div data-field="stepType">
            <SelectField<StepType>
              label="Step type"
              value={step.stepType}
              options={STEP_TYPE_OPTIONS}
              onChange={(stepType) =>
                document.edit((workflow) =>
                  changeSteps(workflow, (steps) => changeStepType(steps, step.id, stepType)),
                )
              }
            />
          </div>
        </div>
        <PromptField step={step} position={position} field="prompt" label="Prompt" />
        {!gate && <PromptField step={step} position={position} field="systemPrompt" label="System prompt" />}
        {!gate && step.output?.format === 'json' && (
          <SchemaField
            schema={step.output.schema}
            onChange={(schema) =>
              document.edit(
                (workflow) =>
                  changeStep(workflow, step.id, {
                    output: { format: 'json', ...(schema !== undefined && { schema }) },
                  }),
                `${step.id} schema`,
              )
            }
          />
        )}
      </div>
      <div className="step-settings">
        {gate ? (
          <p className="step-gate-note">
            A gate calls no model. The run waits here until you approve the text, edit it, or send it back
            with a comment.
          </p>
        ) : (
          <StepSettings step={step} />
        )}
      </div>
    </div>
  )
}
