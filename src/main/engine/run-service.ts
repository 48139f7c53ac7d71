import { conflict } from '@shared/errors'
import type { RunMessage } from '@shared/model/run-event'
import type { FrozenStep, Run, RunOptions } from '@shared/model/run'
import { type Decision, decideGate } from './decide-gate'
import { continueStep, overrideOutput, rerunStale, retryStep } from './edit-run'
import { expectedCost } from './estimate'
import type { EnginePorts } from './ports'
import { rebaseRun } from './rebase-run'
import { recoverRun } from './recover-run'
import { requireKeys } from './require-keys'
import { createRunChanges } from './run-changes'
import { createRunRegistry, type RunObserver } from './run-registry'
import { createTurn, type RunEdit } from './turn'
import { type RunUpdate, updateOptions, updateRun } from './update-run'

export interface ResumeOptions {
  decision?: Decision
  options?: Partial<RunOptions>
}

/**
 * The runs of this process: starts and continues them, and lets anyone watch. Each call either throws before
 * anything changed or has taken effect durably. Runs of other processes can be watched, paused and stopped.
 *
 * Errors of all calls: BatonError `NOT_FOUND`; `CONFLICT` when the run is in a state that does not allow it, or
 * belongs to another living process; of those that go on with a run `KEY_MISSING` when what is left to run needs a
 * key that is not there.
 */
export interface RunService {
  /** Writes the run, with what it is expected to cost, and begins it. */
  start(run: Run): void
  /** Writes a run that waits to be resumed. */
  add(run: Run): void
  /** Goes on with a run that rests. A completed one stays as it is. */
  resume(runId: string, options: ResumeOptions): void
  /** `basedOn`: the revision that was on the screen, null for none. */
  retry(runId: string, stepId: string, basedOn?: number | null): Promise<void>
  /** Asks the model to go on with an output that was cut short. */
  continueStep(runId: string, stepId: string, basedOn?: number): Promise<void>
  rerunStale(runId: string, stepIds: string[] | 'all'): Promise<void>
  overrideOutput(runId: string, stepId: string, text: string, basedOn?: number): Promise<void>
  /** Options of the run and settings of its steps, all of it or nothing. */
  update(runId: string, update: RunUpdate): Promise<void>
  /** Does not go on with the run. `basedOn`: its `updatedAt` as the caller saw it. */
  rebase(runId: string, steps: FrozenStep[], basedOn?: number): Promise<void>
  /** The run as `rebase` would leave it. Writes nothing. */
  previewRebase(runId: string, steps: FrozenStep[], basedOn?: number): Run
  /** Lets what is in flight finish, starts no more. Settles when the run rests or tells that it is `pausing`. */
  pause(runId: string): Promise<void>
  /** Aborts what is in flight, keeping its partial text. A resting run becomes `stopped`. */
  stop(runId: string): Promise<void>
  /** Ends a step's wait for its next attempt. */
  skipWait(runId: string, stepId: string): void
  /** The run as it is now. */
  get(runId: string): Run
  isLive(runId: string): boolean
  /** Resolves when the run rests in this process (at once if it does), with its state; rejects if it was lost. */
  rested(runId: string): Promise<Run>
  /** The state, then every event after it, in batches of about a frame. Ends with `signal`. */
  events(runId: string, signal: AbortSignal): AsyncGenerator<RunMessage[], void, void>
  /**
   * Says, at once and then a moment after anything happened, that runs may have changed: those of this process at most
   * five times a second, those of others within two seconds. It is for those who show lists. Ends with `signal`.
   */
  changes(signal: AbortSignal): AsyncGenerator<void, void, void>
  /** Somebody else than the engine has changed runs: they were deleted or brought back. */
  noteChange(): void
  liveRunIds(): string[]
  /** Shows every event of every run in progress here to an observer, until the returned function is called. */
  watch(observer: RunObserver): () => void
  /**
   * Does something that no run in progress would survive, such as to exchange the database under all of them, and
   * forgets all that is known of runs; listening ends.
   * @throws BatonError `CONFLICT` while a run is in progress, in whatever process, or holds what could not be saved yet
   */
  betweenRuns<T>(work: () => T): T
  /** Stops every run in progress, waits until that is durable, and ends all listening. */
  close(): Promise<void>
}

