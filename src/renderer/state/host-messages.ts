import { isCommandName, type CommandName } from '@shared/commands'

/** What the desktop shell asks of the page: by a menu, a notification or a file. */
export type HostMessage =
  | { type: 'baton:navigate'; path: string }
  | { type: 'baton:command'; command: CommandName }
  | { type: 'baton:open-template'; fileName: string; text: string }

export interface HostMessages {
  /** Gives every message to one listener, those from before it listened first; call the answer to stop. */
  listen: (listener: (message: HostMessage) => void) => () => void
}

/** Hears messages of the window to itself, from now on, so that none is missed while the page is being put up. */
export function createHostMessages(): HostMessages {
  const waiting: HostMessage[] = []
  let listener: ((message: HostMessage) => void) | null = null
  window.addEventListener('message', (event) => {
    if (event.source !== window || !isHostMessage(event.data)) return
    if (listener === null) waiting.push(event.data)
    else listener(event.data)
  })
  return {
    listen: (next) => {
      listener = next
      for (const message of waiting.splice(0)) next(message)
      return () => {
        if (listener === next) listener = null
      }
    },
  }
}

function isHostMessage(data: unknown): data is HostMessage {
  if (typeof data !== 'object' || data === null || !('type' in data)) return false
  if (data.type === 'baton:command') {
    return 'command' in data && isCommandName(data.command)
  }
  if (data.type === 'baton:open-template') {
    return (
      'fileName' in data &&
      typeof data.fileName === 'string' &&
      'text' in data &&
      typeof data.text === 'string'
    )
  }
  return data.type === 'baton:navigate' && 'path' in data && isOwnPath(data.path)
}

/** A path of this page's router: not another origin in the guise of a path. */
function isOwnPath(path: unknown): boolean {
  return typeof path === 'string' && /^\/(?![/\\])/.test(path)
}
