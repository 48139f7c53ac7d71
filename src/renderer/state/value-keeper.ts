/** Milliseconds without a letter after which what was typed is kept. */
const PAUSE = 500

/** Keeps what is typed, step by step, a moment after the last letter. */
export interface ValueKeeper {
  /** What is typed for the step is something else now. */
  changed: (stepId: string) => void
  isUnsaved: (stepId: string) => boolean
  /** Keeps now what is not kept yet. */
  flush: () => Promise<void>
}

/**
 * @param save keeps what is typed for a step by the time it is called
 * @param onSettled told how it went; null: well. What failed is tried again at the next call.
 */
export function createValueKeeper(
  save: (stepId: string) => Promise<unknown>,
  onSettled: (error: unknown) => void,
): ValueKeeper {
  /** By step: a number that differs after each change. */
  const unsaved = new Map<string, number>()
  let changes = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  const flush = async (): Promise<void> => {
    clearTimeout(timer)
    const keep = async ([stepId, change]: [string, number]): Promise<void> => {
      await save(stepId)
      if (unsaved.get(stepId) === change) unsaved.delete(stepId)
    }
    try {
      await Promise.all([...unsaved].map(keep))
      onSettled(null)
    } catch (error) {
      onSettled(error)
    }
  }

  return {
    changed: (stepId) => {
      unsaved.set(stepId, ++changes)
      clearTimeout(timer)
      timer = setTimeout(() => void flush(), PAUSE)
    },
    isUnsaved: (stepId) => unsaved.has(stepId),
    flush,
  }
}