export function createRunService(ports: EnginePorts): RunService {
  const changes = createRunChanges()
  const registry = createRunRegistry(ports, changes.note)

  const requireAllKeys = requireKeys(ports.connections)

  async function editAndProceed(runId: string, change: RunEdit): Promise<void> {
    const running = registry.live(runId)
    if (running === undefined) return registry.proceed(runId, [recoverRun(ports), change, requireAllKeys])
    return running.edit((turn) => {
      // Tried first: what the change has done would stay in the turn, refused or not.
      const tried = createTurn(turn.run, ports.clock.now)
      change(tried)
      requireAllKeys(tried)
      change(turn)
    })
  }

  function rebaseOn(steps: FrozenStep[], basedOn: number | undefined): RunEdit {
    return (turn) => {
      if (basedOn !== undefined && basedOn !== turn.run.updatedAt) throw changedMeanwhile()
      recoverRun(ports)(turn)
      rebaseRun(steps)(turn)
    }
  }

  return {
    start(run) {
      const estimated = { ...run, estimate: expectedCost(run, ports) }
      registry.begin(estimated, ports.store.createRun(estimated))
    },
    add: (run) => registry.add({ ...run, estimate: expectedCost(run, ports) }),
    resume(runId, { decision, options }) {
      const running = registry.live(runId)
      if (running !== undefined) throw conflict('The run is in progress already.', 'Pause or stop it first.')
      const edits: RunEdit[] = []
      if (options !== undefined) edits.push(updateOptions(options))
      if (decision !== undefined) edits.push((turn) => decideGate(turn, decision))
      edits.push(recoverRun(ports), requireAllKeys)
      if (registry.load(runId).status === 'completed' && decision === undefined) return
      registry.proceed(runId, edits)
    },
    retry: (runId, stepId, basedOn) => editAndProceed(runId, retryStep(stepId, basedOn)),
    continueStep: (runId, stepId, basedOn) => editAndProceed(runId, continueStep(stepId, basedOn)),
    rerunStale: (runId, stepIds) => editAndProceed(runId, rerunStale(stepIds)),
    overrideOutput: (runId, stepId, text, basedOn) =>
      registry.edit(runId, overrideOutput(stepId, text, basedOn)),
    update: (runId, update) => registry.edit(runId, updateRun(update)),
    async rebase(runId, steps, basedOn) {
      if (registry.live(runId) !== undefined) throw inProgress()
      return registry.edit(runId, rebaseOn(steps, basedOn))
    },
    previewRebase(runId, steps, basedOn) {
      const run = registry.load(runId)
      if (registry.live(runId) !== undefined || run.status === 'running') throw inProgress()
      const turn = createTurn(run, ports.clock.now)
      rebaseOn(steps, basedOn)(turn)
      return turn.run
    },
    async pause(runId) {
      const running = registry.live(runId)
      if (running !== undefined) return running.pause()
      const { status } = registry.load(runId)
      if (status === 'running') return registry.requestOwner(runId, 'pause')
      throw conflict(`The run is ${status}, so there is nothing to pause.`)
    },
    async stop(runId) {
      const running = registry.live(runId)
      if (running?.run.status === 'running') return running.stop()
      if (running !== undefined) {
        // It has come to rest, and its lease is about to be given back.
        await registry.left(runId)
        if (running.run.status !== 'paused') return
      }
      const { status } = registry.load(runId)
      if (status === 'running') return registry.requestOwner(runId, 'stop')
      if (status === 'completed' || status === 'stopped' || status === 'failed') {
        throw conflict(`The run is ${status}, so there is nothing to stop.`)
      }
      return registry.edit(runId, (turn) => {
        recoverRun(ports)(turn)
        turn.emit({ type: 'done', scope: 'run', status: 'stopped' })
      })
    },
    skipWait(runId, stepId) {
      const running = registry.live(runId)
      if (running === undefined) throw conflict('The run is not in progress here.')
      running.skipWait(stepId)
    },
    get: (runId) => registry.live(runId)?.run ?? registry.load(runId),
    isLive: (runId) => registry.live(runId) !== undefined,
    liveRunIds: () => registry.liveRunIds(),
    watch: (observer) => registry.watch(observer),
    async rested(runId) {
      const end = await registry.live(runId)?.ended
      await registry.left(runId)
      return end?.run ?? registry.load(runId)
    },
    events: (runId, signal) => registry.events(runId, signal),
    changes: (signal) => changes.follow(signal),
    noteChange: () => changes.note(),
    betweenRuns(work) {
      const result = registry.betweenRuns(work)
      changes.end()
      return result
    },
    async close() {
      await registry.close()
      changes.end()
    },
  }
}

function inProgress() {
  return conflict('The run is in progress.', 'Pause or stop it first, then rebase.')
}

function changedMeanwhile() {
  return conflict('The run has changed in the meantime.', 'Look at it again, then rebase it.')
}
