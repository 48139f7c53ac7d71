import { BatonError, conflict, notFound } from '@shared/errors'
import type { RunEvent, RunMessage } from '@shared/model/run-event'
import type { FrozenStep, Run, RunOptions } from '@shared/model/run'
import { type Decision, decideGate } from './decide-gate'
import {
  continueStep,
  overrideOutput,
  rerunStale,
  retryStep,
  type StepChanges,
  updateOptions,
  updateStep,
} from './edit-run'
import { beginLiveRun, type LiveRun } from './live-run'
import type { EnginePorts, Lease, RunChange } from './ports'
import { rebaseRun } from './rebase-run'
import { recoverRun } from './recover-run'
import { createRunFeed, type RunFeed } from './run-feed'
import type { RunEdit } from './turn'
import { createTurn } from './turn'
import { watchRun } from './watch-run'

const HEARTBEAT_MS = 2000

export interface ResumeOptions {
  decision?: Decision
  /** Stale steps to run again first. */
  rerunStale?: string[] | 'all'
  /** The workflow's current steps, frozen, to rebase on. */
  rebaseOn?: FrozenStep[]
  options?: Partial<RunOptions>
}

/** Sees an event right after it was published. Must not throw. */
export type RunObserver = (event: RunEvent) => void

/**
 * The runs of this process: starts and continues them, and lets anyone watch. Each call either throws before
 * anything changed or has taken effect durably. Runs of other processes can be watched, paused and stopped.
 *
 * Errors of all calls: BatonError `NOT_FOUND`; `CONFLICT` when the run is in a state that does not allow it, or
 * belongs to another living process.
 */
export interface RunService {
  /** Writes the run and begins it. */
  start(run: Run): void
  /** Goes on with a run that rests. A completed one with nothing to do again stays as it is. */
  resume(runId: string, options: ResumeOptions): void
  /** `basedOn`: the revision that was on the screen, null for none. */
  retry(runId: string, stepId: string, basedOn?: number | null): Promise<void>
  /** Asks the model to go on with an output that was cut short. */
  continueStep(runId: string, stepId: string, basedOn?: number): Promise<void>
  rerunStale(runId: string, stepIds: string[] | 'all'): Promise<void>
  overrideOutput(runId: string, stepId: string, text: string, basedOn?: number): Promise<void>
  update(runId: string, options: Partial<RunOptions>): Promise<void>
  updateStep(runId: string, stepId: string, changes: StepChanges): Promise<void>
  /** Does not go on with the run. */
  rebase(runId: string, steps: FrozenStep[]): Promise<void>
  /** Lets what is in flight finish, starts no more. */
  pause(runId: string): void
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
  liveRunIds(): string[]
  /** Shows every event of every run in progress here to an observer, until the returned function is called. */
  watch(observer: RunObserver): () => void
  /** Stops every run in progress, waits until that is durable, and ends all listening. */
  close(): Promise<void>
}

