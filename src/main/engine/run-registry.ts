import { BatonError, conflict, notFound } from '@shared/errors'
import type { RunEvent, RunMessage } from '@shared/model/run-event'
import type { Run } from '@shared/model/run'
import { createLeaseKeeper } from './lease-keeper'
import { beginLiveRun, type LiveRun } from './live-run'
import type { EnginePorts, Lease, OwnerRequest } from './ports'
import { createRunFeeds } from './run-feeds'
import { createTurn, type RunEdit } from './turn'
import { createUnsavedChanges } from './unsaved-changes'
import { watchRun } from './watch-run'

const HEARTBEAT_MS = 2000

/** Sees an event right after it was published. Must not throw. */
export type RunObserver = (event: RunEvent) => void

/**
 * Which runs are in progress in this process, under which leases, and who listens. Knows nothing of what is done to
 * a run: that comes as edits.
 */
export interface RunRegistry {
  /** The run's pass in this process, while there is one. */
  live(runId: string): LiveRun | undefined
  liveRunIds(): string[]
  /** @throws BatonError `NOT_FOUND` */
  load(runId: string): Run
  /** Writes a new run that rests. */
  add(run: Run): void
  /** Begins a run that has just been written. */
  begin(run: Run, lease: Lease): void
  /** Applies edits to a resting run and goes on with it. What the edits refuse is thrown, and nothing changes. */
  proceed(runId: string, edits: RunEdit[]): void
  /** Applies an edit to a run, live or resting, and does not go on with a resting one. */
  edit(runId: string, change: RunEdit): Promise<void>
  /** Asks the process that has the run in progress, and shows at once that this was asked. */
  requestOwner(runId: string, request: OwnerRequest): void
  events(runId: string, signal: AbortSignal): AsyncGenerator<RunMessage[], void, void>
  watch(observer: RunObserver): () => void
  /** Resolves when the run's lease is released, or at once. */
  left(runId: string): Promise<void>
  /**
   * Does something that no run in progress would survive, and forgets all that is known of runs; listening ends.
   * @throws BatonError `CONFLICT` while a run is in progress, in whatever process, or holds what could not be saved yet
   */
  betweenRuns<T>(work: () => T): T
  /** Stops all runs, waits until that is durable, and ends all listening. */
  close(): Promise<void>
}

