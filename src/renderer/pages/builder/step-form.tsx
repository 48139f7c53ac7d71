import type { Step, StepType } from '@shared/model/step'
import { renameLabel } from '@shared/prompt/rename-label'
import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react'
import { IconButton } from '../../ui/icon-button'
import { SelectField } from '../../ui/select-field'
import { StepTypeIcon } from '../../ui/step-type-icon'
import { SwitchField } from '../../ui/switch-field'
import { TextArea } from '../../ui/text-area'
import { TextField } from '../../ui/text-field'
import { LabelField } from './label-field'
import { STEP_TYPE_OPTIONS } from './step-type-options'

interface StepFormProps {
  step: Step
  position: number
  total: number
  /** Names. */
  connections: string[]
  onChange: (change: (steps: Step[]) => Step[]) => void
}

export function StepForm({ step, position, total, connections, onChange }: StepFormProps) {
  const set = (changes: Partial<Step>): void =>
    onChange((steps) => steps.map((other) => (other.id === step.id ? { ...other, ...changes } : other)))
  const gate = step.stepType === 'review'
  return (
    <li className="step-form" aria-label={step.label}>
      <header className="step-form-head">
        <span className="step-number" data-gate={gate || undefined}>
          {position}
        </span>
        <StepTypeIcon stepType={step.stepType} />
        <h3 className="truncated">{step.label}</h3>
        <IconButton
          size="small"
          icon={ArrowUp}
          label={`Move ${step.label} up`}
          unavailable={position === 1}
          onClick={() => onChange((steps) => moved(steps, step.id, -1))}
        />
        <IconButton
          size="small"
          icon={ArrowDown}
          label={`Move ${step.label} down`}
          unavailable={position === total}
          onClick={() => onChange((steps) => moved(steps, step.id, 1))}
        />
        <IconButton
          size="small"
          icon={Trash2}
          label="Delete step"
          onClick={() => onChange((steps) => steps.filter((other) => other.id !== step.id))}
        />
        <SwitchField
          label="Enabled"
          labelHidden
          checked={step.enabled ?? true}
          onChange={(enabled) => set({ enabled })}
        />
      </header>
      <div className="step-form-fields">
        <LabelField
          label={step.label}
          onRename={(label) => onChange((steps) => renameLabel(steps, step.id, label))}
        />
        <SelectField<StepType>
          label="Step type"
          value={step.stepType}
          options={STEP_TYPE_OPTIONS}
          onChange={(stepType) => set({ stepType })}
        />
        {!gate && (
          <>
            <SelectField
              label="Connection"
              value={step.provider ?? ''}
              options={connectionOptions(step.provider, connections)}
              onChange={(provider) => set({ provider })}
            />
            <TextField
              label="Model"
              placeholder="the connection’s default"
              value={step.model ?? ''}
              onChange={(model) => set({ model })}
            />
          </>
        )}
        <div className="step-form-wide">
          <TextArea
            label="Prompt"
            hint={gate ? 'the text under review' : '{{input}}, {{steps.Label.content}}'}
            rows={4}
            value={step.prompt}
            onChange={(prompt) => set({ prompt })}
          />
        </div>
        {!gate && (
          <div className="step-form-wide">
            <TextArea
              label="System prompt"
              rows={2}
              value={step.systemPrompt ?? ''}
              onChange={(systemPrompt) => set({ systemPrompt })}
            />
          </div>
        )}
      </div>
    </li>
  )
}

function connectionOptions(
  current: string | undefined,
  connections: string[],
): { value: string; name: string }[] {
  const known = connections.map((name) => ({ value: name, name }))
  const missing = current !== undefined && current !== '' && !connections.includes(current)
  return [
    { value: '', name: 'Default' },
    ...known,
    // A kind of provider, or a connection that is not there any more.
    ...(missing ? [{ value: current, name: current }] : []),
  ]
}

function moved(steps: Step[], id: string, by: -1 | 1): Step[] {
  const from = steps.findIndex((step) => step.id === id)
  const step = steps[from]
  if (step === undefined || steps[from + by] === undefined) return steps
  return steps.toSpliced(from, 1).toSpliced(from + by, 0, step)
}
