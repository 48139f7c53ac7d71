import { BatonError, notFound } from '@shared/errors'
import type { RunEvent, RunMessage } from '@shared/model/run-event'
import type { Run } from '@shared/model/run'
import { beginLiveRun, type LiveRun } from './live-run'
import type { EnginePorts, Lease, RunChange } from './ports'
import { createRunFeed, type RunFeed } from './run-feed'
import { createTurn, type RunEdit } from './turn'
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
  /** Begins a run that has just been written. */
  begin(run: Run, lease: Lease): void
  /** Applies edits to a resting run and goes on with it. What the edits refuse is thrown, and nothing changes. */
  proceed(runId: string, edits: RunEdit[]): void
  /** Applies an edit to a run, live or resting, and does not go on with a resting one. */
  edit(runId: string, change: RunEdit): Promise<void>
  events(runId: string, signal: AbortSignal): AsyncGenerator<RunMessage[], void, void>
  watch(observer: RunObserver): () => void
  /** Resolves when the run's lease is released, or at once. */
  left(runId: string): Promise<void>
  /** Stops all runs, waits until that is durable, and ends all listening. */
  close(): Promise<void>
}

export function createRunRegistry(ports: EnginePorts): RunRegistry {
  const { store, clock } = ports
  const live = new Map<string, LiveRun>()
  /** By run, until its lease is released, which is a moment after it rests. */
  const leaving = new Map<string, Promise<void>>()
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
    leaving.set(
      run.id,
      leaveWhenEnded(run.id, lease, started).finally(() => leaving.delete(run.id)),
    )
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
      showStored(runId)
    } catch (error) {
      // A lease that was lost or can't be written is not ours to release. Whoever acts on the run next is told.
      if (!(error instanceof BatonError)) throw error
    }
  }

  /** Shows listeners what the database has, where that is not what they saw: the run was lost to another process. */
  function showStored(runId: string): void {
    const feed = feeds.get(runId)
    if (feed === undefined || unsaved.has(runId)) return
    if (feed.listeners === 0) {
      feeds.delete(runId)
      return
    }
    const run = store.loadRun(runId)
    if (run !== undefined && (run.status !== feed.run.status || run.seq !== feed.run.seq)) feed.replace(run)
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

  return {
    live: (runId) => live.get(runId),
    liveRunIds: () => [...live.keys()],
    load,
    begin: (run, lease) => begin(run, lease, undefined),
    proceed,
    edit,
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
    watch(observer) {
      observers.add(observer)
      return () => observers.delete(observer)
    },
    left: async (runId) => leaving.get(runId),
    async close() {
      for (const run of live.values()) run.stop()
      await Promise.allSettled(leaving.values())
      closing.abort()
    },
  }
}