/** @param noteChange called when anything but streaming text has happened to a run here */
export function createRunRegistry(ports: EnginePorts, noteChange: () => void): RunRegistry {
  const { store, clock } = ports
  const live = new Map<string, LiveRun>()
  /** By run, until its lease is released, which is a moment after it rests. */
  const leaving = new Map<string, Promise<void>>()
  const feeds = createRunFeeds(store)
  const unsaved = createUnsavedChanges(store)
  const leases = createLeaseKeeper(store)
  const observers = new Set<RunObserver>()
  let listening = new AbortController()
  let heartbeat: NodeJS.Timeout | null = null

  function load(runId: string): Run {
    const run = unsaved.run(runId) ?? store.loadRun(runId)
    if (run === undefined) throw notFound('run', runId)
    return run
  }

  /** Takes the run for this process and loads it as it is under the lease. */
  function take(runId: string): { run: Run; lease: Lease } {
    load(runId)
    save(runId)
    // Every pass has a lease of its own, so that what was asked of the one before is not asked of it.
    const lease = leases.take(runId)
    try {
      const run = load(runId)
      // A run that a dead process left is `interrupted` until someone has it; now someone has.
      return { run: run.status === 'interrupted' ? { ...run, status: 'running' } : run, lease }
    } catch (error) {
      leases.giveBack(lease)
      throw error
    }
  }

  /** Writes what could not be written before, if there is anything, and gives back the lease that this needed. */
  function save(runId: string): void {
    const saved = unsaved.save(runId)
    if (saved === undefined) return
    // Listeners were not told what was not durable.
    feeds.showStored(runId, () => true)
    leases.giveBack(saved.lease)
  }

  function begin(run: Run, lease: Lease, first: RunEdit | undefined): void {
    const feed = feeds.open(run.id, () => run)
    if (feed.run.seq !== run.seq) feed.replace(run)
    const observe = (event: RunEvent) => {
      for (const observer of observers) observer(event)
      if (event.type !== 'text') noteChange()
    }
    let started: LiveRun
    try {
      started = beginLiveRun(run, lease, first, feed, ports, observe)
    } catch (error) {
      leave(run.id, lease)
      throw error
    }
    live.set(run.id, started)
    heartbeat ??= setInterval(beat, HEARTBEAT_MS)
    const left = leaveWhenEnded(run.id, lease, started).finally(() => {
      if (leaving.get(run.id) === left) leaving.delete(run.id)
    })
    leaving.set(run.id, left)
  }

  async function leaveWhenEnded(runId: string, lease: Lease, started: LiveRun): Promise<void> {
    try {
      const end = await started.ended
      if (end.unsaved !== null) unsaved.keep(end.run, end.unsaved)
    } catch {
      // `rested` tells whoever waits; the feed shows what the database has.
    }
    live.delete(runId)
    // What could not be written is written under this lease as soon as there is room.
    if (!unsaved.has(runId)) leave(runId, lease)
    restHeart()
  }

  function leave(runId: string, lease: Lease): void {
    leases.giveBack(lease)
    feeds.showStored(runId)
    noteChange()
  }

  function beat(): void {
    for (const run of live.values()) {
      try {
        const request = store.heartbeat(run.lease)
        if (request === 'pause' && !run.run.pausing) void run.pause()
        if (request === 'stop') run.stop()
      } catch (error) {
        if (error instanceof BatonError && error.code === 'CONFLICT') run.stop()
      }
    }
    catchUp()
    restHeart()
  }

  /** Writes what could not be written and gives back what could not be given back, as far as that works now. */
  function catchUp(): void {
    for (const runId of unsaved.runIds()) {
      try {
        save(runId)
      } catch (error) {
        if (!(error instanceof BatonError)) throw error
      }
    }
    leases.giveBackKept()
  }

  function restHeart(): void {
    if (heartbeat === null || live.size > 0 || unsaved.size > 0 || leases.kept > 0) return
    clearInterval(heartbeat)
    heartbeat = null
  }

  /** Applies edits to a run and goes on with it. The edits are tried first, so that what they refuse is thrown here. */
  function proceed(runId: string, edits: RunEdit[]): void {
    const { run, lease } = take(runId)
    const first: RunEdit = (turn) => edits.forEach((edit) => edit(turn))
    try {
      first(createTurn(run, clock.now))
    } catch (error) {
      leases.giveBack(lease)
      throw error
    }
    begin(run, lease, first)
  }

  async function edit(runId: string, change: RunEdit): Promise<void> {
    const running = live.get(runId)
    if (running !== undefined) return running.edit(change)
    const { run, lease } = take(runId)
    try {
      const turn = createTurn(run, clock.now)
      change(turn)
      const written = turn.change(lease)
      if (written !== null) store.commitRun(written)
      feeds.tell(runId, turn.messages)
      noteChange()
    } finally {
      leases.giveBack(lease)
    }
  }

  return {
    live: (runId) => live.get(runId),
    liveRunIds: () => [...live.keys()],
    load,
    add(run) {
      leases.giveBack(store.createRun(run))
      noteChange()
    },
    begin: (run, lease) => begin(run, lease, undefined),
    proceed,
    edit,
    requestOwner(runId, request) {
      store.requestOwner(runId, request)
      feeds.showStored(runId)
      noteChange()
    },
    async *events(runId, signal) {
      const feed = feeds.open(runId, () => load(runId))
      const isElsewhere = () => !live.has(runId) && !unsaved.has(runId)
      try {
        yield* watchRun(runId, feed, store, isElsewhere, AbortSignal.any([signal, listening.signal]))
      } finally {
        if (!live.has(runId)) feeds.close(runId, feed)
      }
    },
    watch(observer) {
      observers.add(observer)
      return () => observers.delete(observer)
    },
    left: async (runId) => leaving.get(runId),
    betweenRuns(work) {
      const [unfinished] = [...live.keys(), ...unsaved.runIds()]
      // Those of other processes, too: this says which, where their hold on the database would not.
      const running = unfinished === undefined ? store.runningWorkflow() : load(unfinished).workflowName
      if (running !== undefined) {
        const remedy = 'Wait until it has finished, or stop it first.'
        throw conflict(`A run of “${running}” is in progress.`, remedy)
      }
      const result = work()
      feeds.clear()
      leases.forget()
      listening.abort()
      listening = new AbortController()
      return result
    },
    async close() {
      for (const run of live.values()) run.stop()
      await Promise.allSettled(leaving.values())
      catchUp()
      if (heartbeat !== null) clearInterval(heartbeat)
      heartbeat = null
      listening.abort()
    },
  }
}
