import { leaveTrial, type Trial, type TypedValues } from './trial'

/** A trial that has ended, and what it was tried on. */
export interface KeptTrial {
  trial: Trial
  typed?: TypedValues | undefined
}

/**
 * Keeps the newest trial of each step for as long as the tab or window is open, so that neither a reload nor a look at
 * another page loses an answer that was paid for. It never leaves this computer and is no part of the workflow.
 */
export interface TrialMemory {
  /** Of these steps. */
  read: (stepIds: readonly string[]) => Record<string, KeptTrial>
  keep: (stepId: string, kept: KeptTrial) => void
  forget: (stepId: string) => void
}

/** Another form of what is kept gets another number. */
const PREFIX = 'baton:trial 1:'

/** @param open the page's storage; it throws where the browser allows none, and then nothing is kept */
export function createTrialMemory(open: () => Storage): TrialMemory {
  const read = (stepId: string): KeptTrial | null => {
    try {
      const text = open().getItem(PREFIX + stepId)
      if (text === null) return null
      const kept: KeptTrial = JSON.parse(text)
      return kept
    } catch {
      return null
    }
  }
  return {
    read: (stepIds) =>
      Object.fromEntries(
        stepIds.flatMap((stepId) => {
          const kept = read(stepId)
          return kept === null ? [] : [[stepId, kept]]
        }),
      ),
    keep: (stepId, { trial, typed }) => {
      // An error is no plain data, and what it said may be mended by the time the page is back.
      const plain = trial.phase === 'answered' ? trial : leaveTrial(trial)
      const text = JSON.stringify({ trial: plain, typed } satisfies KeptTrial)
      try {
        write(open(), PREFIX + stepId, text)
      } catch {
        // Too large, or no storage at all: it is here until the page is left.
      }
    },
    forget: (stepId) => {
      try {
        open().removeItem(PREFIX + stepId)
      } catch {
        // Without storage there is nothing to forget.
      }
    },
  }
}

/** Where there is no room any more, the newest trial is worth more than all others. */
function write(storage: Storage, key: string, text: string): void {
  try {
    storage.setItem(key, text)
  } catch {
    const others = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    for (const other of others) if (other.startsWith(PREFIX)) storage.removeItem(other)
    storage.setItem(key, text)
  }
}
