import type { Step } from '@shared/model/step'
import { memo, useEffect, useRef, type ComponentProps } from 'react'
import { useBuilder, useView } from '../builder-context'
import { StepBody } from './step-body'
import { StepFoot } from './step-foot'
import type { CardKnowledge } from './card-knowledge'
import { StepRow } from './step-row'
import './step-card.css'

interface StepCardProps {
  step: Step
  position: number
  card: CardKnowledge
  open: boolean
  grip: ComponentProps<'button'>
}

/** One step: a row, and when it is open everything that can be set. */
export const StepCard = memo(function StepCard({ step, position, card, open, grip }: StepCardProps) {
  const { view } = useBuilder()
  const element = useRef<HTMLDivElement>(null)
  const wanted = useView((state) => (state.wanted?.stepId === step.id ? state.wanted : null))
  useEffect(() => {
    if (wanted === null || element.current === null) return
    if (wanted.field === 'prompt' || wanted.field === 'systemPrompt') {
      element.current.scrollIntoView({ block: 'nearest' })
      return
    }
    view.take(step.id, [wanted.field])
    const inField = `[data-field="${wanted.field}"] :is(input, select, textarea, button)`
    const target =
      element.current.querySelector<HTMLElement>(inField) ??
      element.current.querySelector<HTMLElement>('[data-field="row"] button')
    target?.focus()
    if (target instanceof HTMLInputElement) target.select()
    element.current.scrollIntoView({ block: 'nearest' })
  }, [view, wanted, step.id])

  const point = (): void => view.set({ pointedStepId: step.id })
  const leave = (): void => view.set({ pointedStepId: null })
  return (
    <div
      ref={element}
      className="step-card"
      data-open-card={open || undefined}
      data-linked={card.linked || undefined}
      data-off={step.enabled === false || undefined}
      onPointerEnter={point}
      onPointerLeave={leave}
    >
      <span className="step-number" data-gate={step.stepType === 'review' || undefined} aria-hidden="true">
        {position + 1}
      </span>
      <div className="step-frame">
        <StepRow step={step} position={position} card={card} open={open} grip={grip} />
        {open && (
          <>
            <StepBody step={step} position={position} />
            <StepFoot step={step} position={position} />
          </>
        )}
      </div>
    </div>
  )
})
