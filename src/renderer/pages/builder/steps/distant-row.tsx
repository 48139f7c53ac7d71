import { memo } from 'react'
import { useStep } from '../document/use-step'

/** A step far out of view: it takes its place in the list, and nothing more. */
export const DistantRow = memo(function DistantRow({ stepId }: { stepId: string }) {
  const label = useStep(stepId, (step) => step.label)
  return <li className="step-item" data-step-id={stepId} aria-label={label} />
})
