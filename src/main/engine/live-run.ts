import { conflict } from '@shared/errors'
import type { RunEvent } from '@shared/model/run-event'
import type { Run } from '@shared/model/run'
import { createMailbox, type RunMailboxMessage } from './mailbox'
import type { EnginePorts, Lease, RunChange } from './ports'
import type { RunFeed } from './run-feed'
import { runWorkflow } from './run-workflow'
import type { RunEdit } from './turn'

/** A run in progress in this process. */
export interface LiveRun {
  readonly lease: Lease
  /** As it was last committed; ahead of the feed by the events that are about to be published. */
  readonly run: Run
  /** Settles when it has taken effect: the run rests, or tells that it will. Never rejects. */
  pause(): Promise<void>
  stop(): void
  skipWait(stepId: string): void
  /** Applies an edit inside the loop; settles when it is committed. @throws what the edit throws */
  edit(edit: RunEdit): Promise<void>
  /** When it rests. Rejects if the run was taken over by another process, or on an error of our own. */
  readonly ended: Promise<LiveRunEnd>
}

export interface LiveRunEnd {
  run: Run
  unsaved: RunChange | null
}

/**
 * Runs a run until it rests, publishing every event to its feed. When this returns the first turn is committed; its
 * events are published after the current task, so that a listener that joins right away misses none of them. Does
 * not take or release the lease.
 *
 * @throws what kept the first turn from being committed; then nothing was begun
 */
export function beginLiveRun(
  start: Run,
  lease: Lease,
  first: RunEdit | undefined,
  feed: RunFeed,
  ports: EnginePorts,
  observe: (event: RunEvent) => void,
): LiveRun {
  const mailbox = createMailbox<RunMailboxMessage>()
  const controller = new AbortController()
  let run = start
  let over = false
  const failures: unknown[] = []
  const generator = runWorkflow(start, {
    lease,
    ports,
    signal: controller.signal,
    mailbox,
    ...(first && { first }),
    onCommitted(committed) {
      run = committed
    },
    onReplaced: (replaced) => feed.replace(replaced),
    onFailed: (error) => failures.push(error),
  })
  // An async generator runs up to its first event within this call.
  const firstEvent = generator.next()
  if (failures.length > 0) {
    firstEvent.catch(() => undefined) // it is thrown here
    throw failures[0]
  }

  async function pump(): Promise<LiveRunEnd> {
    try {
      await new Promise(setImmediate)
      for (let next = await firstEvent; ; next = await generator.next()) {
        if (next.done === true) return next.value
        // The last event of a turn: the run is as it was committed.
        if (next.value.seq === run.seq) feed.publish(next.value, run)
        else feed.publish(next.value)
        observe(next.value)
      }
    } finally {
      over = true
      for (const message of mailbox.drain()) {
        if (message.kind === 'change') message.settle(conflict('The run has just ended.', 'Try again.'))
        if (message.kind === 'pause') message.settle()
      }
    }
  }

  return {
    lease,
    get run() {
      return run
    },
    ended: pump(),
    pause() {
      if (over) return Promise.resolve()
      return new Promise((resolve) => mailbox.put({ kind: 'pause', settle: resolve }))
    },
    stop: () => controller.abort(),
    skipWait: (stepId) => mailbox.put({ kind: 'skip-wait', stepId }),
    edit(edit) {
      if (over) return Promise.reject(conflict('The run has just ended.', 'Try again.'))
      return new Promise((resolve, reject) => {
        mailbox.put({
          kind: 'change',
          change: edit,
          settle: (error) => (error === undefined ? resolve() : reject(error)),
        })
      })
    },
  }
}
