import type { ReactNode } from 'react'

/** One fact in the margin of a text. */
export function NoteEntry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

export interface StepReference {
  id: string
  label: string
  /** From 1. */
  position: number
}

/** Other steps, by number and label. */
export function StepReferences({ steps }: { steps: readonly StepReference[] }) {
  return steps.map((step) => (
    <span key={step.id} className="step-reference" title={step.label}>
      <b>{step.position}</b>
      <span className="truncated">{step.label}</span>
    </span>
  ))
}
