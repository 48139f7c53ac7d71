import type { Run, StepRun } from '@shared/model/run'
import { useMemo } from 'react'
import { chooseStep } from './choose-step'
import { LiveDock } from './live-dock'
import { Pipeline } from './pipeline'
import { RunAnnouncer } from './run-announcer'
import { RunHeader } from './run-header'
import { RunNotice } from './run-notice'
import { StaleBar } from './stale-bar'
import { StepPane } from './step-pane'
import type { StepView } from './step-view'
import type { TextDrafts } from './text-drafts'
import { useStepDependencies } from './use-step-dependencies'

interface LoadedRunProps {
  run: Run
  /** What the user chose to look at; null: what matters most now. */
  chosenStepId: string | null
  /** What is shown of that step. */
  view: StepView
  drafts: TextDrafts
  onChooseStep: (stepId: string) => void
  /** Back to what matters most. */
  onFollow: () => void
  onView: (stepId: string, view: StepView) => void
}

export function LoadedRun(props: LoadedRunProps) {
  const { run: followed, chosenStepId, view, drafts, onChooseStep, onFollow, onView } = props
  const run = useMemo(() => withoutDeadAttempts(followed), [followed])
  const dependencies = useStepDependencies(run)
  const step = run.steps.find(({ id }) => id === chosenStepId) ?? chooseStep(run)

  return (
    <>
      <RunHeader run={run} shownStepId={step?.id ?? null} onChooseStep={onChooseStep} />
      <div className="run-body" data-focus-then=".pipeline-button[aria-current]">
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
              drafts={drafts}
              onDecided={onFollow}
              onView={(next) => onView(step.id, next)}
            />
          )}
          <LiveDock run={run} shownStepId={step?.id ?? null} onChoose={onChooseStep} />
          <StaleBar run={run} dependencies={dependencies} />
        </div>
      </div>
      <RunAnnouncer run={run} />
    </>
  )
}

/** A run that was interrupted or stopped keeps its steps as they were, but nothing is at work, nor at your gate. */
function withoutDeadAttempts(run: Run): Run {
  const left = LEFT_AS_THEY_WERE[run.status]
  if (left === undefined) return run
  const put = (step: StepRun): StepRun => (left.includes(step.status) ? { ...step, status: 'pending' } : step)
  return { ...run, steps: run.steps.map(put) }
}

const LEFT_AS_THEY_WERE: Partial<Record<Run['status'], StepRun['status'][]>> = {
  interrupted: ['running', 'waiting', 'awaiting_review'],
  stopped: ['awaiting_review'],
}
