import { ChevronRight } from 'lucide-react'
import { memo, useId } from 'react'
import { MiddleCut } from '../../ui/middle-cut'
import { ProblemCount } from '../../ui/problem-count'
import { StatusDot } from '../../ui/status-dot'
import { STEP_TYPE_OPTIONS } from '../builder/steps/step-type-options'
import { OutlinedPrompts } from './outlined-prompts'
import type { OutlinedStep } from './outline-steps'

interface OutlineRowProps {
  step: OutlinedStep
  position: number
  /** Of the steps that it reads. */
  labels: string[]
  dotX: number
  textX: number
  open: boolean
  onToggle: (id: string) => void
}

/** One step: what it is, what it reads, and, when it is opened, what it says to the model. */
export const OutlineRow = memo(
  function OutlineRow({ step, position, labels, dotX, textX, open, onToggle }: OutlineRowProps) {
    const { settings, readsInput, faults } = step
    const id = useId()
    const off = settings.enabled === false
    const kind = settings.stepType === 'review' ? 'gate-ahead' : off ? 'skipped' : 'pending'
    return (
      <li style={{ paddingLeft: textX }} aria-label={settings.label} data-off={off || undefined}>
        <span className="outline-dot" style={{ left: dotX - 9 }}>
          <StatusDot kind={kind} />
        </span>
        <div className="outline-row">
          <button
            type="button"
            className="outline-toggle"
            aria-expanded={open}
            aria-describedby={`${faults.length > 0 ? `${id}-faults ` : ''}${id}-reads ${id}-type`}
            onClick={() => onToggle(step.id)}
          >
            <ChevronRight aria-hidden="true" />
            <MiddleCut text={settings.label} />
          </button>
          {faults.length > 0 && (
            <ProblemCount
              id={`${id}-faults`}
              problems={faults.length}
              errors={faults.filter(({ severity }) => severity === 'error').length}
            />
          )}
          <span id={`${id}-reads`} className="outline-reads">
            {(readsInput || labels.length > 0) && <span className="visually-hidden">Reads </span>}
            {readsInput && <i data-kind="input">input</i>}
            {step.reads.map((read, index) => (
              <i key={read} title={labels[index]}>
                {read + 1}
              </i>
            ))}
          </span>
          <span id={`${id}-type`} className="outline-type">
            {typeOf(step, off)}
          </span>
        </div>
        {open && <OutlinedPrompts step={step} position={position} labels={labels} />}
      </li>
    )
  },
  (before, after) =>
    before.step === after.step &&
    before.open === after.open &&
    before.dotX === after.dotX &&
    before.textX === after.textX,
)

function typeOf({ settings: { stepType, output } }: OutlinedStep, off: boolean): string {
  const name = STEP_TYPE_OPTIONS.find(({ value }) => value === stepType)?.name ?? stepType
  const format = output?.format === 'json' ? `${name}, JSON` : name
  return off ? `${format}, off` : format
}
