/*
 * Runs in a page before its own scripts and gives the preload script what Electron would. The preload's source takes
 * the place of the marker below, for the page's policy allows no other way. There is no second world here: whether
 * the page's world and the preload's are apart is something that only Electron can show.
 */
;(() => {
  if (window.top !== window) return
  const toMain = window.standInToMain
  const listeners = new Map()
  const ports = new Map()
  const questions = new Map()
  let lastQuestion = 0
  let waiting = []

  const send = (message) => {
    waiting.push(message)
    if (waiting.length > 1) return
    queueMicrotask(() => {
      toMain(waiting)
      waiting = []
    })
  }

  const openPort = (id) => {
    const { port1, port2 } = new MessageChannel()
    ports.set(id, port1)
    port1.addEventListener('message', ({ data }) => send({ kind: 'port', id, data }))
    port1.start()
    return port2
  }

  window.standInFromMain = (messages) => {
    for (const { kind, id, data, channel, portIds } of messages) {
      if (kind === 'port') ports.get(id)?.postMessage(data)
      else if (kind === 'close') ports.get(id)?.close()
      else if (kind === 'answer') questions.get(id)?.(data)
      else {
        const event = { ports: portIds.map(openPort) }
        for (const listener of listeners.get(channel) ?? []) listener(event, data)
      }
    }
  }

  const ipcRenderer = {
    on: (channel, listener) => listeners.set(channel, [...(listeners.get(channel) ?? []), listener]),
    send: (channel, data) => send({ kind: 'send', channel, data }),
    invoke: (channel, data) =>
      new Promise((resolve) => {
        const id = ++lastQuestion
        questions.set(id, resolve)
        send({ kind: 'invoke', id, channel, data })
      }),
  }
  const contextBridge = {
    exposeInMainWorld(name, value) {
      send({ kind: 'exposed', name })
      Object.defineProperty(window, name, { value: Object.freeze(value) })
    },
  }
  const requireInSandbox = (name) => {
    if (name !== 'electron') throw new TypeError(`A sandboxed preload script can't require ${name}.`)
    return { ipcRenderer, contextBridge }
  }
  window.open = (url) => {
    send({ kind: 'open', url: String(url) })
    return null
  }
  // The parameters are what a preload script finds; it is a module of the old kind.
  // oxlint-disable-next-line no-unused-vars
  const runPreload = (require, module, exports, process) => {
    'PRELOAD SOURCE'
  }
  const module = { exports: {} }
  runPreload(requireInSandbox, module, module.exports)
})()
