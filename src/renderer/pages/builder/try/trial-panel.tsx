import { X } from 'lucide-react'
import { useStore } from 'zustand'
import { Button } from '../../../ui/button'
import { IconButton } from '../../../ui/icon-button'
import { useBuilder } from '../builder-context'
import { findStep } from '../document/find-step'
import { TrialView } from './trial-view'

/** In a step's card: how the newest try of it stands, until that is dismissed. */
export function TrialPanel({ stepId }: { stepId: string }) {
  const { session, trials, view } = useBuilder()
  const trial = useStore(trials.store, (state) => state.trials[stepId])
  const step = useStore(session.document.store, ({ workflow }) => findStep(workflow.steps, stepId))
  if (trial === undefined) return null
  const dismiss = (): void => trials.dismiss(stepId)
  return (
    <div className="trial-panel">
      <header className="trial-panel-head">
        <h3>Tried</h3>
        {trial.phase !== 'running' && trial.step !== step && (
          <span className="trial-outdated">The step has changed since.</span>
        )}
        <span className="builder-gap" />
        {trial.phase === 'running' ? (
          <Button size="small" onClick={dismiss}>
            Cancel
          </Button>
        ) : (
          <>
            <Button size="small" look="ghost" onClick={() => view.set({ triedStepId: stepId })}>
              Try again
            </Button>
            <IconButton size="small" icon={X} label="Dismiss" onClick={dismiss} />
          </>
        )}
      </header>
      <TrialView trial={trial} />
    </div>
  )
}
