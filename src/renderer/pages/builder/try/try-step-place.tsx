import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useBuilder, useView } from '../builder-context'
import { findStep } from '../document/find-step'
import { TryStepSheet } from './try-step-sheet'

/** The sheet for the step that is tried, if one is. */
export function TryStepPlace() {
  const { session, view, trials } = useBuilder()
  const triedStepId = useView((state) => state.triedStepId)
  const step = useStore(session.document.store, ({ workflow }) =>
    triedStepId === null ? undefined : findStep(workflow.steps, triedStepId),
  )
  // Nobody would see the answer of a trial that goes on after the builder was left.
  useEffect(() => {
    window.addEventListener('pagehide', trials.keep)
    return () => {
      window.removeEventListener('pagehide', trials.keep)
      trials.close()
    }
  }, [trials])
  if (step === undefined) return null
  return <TryStepSheet key={step.id} step={step} onClose={() => view.set({ triedStepId: null })} />
}
