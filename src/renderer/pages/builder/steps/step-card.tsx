import { memo, useCallback, useEffect, useRef, type ComponentProps, type FocusEvent } from 'react'
import { useBuilder, useView } from '../builder-context'
import { useStep } from '../document/use-step'
import { TrialPanel } from '../try/trial-panel'
import { StepBody } from './step-body'
import { StepFoot } from './step-foot'
import type { CardKnowledge } from './card-knowledge'
import { StepRow } from './step-row'
import './step-card.css'

interface StepCardProps {
  stepId: string
  position: number
  card: CardKnowledge
  open: boolean
  grip: ComponentProps<'button'>
}

/** One step: a row, and when it is open everything that can be set. */
export const StepCard = memo(function StepCard({ stepId, position, card, open, grip }: StepCardProps) {
  const { view } = useBuilder()
  const gate = useStep(stepId, (step) => step.stepType === 'review')
  const off = useStep(stepId, (step) => step.enabled === false)
  const element = useRef<HTMLDivElement>(null)
  const wanted = useView((state) => (state.wanted?.stepId === stepId ? state.wanted : null))
  useEffect(() => {
    if (wanted === null || element.current === null) return
    if (wanted.field === 'prompt' || wanted.field === 'systemPrompt') {
      element.current.scrollIntoView({ block: 'nearest' })
      return
    }
    view.take(stepId, [wanted.field])
    const inField = `[data-field="${wanted.field}"] :is(input, select, textarea, button)`
    const target =
      element.current.querySelector<HTMLElement>(inField) ??
      element.current.querySelector<HTMLElement>('[data-field="row"] button')
    target?.focus()
    if (target instanceof HTMLInputElement) target.select()
    element.current.scrollIntoView({ block: 'nearest' })
  }, [view, wanted, stepId])

  // What passes under a card that is dragged is not looked at.
  const point = (): void => {
    if (view.store.getState().draggedStepId === null) view.set({ pointedStepId: stepId })
  }
  const leave = (): void => {
    if (view.store.getState().pointedStepId !== null) view.set({ pointedStepId: null })
  }
  // A click leaves the focus where nobody looks any more; keys don't.
  const focus = ({ target }: FocusEvent): void => {
    view.set({ touchedStepId: stepId, ...(target.matches(':focus-visible') && { focusedStepId: stepId }) })
  }
  const blur = useCallback((): void => {
    if (view.store.getState().focusedStepId === stepId) view.set({ focusedStepId: null })
  }, [view, stepId])
  // What is taken out of the page loses the focus without a word.
  useEffect(() => blur, [blur])
  return (
    <div
      ref={element}
      className="step-card"
      data-open-card={open || undefined}
      data-linked={card.linked || undefined}
      data-off={off || undefined}
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={focus}
      onBlur={blur}
    >
      <span
        className="step-number"
        data-gate={gate || undefined}
        data-wide={position >= 99 || undefined}
        aria-hidden="true"
      >
        {position + 1}
      </span>
      <div className="step-frame" data-focus-then=".step-toggle">
        <StepRow stepId={stepId} position={position} card={card} open={open} grip={grip} />
        {open && (
          <>
            <StepBody stepId={stepId} position={position} />
            <TrialPanel stepId={stepId} />
            <StepFoot stepId={stepId} />
          </>
        )}
      </div>
    </div>
  )
})
