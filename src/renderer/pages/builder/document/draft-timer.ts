import type { EditedWorkflow } from './edited-workflow'
import { isLarge } from './is-large'
import { whenIdle } from './when-idle'

/** Milliseconds: after how long a pause a draft is kept, and how often at least where somebody never pauses. */
const WAITS = [500, 4_000] as const
/** Megabytes take a moment to hand over, in which nobody should be typing. */
const LARGE_WAITS = [1_200, 20_000] as const

export interface DraftTimer {
  /** There is something new to keep. */
  start: (workflow: EditedWorkflow) => void
  stop: () => void
}

/** Says when to keep what somebody is typing. */
export function createDraftTimer(keep: () => void): DraftTimer {
  let timer: ReturnType<typeof setTimeout> | undefined
  let cancelIdle = (): void => undefined
  let waitingSince: number | null = null
  const cancel = (): void => {
    clearTimeout(timer)
    cancelIdle()
  }
  const keepWhenIdle = (): void => {
    cancelIdle = whenIdle(keep)
  }
  return {
    start: (workflow) => {
      const [pauseMs, longestMs] = isLarge(workflow) ? LARGE_WAITS : WAITS
      waitingSince ??= Date.now()
      cancel()
      const left = waitingSince + longestMs - Date.now()
      timer = setTimeout(keepWhenIdle, Math.max(0, Math.min(pauseMs, left)))
    },
    stop: () => {
      cancel()
      waitingSince = null
    },
  }
}
