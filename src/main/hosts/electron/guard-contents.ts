import { app, type Session, type WebContents } from 'electron'
import type { DefectLog } from '../shared/defect-log'
import { openExternal } from './open-external'

/** Nothing that a page shows, or is made to do, leads out of it, whichever window it is in. */
export function guardContents(log: DefectLog): void {
  app.on('web-contents-created', (_event, contents) => {
    stayOnPage(contents)
    contents.setWindowOpenHandler(({ url }) => {
      openExternal(url).catch((error: unknown) => log(error, 'open external link'))
      return { action: 'deny' }
    })
    contents.on('will-attach-webview', (event) => event.preventDefault())
  })
}

/** The page changes its address without navigating. What is left for it is to load itself anew. */
function stayOnPage(contents: WebContents): void {
  const stay = (event: { isMainFrame: boolean; url: string; preventDefault: () => void }): void => {
    if (!event.isMainFrame || event.url !== contents.getURL()) event.preventDefault()
  }
  contents.on('will-frame-navigate', stay)
  contents.on('will-navigate', stay)
  contents.on('will-redirect', (event) => event.preventDefault())
}

/** Writing text to the clipboard is what the Copy buttons do. */
const PERMITTED = 'clipboard-sanitized-write'

/** Pages get no permission but one, and nobody is asked for any. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === PERMITTED))
  session.setPermissionCheckHandler((_contents, permission) => permission === PERMITTED)
  session.setDevicePermissionHandler(() => false)
}
