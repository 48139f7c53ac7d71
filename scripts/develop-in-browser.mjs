import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer as createTcpServer } from 'node:net'
import { homedir } from 'node:os'
import { relative, sep } from 'node:path'
import { resolveConfig } from 'electron-vite'
import { createServer } from 'vite'

/** What the core is made of. The pages reload by themselves. */
const coreFolders = ['src/main', 'src/shared', 'resources'].map((folder) => folder.split('/').join(sep))
const settleMs = 100

/**
 * Browser mode from the sources, until a signal ends it. The door is the real one, with all its rules; behind it Vite
 * serves the pages. The policy differs by what hot reload needs: a nonce for its inline script, and its socket. When
 * code of the core changes, the server starts anew at the same port, and open pages come back by themselves.
 */
export async function developInBrowser(root, { port, open }) {
  const { config } = await resolveConfig({ root, ignoreConfigWarning: true }, 'serve')
  const pages = await servePages(config.renderer)
  const core = await loadCore(root, config.main.resolve)
  const ended = listenForEnd()

  let changed = new AbortController()
  core.watcher.on('all', (_event, file) => {
    const path = relative(root, file)
    if (coreFolders.some((folder) => path.startsWith(folder)) && !/[.]test[.]/.test(path)) changed.abort()
  })
  let isFirst = true
  const print = (link) => {
    isFirst = false
    console.log(link)
  }
  const options = { environment: process.env, print, note: console.error, pages }
  while (!ended.aborted) {
    changed = new AbortController()
    const stop = AbortSignal.any([changed.signal, ended])
    try {
      const { serveBrowser } = await core.ssrLoadModule('/src/main/hosts/browser/serve-browser.ts')
      const { defaultDataFolder } = await core.ssrLoadModule('/src/main/app.ts')
      const dataFolder = defaultDataFolder(process.platform, process.env, homedir())
      // After the first time: at the port it had, for the pages that are open.
      const place = isFirst ? { port, open } : { port: undefined, open: false }
      await serveBrowser({ ...options, ...place, dataFolder, stop })
      // Nothing asked it to end: another server has this data folder.
      if (!stop.aborted) break
    } catch (error) {
      core.ssrFixStacktrace(error)
      console.error(error)
      if (!stop.aborted) await once(stop, 'abort')
    }
    // Editors write several files, one after the other.
    if (!ended.aborted) await new Promise((wake) => setTimeout(wake, settleMs))
  }
  await Promise.all([pages.close(), core.close()])
}

/** The renderer's sources as `Pages` of browser mode's server. */
async function servePages(renderer) {
  const port = await freePort()
  const scriptNonce = randomBytes(16).toString('base64url')
  const vite = await createServer({
    ...renderer,
    configFile: false,
    // Standard output is for the launch link alone.
    logLevel: 'warn',
    appType: 'spa',
    html: { cspNonce: scriptNonce },
    server: { middlewareMode: true, cors: false, hmr: { host: '127.0.0.1', port, clientPort: port } },
  })
  return {
    policy: { scriptNonce, connect: [`ws://127.0.0.1:${port}`] },
    respond(_path, request, response) {
      vite.middlewares(request, response, () => {
        response.writeHead(404).end()
      })
    },
    close: () => vite.close(),
  }
}

function loadCore(root, resolution) {
  return createServer({
    root,
    configFile: false,
    logLevel: 'warn',
    appType: 'custom',
    resolve: resolution,
    optimizeDeps: { noDiscovery: true, include: [] },
    server: {
      middlewareMode: true,
      hmr: false,
      ws: false,
      watch: { ignored: ['**/out/**', '**/.cache/**'] },
    },
  })
}

function listenForEnd() {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // npm passes on what the terminal has sent already; only a later one is a second one.
      if (controller.signal.aborted) return
      controller.abort()
      setTimeout(() => process.on(signal, () => process.exit(130)), 500).unref()
    })
  }
  return controller.signal
}

async function freePort() {
  const server = createTcpServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}
