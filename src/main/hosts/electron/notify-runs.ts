import { Notification } from 'electron'
import type { Run } from '@shared/model/run'
import type { RunNews } from './follow-runs'

export interface NotificationPlace {
  /** The user sees the window, so there is nothing to tell. */
  isInFront: () => boolean
  /** The user wants to see the run. */
  onOpen: (runId: string) => void
}

/** A function that tells the user, by a notification of the system, when a run wants them or has ended. */
export function createRunNotifier({ isInFront, onOpen }: NotificationPlace) {
  // Kept here for as long as they are shown: one that is collected as garbage can't be clicked any more.
  const shown = new Map<string, Notification>()

  return (news: RunNews, run: Run): void => {
    const body = describeNews(news, run)
    if (body === null || isInFront() || !Notification.isSupported()) return
    shown.get(run.id)?.close()
    const notification = new Notification({ title: shorten(run.workflowName, 80), body })
    const forget = (): void => {
      if (shown.get(run.id) === notification) shown.delete(run.id)
    }
    notification.on('close', forget)
    notification.on('click', () => {
      forget()
      onOpen(run.id)
    })
    shown.set(run.id, notification)
    notification.show()
  }
}

/** One or two sentences; null for what is no reason to call the user. A stop is theirs. */
function describeNews(news: RunNews, run: Run): string | null {
  if (news.type === 'paused') {
    if (news.reason === 'review') return `“${shorten(news.stepLabel ?? '', 60)}” waits for your review.`
    if (news.reason === 'budget') return 'The run waits: its budget is reached.'
    if (news.reason === 'storage') return 'The run waits: it can’t be saved at the moment.'
    return null
  }
  if (news.type !== 'done' || news.scope !== 'run') return null
  if (news.status === 'completed') return 'The run has finished.'
  return news.status === 'failed' ? describeFailure(run) : null
}

function describeFailure({ steps }: Run): string {
  const failed = steps.find(({ status }) => status === 'failed')
  if (failed === undefined) return 'The run has failed.'
  return `“${shorten(failed.label, 60)}” failed. ${shorten(failed.error?.message ?? '', 160)}`.trim()
}

function shorten(text: string, characters: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= characters ? line : `${line.slice(0, characters - 1).toWellFormed()}…`
}
