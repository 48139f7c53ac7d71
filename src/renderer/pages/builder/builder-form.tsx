import type { Step, StepType } from '@shared/model/step'
import { newStep, STEP_TYPE_DEFAULTS } from '@shared/model/step-type-defaults'
import { uniqueLabel } from '@shared/prompt/unique-label'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { StepTypeIcon } from '../../ui/step-type-icon'
import { SwitchField } from '../../ui/switch-field'
import { TextArea } from '../../ui/text-area'
import { TextField } from '../../ui/text-field'
import type { EditedWorkflow } from './edited-workflow'
import { StepForm } from './step-form'
import { STEP_TYPE_OPTIONS } from './step-type-options'

interface BuilderFormProps {
  workflow: EditedWorkflow
  onChange: (change: (workflow: EditedWorkflow) => EditedWorkflow) => void
}

export function BuilderForm({ workflow, onChange }: BuilderFormProps) {
  const { data } = useAnswer('connections', (client, signal) => client.connections.list({}, { signal }))
  const connections = data?.connections.map((connection) => connection.name) ?? []
  const changeSteps = (change: (steps: Step[]) => Step[]): void =>
    onChange((before) => ({ ...before, steps: change(before.steps) }))

  return (
    <>
      <h1 className="visually-hidden">{workflow.name}</h1>
      <div className="builder-fields">
        <TextField
          label="Name"
          value={workflow.name}
          onChange={(name) => onChange((before) => ({ ...before, name }))}
        />
        <SwitchField
          label="YOLO mode"
          checked={workflow.yoloMode ?? false}
          onChange={(yoloMode) => onChange((before) => ({ ...before, yoloMode }))}
        />
        <TextArea
          label="Description"
          rows={1}
          value={workflow.description ?? ''}
          onChange={(description) => onChange((before) => ({ ...before, description }))}
        />
      </div>
      <section aria-labelledby="builder-steps">
        <h2 id="builder-steps" className="page-section">
          Steps
        </h2>
        {workflow.steps.length === 0 && (
          <p className="list-text">
            A workflow is a line of steps. The first one works on the input, each further one on what came
            before.
          </p>
        )}
        <ol className="builder-steps">
          {workflow.steps.map((step, index) => (
            <StepForm
              key={step.id}
              step={step}
              position={index + 1}
              total={workflow.steps.length}
              connections={connections}
              onChange={changeSteps}
            />
          ))}
        </ol>
      </section>
      <div className="quick-add" role="group" aria-label="Add a step">
        {STEP_TYPE_OPTIONS.map(({ value, name }) => (
          <Button
            key={value}
            look="ghost"
            hint={STEP_TYPE_DEFAULTS[value].description}
            onClick={() => changeSteps((steps) => [...steps, addedStep(value, steps)])}
          >
            <StepTypeIcon stepType={value} />
            {name}
          </Button>
        ))}
      </div>
    </>
  )
}

function addedStep(stepType: StepType, steps: Step[]): Step {
  const settings = newStep(stepType, steps.at(-1)?.label)
  const label = uniqueLabel(settings.label, new Set(steps.map((step) => step.label)))
  return { ...settings, label, id: crypto.randomUUID() }
}
