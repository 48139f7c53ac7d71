import { RotateCcw, X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../../state/app-state'
import { Button } from '../../../ui/button'
import { IconButton } from '../../../ui/icon-button'
import { useBuilder } from '../builder-context'
import { findStep } from '../document/find-step'
import { hasSameSettings } from './has-same-settings'
import { StopTrial } from './stop-trial'
import { TrialView } from './trial-view'
import { useKeptInView } from './use-kept-in-view'

/** In a step's card: how the newest trial of it stands, until that is dismissed. */
export function TrialPanel({ stepId }: { stepId: string }) {
  const { session, trials, view } = useBuilder()
  const { toasts } = useAppState()
  const trial = useStore(trials.store, (state) => state.trials[stepId])
  const step = useStore(session.document.store, ({ workflow }) => findStep(workflow.steps, stepId))
  const panel = useRef<HTMLDivElement>(null)
  useKeptInView(panel, stepId, trial?.phase === 'running')
  useEffect(() => {
    // The card is there without it; where the core can't be asked now, it is when the connection is back.
    trials.look(stepId).catch(() => undefined)
  }, [trials, stepId])
  if (trial === undefined) return null
  const running = trial.phase === 'running'
  const dismiss = (): void => {
    const undo = trials.dismiss(stepId)
    if (trial.text !== '') toasts.show({ message: `Dismissed the answer of “${trial.step.label}”`, undo })
  }
  const outdated = !running && step !== undefined && !hasSameSettings(step, trial.step)
  return (
    <div ref={panel} className="trial-panel" data-focus-then=".trial-head button, [data-try]">
      <TrialView
        trial={trial}
        note={outdated && <span className="trial-outdated">The step has changed since.</span>}
        actions={
          running ? (
            <StopTrial trial={trial} size="small" />
          ) : (
            <>
              <Button
                size="small"
                look="ghost"
                icon={RotateCcw}
                onClick={() => view.set({ triedStepId: stepId })}
              >
                Try again
              </Button>
              <IconButton size="small" icon={X} label="Dismiss" onClick={dismiss} />
            </>
          )
        }
      />
    </div>
  )
}