export function createRunService(ports: EnginePorts): RunService {
  const { store, clock } = ports
  const live = new Map<string, LiveRun>()
  /** Passes that have not been left yet: the lease of a run that rests is released a moment later. */
  const leaving = new Set<Promise<void>>()
  const feeds = new Map<string, RunFeed>()
  const unsaved = new Map<string, { run: Run; change: RunChange }>()
  const observers = new Set<RunObserver>()
  const closing = new AbortController()
  let heartbeat: NodeJS.Timeout | null = null

  function load(runId: string): Run {
    const run = unsaved.get(runId)?.run ?? store.loadRun(runId)
    if (run === undefined) throw notFound('run', runId)
    return run
  }

  /** Takes the run for this process and loads it as it is under the lease. */
  function take(runId: string): { run: Run; lease: Lease } {
    const held = unsaved.get(runId)
    if (held === undefined) {
      load(runId)
      return underLease(runId, store.acquireLease(runId))
    }
    try {
      store.commitRun(held.change)
    } catch (error) {
      if (error instanceof BatonError && error.code === 'CONFLICT') unsaved.delete(runId)
      throw error
    }
    unsaved.delete(runId)
    return underLease(runId, held.change.lease)
  }

  function underLease(runId: string, lease: Lease): { run: Run; lease: Lease } {
    const run = load(runId)
    // A run that a dead process left is `interrupted` until someone has it; now someone has.
    return { run: run.status === 'interrupted' ? { ...run, status: 'running' } : run, lease }
  }

  function begin(run: Run, lease: Lease, first: RunEdit | undefined): void {
    const feed = feeds.get(run.id) ?? createRunFeed(run)
    feeds.set(run.id, feed)
    if (feed.run.seq !== run.seq) feed.replace(run)
    const observe = (event: RunEvent) => {
      for (const observer of observers) observer(event)
    }
    const started = beginLiveRun(run, lease, first, feed, ports, observe)
    live.set(run.id, started)
    heartbeat ??= setInterval(beat, HEARTBEAT_MS)
    const left = leaveWhenEnded(run.id, lease, started).finally(() => leaving.delete(left))
    leaving.add(left)
  }

  async function leaveWhenEnded(runId: string, lease: Lease, started: LiveRun): Promise<void> {
    try {
      const end = await started.ended
      if (end.unsaved !== null) unsaved.set(runId, { run: end.run, change: end.unsaved })
    } catch {
      // `rested` tells whoever waits; the feed shows what the database has.
    }
    live.delete(runId)
    if (live.size === 0 && heartbeat !== null) {
      clearInterval(heartbeat)
      heartbeat = null
    }
    try {
      // What could not be written is written under this lease as soon as there is room.
      if (!unsaved.has(runId)) store.releaseLease(lease)
    } catch (error) {
      if (!(error instanceof BatonError)) throw error // a lease that was lost or can't be written is not ours to release
    }
    const feed = feeds.get(runId)
    const run = store.loadRun(runId)
    if (feed === undefined) return
    if (feed.listeners === 0) feeds.delete(runId)
    else if (run !== undefined && (run.status !== feed.run.status || run.seq !== feed.run.seq)) {
      if (!unsaved.has(runId)) feed.replace(run)
    }
  }

  function beat(): void {
    for (const [runId, run] of live) {
      try {
        const request = store.heartbeat(run.lease)
        if (request === 'pause') run.pause()
        if (request === 'stop') run.stop()
      } catch (error) {
        if (error instanceof BatonError && error.code === 'CONFLICT') live.get(runId)?.stop()
      }
    }
  }

  /** Applies edits to a run and goes on with it. The edits are tried first, so that what they refuse is thrown here. */
  function proceed(runId: string, edits: RunEdit[]): void {
    const { run, lease } = take(runId)
    const first: RunEdit = (turn) => {
      for (const edit of edits) edit(turn)
    }
    try {
      first(createTurn(run, clock.now))
    } catch (error) {
      store.releaseLease(lease)
      throw error
    }
    begin(run, lease, first)
  }

  /** Applies an edit to a run, live or resting, and does not go on with a resting one. */
  async function edit(runId: string, change: RunEdit): Promise<void> {
    const running = live.get(runId)
    if (running !== undefined) return running.edit(change)
    const { run, lease } = take(runId)
    try {
      const turn = createTurn(run, clock.now)
      change(turn)
      const written = turn.change(lease)
      if (written !== null) store.commitRun(written)
      const feed = feeds.get(runId)
      for (const message of turn.messages) {
        if (message.type === 'state') feed?.replace(message.run)
        else feed?.publish(message)
      }
    } finally {
      store.releaseLease(lease)
    }
  }

  async function editAndProceed(runId: string, change: RunEdit): Promise<void> {
    const running = live.get(runId)
    if (running !== undefined) return running.edit(change)
    proceed(runId, [recoverRun(ports), change])
  }

  return {
    start(run) {
      begin(run, store.createRun(run), undefined)
    },
    resume(runId, { decision, rerunStale: stale, rebaseOn, options }) {
      const running = live.get(runId)
      if (running !== undefined) throw conflict('The run is in progress already.', 'Pause or stop it first.')
      const edits: RunEdit[] = []
      if (options !== undefined) edits.push(updateOptions(options))
      if (decision !== undefined) edits.push((turn) => decideGate(turn, decision))
      edits.push(recoverRun(ports))
      if (rebaseOn !== undefined) edits.push(rebaseRun(rebaseOn))
      if (stale !== undefined) edits.push(rerunStale(stale))
      if (load(runId).status === 'completed' && stale === undefined && rebaseOn === undefined && !decision)
        return
      proceed(runId, edits)
    },
    retry: (runId, stepId, basedOn) => editAndProceed(runId, retryStep(stepId, basedOn)),
    continueStep: (runId, stepId, basedOn) => editAndProceed(runId, continueStep(stepId, basedOn)),
    rerunStale: (runId, stepIds) => editAndProceed(runId, rerunStale(stepIds)),
    overrideOutput: (runId, stepId, text, basedOn) => edit(runId, overrideOutput(stepId, text, basedOn)),
    update: (runId, options) => edit(runId, updateOptions(options)),
    updateStep: (runId, stepId, changes) => edit(runId, updateStep(stepId, changes)),
    async rebase(runId, steps) {
      if (live.has(runId)) throw conflict('The run is in progress.', 'Pause or stop it first, then rebase.')
      return edit(runId, (turn) => {
        recoverRun(ports)(turn)
        rebaseRun(steps)(turn)
      })
    },
    pause(runId) {
      const running = live.get(runId)
      if (running !== undefined) return running.pause()
      if (load(runId).status === 'running') return store.requestOwner(runId, 'pause')
      throw conflict(`The run is ${load(runId).status}, so there is nothing to pause.`)
    },
    async stop(runId) {
      const running = live.get(runId)
      if (running !== undefined) return running.stop()
      const { status } = load(runId)
      if (status === 'running') return store.requestOwner(runId, 'stop')
      if (status === 'completed' || status === 'stopped' || status === 'failed') {
        throw conflict(`The run is ${status}, so there is nothing to stop.`)
      }
      return edit(runId, (turn) => {
        recoverRun(ports)(turn)
        turn.emit({ type: 'done', scope: 'run', status: 'stopped' })
      })
    },
    skipWait(runId, stepId) {
      const running = live.get(runId)
      if (running === undefined) throw conflict('The run is not in progress here.')
      running.skipWait(stepId)
    },
    get: (runId) => live.get(runId)?.run ?? load(runId),
    isLive: (runId) => live.has(runId),
    liveRunIds: () => [...live.keys()],
    watch(observer) {
      observers.add(observer)
      return () => observers.delete(observer)
    },
    async rested(runId) {
      const end = await live.get(runId)?.ended
      await Promise.allSettled(leaving)
      return end?.run ?? load(runId)
    },
    async *events(runId, signal) {
      const feed = feeds.get(runId) ?? createRunFeed(load(runId))
      feeds.set(runId, feed)
      const isElsewhere = () => !live.has(runId) && !unsaved.has(runId)
      try {
        yield* watchRun(runId, feed, store, isElsewhere, AbortSignal.any([signal, closing.signal]))
      } finally {
        if (feed.listeners === 0 && !live.has(runId)) feeds.delete(runId)
      }
    },
    async close() {
      for (const run of live.values()) run.stop()
      await Promise.allSettled(leaving)
      closing.abort()
    },
  }
}
