import { ipcMain, MessageChannelMain, type WebContents } from 'electron'
import { type Api, createPortServer } from '@main/app'
import { ownFrame } from './own-frame'

export interface PageConnections {
  api: Api
  /** The only origin that gets a port. */
  origin: string
  /** A page has got its port. */
  onConnected: (contents: WebContents) => void
}

/** Gives every page that asks a port of its own to the API. The port closes with the page, and its calls end then. */
export function connectPages({ api, origin, onConnected }: PageConnections): void {
  const serve = createPortServer(api)
  ipcMain.on('baton:connect', (event) => {
    const frame = ownFrame(event, origin)
    if (frame === null) return
    const { port1, port2 } = new MessageChannelMain()
    serve(port1)
    frame.postMessage('baton:port', null, [port2])
    onConnected(event.sender)
  })
}
