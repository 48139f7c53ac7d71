import type { FrozenStep, Run, StepRun } from '@shared/model/run'
import { newStepRun } from '@shared/model/new-step-run'
import type { RunEdit } from './turn'
import { refreshStale } from './staleness'

/**
 * Applies a workflow's current steps to a run that isn't running. Steps match by id, else by label and occurrence;
 * matched ones keep their outputs, added ones are pending, removed ones stay in the history.
 *
 * @param steps the workflow's current steps, frozen
 */
export function rebaseRun(steps: FrozenStep[]): RunEdit {
  return (turn) => {
    const { run } = turn
    const matched = matchSteps(run, steps)
    const kept = new Set(matched.values())
    const rebased = steps.map((settings): StepRun => {
      const before = matched.get(settings.id)
      if (before === undefined) return newStepRun(settings)
      // The run's own id stays: attempts and revisions belong to it.
      const after = { ...before, label: settings.label, settings: { ...settings, id: before.id } }
      return settle(after)
    })
    const unfinished = rebased.some((step) => step.status !== 'completed' && step.status !== 'skipped')
    // The gate it waited at is closed, and opens when the run goes on.
    const wasAtGate = run.status === 'paused' && run.pauseReason === 'review'
    const waits = wasAtGate || (run.status === 'completed' && unfinished)
    turn.replace(
      {
        ...run,
        ...(waits && { status: 'paused', pauseReason: 'user' }),
        steps: rebased,
        removedSteps: [...run.removedSteps, ...run.steps.filter((step) => !kept.has(step))],
        estimate: null,
      },
      { definitionChanged: true },
    )
    refreshStale(turn)
  }
}

/** For each new step's id, the step run it continues. */
function matchSteps(run: Run, steps: FrozenStep[]): Map<string, StepRun> {
  const matched = new Map<string, StepRun>()
  const taken = new Set<StepRun>()
  const take = (id: string, step: StepRun | undefined) => {
    if (step === undefined || taken.has(step)) return
    taken.add(step)
    matched.set(id, step)
  }
  for (const step of steps)
    take(
      step.id,
      run.steps.find((before) => before.id === step.id),
    )
  const rest = (label: string) => run.steps.filter((before) => before.label === label && !taken.has(before))
  for (const step of steps) {
    if (!matched.has(step.id)) take(step.id, rest(step.label)[0])
  }
  return matched
}

/** Enabled or disabled meanwhile: the status follows. */
function settle(step: StepRun): StepRun {
  if (!step.settings.enabled) return step.status === 'skipped' ? step : { ...step, status: 'pending' }
  if (step.status === 'skipped' && step.output === null) return { ...step, status: 'pending' }
  if (step.status === 'awaiting_review') return { ...step, status: 'pending' }
  return step
}
