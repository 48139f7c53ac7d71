import type { Run, StepRun } from '@shared/model/run'
import { useEffect, useMemo } from 'react'
import { useAppState } from '../../state/app-state'
import { chooseStep } from './choose-step'
import { LiveDock } from './live-dock'
import { Pipeline } from './pipeline'
import { RunAnnouncer } from './run-announcer'
import { RunHeader } from './run-header'
import { RunNotice } from './run-notice'
import { StaleBar } from './stale-bar'
import { StepPane } from './step-pane'
import type { StepView } from './step-view'
import { useRunCommands } from './use-run-commands'
import { useStepDependencies } from './use-step-dependencies'

interface LoadedRunProps {
  run: Run
  /** What the user chose to look at; null: what matters most now. */
  chosenStepId: string | null
  /** What is shown of that step. */
  view: StepView
  onChooseStep: (stepId: string) => void
  onView: (stepId: string, view: StepView) => void
}

export function LoadedRun(props: LoadedRunProps) {
  const { run: followed, chosenStepId, view, onChooseStep, onView } = props
  const run = useMemo(() => withoutDeadAttempts(followed), [followed])
  const dependencies = useStepDependencies(run)
  const step = run.steps.find(({ id }) => id === chosenStepId) ?? chooseStep(run)
  useRunCommands(run, onChooseStep)
  const { runningNow } = useAppState()
  // The sidebar asks at intervals; here it is known at once.
  useEffect(() => runningNow.refresh(), [runningNow, run.status, run.pauseReason])

  return (
    <>
      <RunHeader run={run} onChooseStep={onChooseStep} />
      <div className="run-body">
        <Pipeline
          run={run}
          dependencies={dependencies}
          shownStepId={step?.id ?? null}
          onChoose={onChooseStep}
        />
        <div className="run-main">
          <RunNotice run={run} />
          {step === undefined ? (
            <p className="run-without-steps">This run has no steps.</p>
          ) : (
            <StepPane
              key={step.id}
              run={run}
              step={step}
              dependencies={dependencies}
              view={view}
              onView={(next) => onView(step.id, next)}
            />
          )}
          <LiveDock run={run} shownStepId={step?.id ?? null} onChoose={onChooseStep} />
          <StaleBar run={run} />
        </div>
      </div>
      <RunAnnouncer run={run} />
    </>
  )
}

/** An interrupted run keeps its steps as they were at that moment, but nothing is at work any more. */
function withoutDeadAttempts(run: Run): Run {
  if (run.status !== 'interrupted') return run
  const atWork = (step: StepRun): boolean => step.status === 'running' || step.status === 'waiting'
  return { ...run, steps: run.steps.map((step) => (atWork(step) ? { ...step, status: 'pending' } : step)) }
}
