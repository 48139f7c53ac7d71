import type { CommandName } from '@shared/commands'
import type { WebContents } from 'electron'
import { onPageGone } from './on-page-gone'

/** What the shell tells the page, as a message of the window to itself (`event.source === window`). */
export type PageMessage =
  /** Show the page at this path. */
  | { type: 'baton:navigate'; path: string }
  /** Do what the menu's item says, as its shortcut on the page does. */
  | { type: 'baton:command'; command: CommandName }
  /** The user opened a template file: show what its import would add, and write nothing before the user agrees. */
  | { type: 'baton:open-template'; fileName: string; text: string }

export interface PageMessages {
  /** Reaches the page when it listens, which is when it asks for its port. */
  send(message: PageMessage): void
  /** The page listens from now on, until it is loaded anew. */
  listening(): void
}

export function createPageMessages(contents: WebContents): PageMessages {
  const waiting: PageMessage[] = []
  let isListening = false
  onPageGone(contents, () => {
    isListening = false
  })
  const deliver = (): void => {
    for (const message of waiting.splice(0)) contents.send('baton:message', message)
  }
  return {
    send(message) {
      waiting.push(message)
      if (isListening) deliver()
    },
    listening() {
      isListening = true
      deliver()
    },
  }
}
