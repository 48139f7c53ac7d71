import { contextBridge, ipcRenderer } from 'electron'

// A port can't cross the bridge, so it goes to the page as a message of the window to itself. The page can ask for a
// port and do nothing else.
contextBridge.exposeInMainWorld('baton', { connect: () => ipcRenderer.send('baton:connect') })

ipcRenderer.on('baton:port', (event) => window.postMessage('baton:port', '*', event.ports))
ipcRenderer.on('baton:message', (_event, message: unknown) => window.postMessage(message, '*'))
