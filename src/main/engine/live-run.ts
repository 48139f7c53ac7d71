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
  pause(): void
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
 * Runs a run until it rests, publishing every event to its feed. Begins after the current task, so that a listener
 * that joins right away misses nothing. Does not take or release the lease.
 */
export function beginLiveRun(
  run: Run,
  lease: Lease,
  first: RunEdit | undefined,
  feed: RunFeed,
  ports: EnginePorts,
  observe: (event: RunEvent) => void,
): LiveRun {
  const mailbox = createMailbox<RunMailboxMessage>()
  const controller = new AbortController()
  let over = false

  async function pump(): Promise<LiveRunEnd> {
    await new Promise(setImmediate)
    const generator = runWorkflow(run, {
      lease,
      ports,
      signal: controller.signal,
      mailbox,
      ...(first && { first }),
      onReplaced: (replaced) => feed.replace(replaced),
    })
    try {
      for (;;) {
        const next = await generator.next()
        if (next.done === true) return next.value
        feed.publish(next.value)
        observe(next.value)
      }
    } finally {
      over = true
      for (const message of mailbox.drain()) {
        if (message.kind === 'change') message.settle(conflict('The run has just ended.', 'Try again.'))
      }
    }
  }

  return {
    lease,
    ended: pump(),
    pause: () => mailbox.put({ kind: 'pause' }),
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
