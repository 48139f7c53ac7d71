import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../../state/app-state'
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
  useKeptTrials()
  // Nobody would see the answer of a trial that goes on after the builder was left.
  useEffect(() => () => trials.close(), [trials])
  if (step === undefined) return null
  return <TryStepSheet key={step.id} step={step} onClose={() => view.set({ triedStepId: null })} />
}

/** Keeps what was typed when the page may be about to go, and looks for news from elsewhere when the user is back. */
function useKeptTrials(): void {
  const { trials, view } = useBuilder()
  const { status } = useAppState().connection
  useEffect(() => {
    const keep = (): void => void trials.flush()
    const look = (): void => {
      const { openStepId } = view.store.getState()
      // A core that can't be asked now is asked when the connection is back.
      if (openStepId !== null) trials.look(openStepId).catch(() => undefined)
    }
    const onVisibility = (): void => (document.visibilityState === 'hidden' ? keep() : look())
    document.addEventListener('visibilitychange', onVisibility)
    window.addEventListener('pagehide', keep)
    window.addEventListener('focus', look)
    const unsubscribe = status.subscribe(({ phase }, before) => {
      if (phase !== 'open' || before.phase === 'open') return
      keep()
      look()
    })
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      window.removeEventListener('pagehide', keep)
      window.removeEventListener('focus', look)
      unsubscribe()
    }
  }, [trials, view, status])
}
