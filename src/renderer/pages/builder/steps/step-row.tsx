import type { Step } from '@shared/model/step'
import { ChevronUp } from 'lucide-react'
import { memo, useId, type ComponentProps } from 'react'
import { Grip } from '../../../ui/grip'
import { IconButton } from '../../../ui/icon-button'
import { MiddleCut } from '../../../ui/middle-cut'
import { ProblemCount } from '../../../ui/problem-count'
import { StepTypeIcon } from '../../../ui/step-type-icon'
import { SwitchField } from '../../../ui/switch-field'
import { previewPrompt, type TextMark } from '../analysis/preview-prompt'
import { parseStep } from '../analysis/parse-step'
import { useBuilder } from '../builder-context'
import { changeStep } from '../document/step-edits'
import { useStep } from '../document/use-step'
import { TrialSign } from '../try/trial-sign'
import type { CardKnowledge } from './card-knowledge'
import '../../../ui/prompt-token.css'
import './step-row.css'

interface StepRowProps {
  stepId: string
  position: number
  card: CardKnowledge
  open: boolean
  grip: ComponentProps<'button'>
}

/** What is seen of a step at a glance. */
export const StepRow = memo(function StepRow({ stepId, position, card, open, grip }: StepRowProps) {
  const { session, view } = useBuilder()
  const { label, stepType, model, provider, enabled } = useStep(stepId, glance)
  const id = useId()
  const toggle = (): void => view.toggle(stepId)
  return (
    <div className="step-row">
      <Grip {...grip} name={label} />
      <div className="step-glance" data-field="row">
        <button
          type="button"
          className="step-toggle"
          aria-expanded={open}
          aria-describedby={`${id}-more`}
          onClick={toggle}
        >
          <StepTypeIcon stepType={stepType} />
          <span className="step-label">
            <MiddleCut text={label} />
          </span>
        </button>
        {card.problems > 0 && <ProblemCount problems={card.problems} errors={card.errors} inWords={open} />}
        {!open && <TrialSign stepId={stepId} />}
        {!open && <Preview stepId={stepId} marks={card.marks} />}
        <span id={`${id}-more`} className="visually-hidden">
          {inWords(position, card)}
        </span>
      </div>
      {open ? (
        <FlowNumbers card={card} />
      ) : (
        <span className="step-model truncated" title={model}>
          {stepType === 'review' ? 'waits for you' : (model ?? provider ?? 'default model')}
        </span>
      )}
      <SwitchField
        label="Enabled"
        labelHidden
        checked={enabled !== false}
        onChange={(next) =>
          session.document.edit((workflow) =>
            changeStep(workflow, stepId, { enabled: next ? undefined : false }),
          )
        }
      />
      {open && <IconButton size="small" icon={ChevronUp} label="Collapse" onClick={toggle} />}
    </div>
  )
})

function glance({ label, stepType, model, provider, enabled }: Step) {
  return { label, stepType, model, provider, enabled }
}

function Preview({ stepId, marks }: { stepId: string; marks: readonly TextMark[] }) {
  const step = useStep(stepId, itself)
  return (
    <span className="step-preview" aria-hidden="true">
      {previewPrompt(parseStep(step).prompt, marks).map((part, index) =>
        part.kind === 'text' ? (
          part.text
        ) : (
          <i key={index} className="prompt-token" data-kind={part.kind}>
            {part.text}
          </i>
        ),
      )}
    </span>
  )
}

function itself(step: Step): Step {
  return step
}

function FlowNumbers({ card }: { card: CardKnowledge }) {
  return (
    <span className="step-flow" aria-hidden="true">
      {card.reads.length > 0 && (
        <>
          reads <Numbers positions={card.reads} />
        </>
      )}
      {card.readBy.length > 0 && (
        <>
          {' '}
          read by <Numbers positions={card.readBy} />
        </>
      )}
    </span>
  )
}

const MOST_NUMBERS = 6

function Numbers({ positions }: { positions: readonly number[] }) {
  return (
    <>
      {positions.slice(0, MOST_NUMBERS).map((position) => (
        <b key={position}>{position + 1}</b>
      ))}
      {positions.length > MOST_NUMBERS && ` +${positions.length - MOST_NUMBERS}`}
    </>
  )
}

function inWords(position: number, { reads, readBy }: CardKnowledge): string {
  const reading = reads.length > 0 ? ` Reads ${nameSteps(reads)}.` : ''
  const read = readBy.length > 0 ? ` Read by ${nameSteps(readBy)}.` : ''
  return `Step ${position + 1}.${reading}${read}`
}

const LIST = new Intl.ListFormat('en')

function nameSteps(positions: readonly number[]): string {
  const numbers = LIST.format(positions.map((position) => String(position + 1)))
  return `${positions.length === 1 ? 'step' : 'steps'} ${numbers}`
}
