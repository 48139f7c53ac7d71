import { powerSaveBlocker } from 'electron'
import type { Run } from '@shared/model/run'

/**
 * A function that keeps the computer from going to sleep while a step of these runs is at work. The display may go
 * dark, and a run that only waits keeps nothing awake.
 */
export function createWakeKeeper() {
  let blocker: number | null = null
  return (runs: Run[]): void => {
    const isWorking = runs.some(({ steps }) => steps.some(({ status }) => status === 'running'))
    if (isWorking && blocker === null) {
      blocker = powerSaveBlocker.start('prevent-app-suspension')
    } else if (!isWorking && blocker !== null) {
      powerSaveBlocker.stop(blocker)
      blocker = null
    }
  }
}
