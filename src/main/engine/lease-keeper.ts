import { BatonError } from '@shared/errors'
import type { Lease, RunStore } from './ports'

/**
 * Takes leases and gives them back. A lease that can't be given back now (the disk is full) is kept for the next
 * time that this process wants the run: it would refuse itself for ever otherwise.
 */
export interface LeaseKeeper {
  /** @throws BatonError `CONFLICT` when another living process has the run, `NOT_FOUND`, `STORAGE_FULL` */
  take(runId: string): Lease
  giveBack(lease: Lease): void
  /** Tries again to give back what is kept. */
  giveBackKept(): void
  /** Gives up what is kept: the database that it belongs to is another one. */
  forget(): void
  /** How many leases should have been given back. */
  readonly kept: number
}

export function createLeaseKeeper(store: Pick<RunStore, 'acquireLease' | 'releaseLease'>): LeaseKeeper {
  const kept = new Map<string, Lease>()

  function giveBack(lease: Lease): void {
    kept.set(lease.runId, lease)
    try {
      store.releaseLease(lease)
    } catch (error) {
      if (error instanceof BatonError) return
      throw error
    }
    kept.delete(lease.runId)
  }

  return {
    giveBack,
    take(runId) {
      const lease = kept.get(runId)
      kept.delete(runId)
      try {
        if (lease !== undefined) store.releaseLease(lease)
      } catch (error) {
        if (lease !== undefined) kept.set(runId, lease)
        throw error
      }
      return store.acquireLease(runId)
    },
    giveBackKept() {
      for (const lease of kept.values()) giveBack(lease)
    },
    forget: () => kept.clear(),
    get kept() {
      return kept.size
    },
  }
}
