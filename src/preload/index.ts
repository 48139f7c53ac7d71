import { contextBridge, ipcRenderer } from 'electron'

// A port can't cross the bridge, so it goes to the page as a message of the window to itself. What the page can ask
// for and tell is this and nothing else; the shell checks all of it.
contextBridge.exposeInMainWorld('baton', {
  connect: () => ipcRenderer.send('baton:connect'),
  offer: (commands: unknown) => ipcRenderer.send('baton:offer', commands),
  saveFiles: (files: unknown) => ipcRenderer.invoke('baton:save-files', files),
})

ipcRenderer.on('baton:port', (event) => window.postMessage('baton:port', '*', event.ports))
ipcRenderer.on('baton:message', (_event, message: unknown) => window.postMessage(message, '*'))
