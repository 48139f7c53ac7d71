import { useStore } from 'zustand'
import { useBuilder, useView } from '../builder-context'
import { TryStepSheet } from './try-step-sheet'

interface TryStepPlaceProps {
  /** Saves and gives the workflow, or null where somebody else changed it. */
  save: () => Promise<{ id: string; name: string } | null>
}

/** The sheet for the step that is tried, if one is. */
export function TryStepPlace({ save }: TryStepPlaceProps) {
  const { session, view } = useBuilder()
  const triedStepId = useView((state) => state.triedStepId)
  const steps = useStore(session.document.store, (state) => state.workflow.steps)
  const position = steps.findIndex((step) => step.id === triedStepId)
  const step = steps[position]
  if (step === undefined) return null
  return (
    <TryStepSheet
      key={step.id}
      step={step}
      position={position}
      save={save}
      onClose={() => view.set({ triedStepId: null })}
    />
  )
}
