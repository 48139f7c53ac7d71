import { conflict } from '@shared/errors'
import type { FrozenStep, Run, RunOptions, StepRun } from '@shared/model/run'
import { findStep } from './edit-run'
import { refreshStale } from './staleness'
import type { RunEdit, Turn } from './turn'

/** Values to set, and those that the caller saw in their place: what was not compared is overwritten. */
export interface RunUpdate {
  options?: { set: Partial<RunOptions>; was: Partial<RunOptions> } | undefined
  steps?: StepUpdate[] | undefined
}

export interface StepUpdate {
  stepId: string
  set: StepChanges
  was: Partial<ReturnType<typeof shownSettings>>
}

/** What can be changed in a frozen step without its workflow. */
export type StepChanges = Partial<
  Pick<FrozenStep, 'connection' | 'model' | 'temperature' | 'maxTokens' | 'maxRetries'>
>

/**
 * Changes options of a run and settings of steps that are not in flight, all of it or nothing, if they still are
 * what the caller saw. Outputs that were made with other settings become stale.
 *
 * @throws BatonError `NOT_FOUND`; `CONFLICT` when something has another value by now, or a step is in flight
 */
export function updateRun({ options, steps = [] }: RunUpdate): RunEdit {
  return (turn) => {
    if (options !== undefined) requireSame(turn.run.options, options.was, 'The run')
    for (const { stepId, was } of steps) {
      const step = findStep(turn.run, stepId)
      requireSame(shownSettings(step), was, `"${step.label}"`)
      if (step.status === 'running' || step.status === 'waiting') {
        throw conflict(`"${step.label}" is running.`, 'Wait for it to end, or stop the run first.')
      }
    }
    if (options !== undefined) updateOptions(options.set)(turn)
    if (steps.length > 0) changeSteps(turn, steps)
  }
}

/** New run options; they hold from the next step on. */
export function updateOptions(options: Partial<RunOptions>): RunEdit {
  return (turn) => turn.replace({ ...turn.run, options: { ...turn.run.options, ...options } })
}

function changeSteps(turn: Turn, updates: StepUpdate[]): void {
  const changes = new Map<string, StepChanges>()
  for (const { stepId, set } of updates) changes.set(stepId, { ...changes.get(stepId), ...set })
  const change = (step: StepRun): StepRun => ({
    ...step,
    settings: { ...step.settings, ...changes.get(step.id) },
  })
  const steps: Run['steps'] = turn.run.steps.map((step) => (changes.has(step.id) ? change(step) : step))
  turn.replace({ ...turn.run, steps }, { definitionChanged: true })
  refreshStale(turn)
}

function shownSettings({ settings }: StepRun) {
  const { connection, model, temperature = null, maxTokens, maxRetries } = settings
  return { connection: connection?.name, model, temperature, maxTokens, maxRetries }
}

function requireSame(now: object, was: object, what: string): void {
  const current = new Map<string, unknown>(Object.entries(now))
  const moved = Object.entries(was).find(
    ([field, value]) => value !== undefined && current.get(field) !== value,
  )
  if (moved === undefined) return
  throw conflict(`${what} has another value of "${moved[0]}" by now.`, 'Look at it again, then change it.')
}
