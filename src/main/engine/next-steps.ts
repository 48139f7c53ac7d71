import type { Run, StepRun } from '@shared/model/run'
import type { RunDefinition } from './run-definition'

/** What a run needs next. Everything named here can be done at once. */
export interface NextSteps {
  /** Model steps to start, in order. */
  start: StepRun[]
  /** Disabled steps to skip. */
  skip: StepRun[]
  /** A review gate whose turn has come: to open, or to pass under YOLO. */
  gate: StepRun | null
  /** With nothing to do and nothing in flight: where the run stands. Null: go on. */
  rest: 'completed' | 'failed' | 'review' | null
}

/**
 * Decides what a run does next. Pure, and the only place that decides what to run and what to skip: a step with an
 * output runs again only when it was put back to `pending`, which only the user's consent does.
 *
 * Every step before a gate must be settled before the gate opens; every step after it waits for the gate. Once a
 * step has failed, nothing new starts.
 *
 * @param waitOver ids of `waiting` steps whose wait has ended
 */
export function nextSteps(
  run: Run,
  { sources }: Pick<RunDefinition, 'sources'>,
  waitOver: ReadonlySet<string>,
): NextSteps {
  const next: NextSteps = { start: [], skip: [], gate: null, rest: null }
  const { steps } = run
  let busy = 0
  let failed = false
  let settled = 0
  let firstUnsettled = steps.length
  // Plain loops: a long chain asks this for each of its steps, and each time it looks at all of them.
  for (let position = 0; position < steps.length; position += 1) {
    const step = steps[position]
    if (step === undefined) break
    if (isSettled(step)) {
      settled += 1
      continue
    }
    if (firstUnsettled > position) firstUnsettled = position
    if (step.status === 'failed') failed = true
    if (step.status === 'running' || (step.status === 'waiting' && !waitOver.has(step.id))) busy += 1
  }

  let open = false
  for (let position = firstUnsettled; position < steps.length; position += 1) {
    const step = steps[position]
    if (step === undefined) break
    if (isSettled(step)) continue
    if (step.settings.stepType === 'review' && step.settings.enabled) {
      const reached = position === firstUnsettled
      open = reached && step.status === 'awaiting_review'
      if (reached && !failed && step.status === 'pending') next.gate = step
      break
    }
    if (failed || !isStartable(step, waitOver)) continue
    if (!step.settings.enabled) next.skip.push(step)
    else if (busy + next.start.length < run.options.concurrency && isReady(steps, sources[position])) {
      next.start.push(step)
    }
  }

  const idle = busy === 0 && next.start.length === 0 && next.skip.length === 0 && next.gate === null
  if (idle && failed) next.rest = 'failed'
  else if (idle && open) next.rest = 'review'
  else if (idle && settled === steps.length) next.rest = 'completed'
  return next
}

function isReady(steps: readonly StepRun[], sources: readonly number[] = []): boolean {
  for (const source of sources) if (!isSettled(steps[source])) return false
  return true
}

function isSettled(step: StepRun | undefined): boolean {
  return step?.status === 'completed' || step?.status === 'skipped'
}

function isStartable(step: StepRun, waitOver: ReadonlySet<string>): boolean {
  return step.status === 'pending' || (step.status === 'waiting' && waitOver.has(step.id))
}
