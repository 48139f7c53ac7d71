/** What pages tell each other when something that others list has changed; what it is now, those ask for. */
export interface ChangeSignal {
  /** Something has changed, and is kept. */
  changed: () => void
  /** Hears of changes, made here or in another window of this browser; call the answer to stop. */
  listen: (onChange: () => void) => () => void
}

/** @param name the same in every window, and of no other signal */
export function createChangeSignal(name: string): ChangeSignal {
  const key = `baton:${name}-changed`
  const listeners = new Set<() => void>()
  return {
    changed: () => {
      // Other windows hear of it, and this one does not.
      localStorage.setItem(key, String(Date.now()))
      for (const listener of listeners) listener()
    },
    listen: (onChange) => {
      const onStorage = (event: StorageEvent): void => {
        if (event.key === key) onChange()
      }
      listeners.add(onChange)
      window.addEventListener('storage', onStorage)
      return () => {
        listeners.delete(onChange)
        window.removeEventListener('storage', onStorage)
      }
    },
  }
}
