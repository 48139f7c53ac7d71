import { app, dialog, powerMonitor, type BrowserWindow, type MessageBoxOptions } from 'electron'
import type { DefectLog } from '../shared/defect-log'

export interface QuitOptions {
  /** How many runs would be stopped. */
  countRuns: () => number
  /** Stops the runs, waits until that is durable, and closes the database. */
  close: () => Promise<void>
  /** What the question is asked in front of. */
  window: () => BrowserWindow | null
  log: DefectLog
}

export interface Quitting {
  /** Whether the app may end now, without a question. */
  isAgreed: () => boolean
  /** Not any more when the app is ending. */
  mayOpenWindows: () => boolean
}

/** A request that hangs must not keep the app from ending; a run that is cut off can be resumed all the same. */
const PATIENCE_MS = 10_000

/** Asks before runs in progress are stopped, and lets the app end when all that happened is saved. */
export function quitCleanly({ countRuns, close, window, log }: QuitOptions): Quitting {
  let agreed = false
  let asking = false
  let state: 'open' | 'closing' | 'closed' = 'open'

  const askThenQuit = async (): Promise<void> => {
    agreed = await ask(countRuns(), window())
    if (agreed) app.quit()
  }

  app.on('before-quit', (event) => {
    if (agreed || countRuns() === 0) return
    event.preventDefault()
    if (asking) return
    asking = true
    askThenQuit()
      .catch((error: unknown) => log(error, 'question before quitting'))
      .finally(() => {
        asking = false
      })
  })

  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    withPatience(close())
      .catch((error: unknown) => log(error, 'close'))
      .finally(() => {
        state = 'closed'
        app.quit()
      })
  })

  // The system goes down in any case, and a question would only keep the runs from being saved.
  powerMonitor.on('shutdown', (event?: { preventDefault: () => void }) => {
    // It waits for a moment then.
    event?.preventDefault()
    agreed = true
    app.quit()
  })

  return {
    isAgreed: () => agreed || countRuns() === 0,
    mayOpenWindows: () => state === 'open',
  }
}

async function ask(runs: number, parent: BrowserWindow | null): Promise<boolean> {
  const [subject, object] = runs === 1 ? ['A run is', 'the run'] : [`${runs} runs are`, `${runs} runs`]
  const question: MessageBoxOptions = {
    type: 'question',
    message: `${subject} still in progress.`,
    detail: 'What is finished is kept. After the next start you can resume where it stopped.',
    buttons: [`Stop ${object} and quit`, 'Keep running'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  }
  const asked = parent === null ? dialog.showMessageBox(question) : dialog.showMessageBox(parent, question)
  return (await asked).response === 0
}

/** Resolves with the work, or without it when that takes too long. */
function withPatience(work: Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, PATIENCE_MS)
    work.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
