import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { type Core, openCore, remoteApi } from '@main/app'
import { createDefectLog, type DefectLog } from '../shared/defect-log'
import { maintainData } from '../shared/maintain-data'
import { askRunningServer } from './ask-running-server'
import { createBuiltPages, type Pages } from './built-pages'
import { hasDisplay, openInBrowser } from './open-in-browser'
import { readServerRecord, writeServerRecord } from './server-record'
import { type BrowserServer, startServer } from './start-server'

export interface ServeOptions {
  /** Absolute path; made if it is not there. */
  dataFolder: string
  /** The process's environment. */
  environment: NodeJS.ProcessEnv
  /** 0: any free one. By default the one that this data folder had before. */
  port: number | undefined
  /** By default those that were built. */
  pages?: Pages
  /** Whether to open a browser where there is a display. */
  open: boolean
  /** For standard output: the launch link and nothing else. */
  print: (line: string) => void
  /** For standard error: what is worth knowing, a sentence. */
  note: (sentence: string) => void
  /** Aborted when Baton is to end. */
  stop: AbortSignal
}

/** Where a new data folder begins. */
const FIRST_PORT = 4700

/**
 * Serves Baton to browsers until it is told to stop. If a server of this data folder is running already, it gives a
 * link to that one instead and ends.
 * @returns how many runs were in progress when it was told to stop; they are stopped, and can be resumed
 * @throws BatonError what `openCore` throws; `INTERNAL` if the pages were not built
 */
export async function serveBrowser(options: ServeOptions): Promise<{ stoppedRuns: number }> {
  const { dataFolder, stop } = options
  if (await presentRunningServer(options)) return { stoppedRuns: 0 }
  const pages = options.pages ?? createBuiltPages(builtPagesFolder())
  const log = createDefectLog(dataFolder, Date.now)
  const core = openCore({ dataFolder, environment: options.environment, startsAfresh: true })
  try {
    const server = await startKnownServer(core, pages, log, options)
    if (server === null) return { stoppedRuns: 0 }
    const maintenance = maintainData(core.store.maintenance, log)
    try {
      await present(server.launchLink(), options)
      options.note(
        'The link works once, within ten minutes; "baton serve" gives a new one. Ctrl-C ends Baton.',
      )
      if (!stop.aborted) await once(stop, 'abort')
    } finally {
      forgetProcess(dataFolder)
      await server.close()
      await maintenance.stop()
    }
    return { stoppedRuns: core.runs.liveRunIds().length }
  } finally {
    await core.close()
  }
}

/** Whether there is one. */
async function presentRunningServer(options: ServeOptions): Promise<boolean> {
  const link = await askRunningServer(readServerRecord(options.dataFolder))
  if (link === null) return false
  options.note('Baton is running already. This link opens it once, within ten minutes:')
  await present(link, options)
  return true
}

/** Null if another process was faster; its link was given then. */
async function startKnownServer(
  core: Core,
  pages: Pages,
  log: DefectLog,
  options: ServeOptions,
): Promise<BrowserServer | null> {
  const { secret, port: formerPort } = readServerRecord(options.dataFolder)
  const port = options.port ?? formerPort ?? FIRST_PORT
  const api = remoteApi(core, 'browser', log)
  const server = await startServer({ api, pages, port, secret, monotonic: () => performance.now() })
  if (port !== 0 && server.port !== port) {
    if (await presentRunningServer(options)) {
      await server.close()
      return null
    }
    options.note(`Port ${port} is taken by another program.`)
  }
  writeServerRecord(options.dataFolder, { port: server.port, secret, pid: process.pid })
  options.note(`Baton is at 127.0.0.1:${server.port}. This link opens it:`)
  return server
}

async function present(link: string, { print, note, open, environment }: ServeOptions): Promise<void> {
  print(link)
  if (!open || !hasDisplay(process.platform, environment)) return
  if (!(await openInBrowser(link, process.platform)))
    note('No browser could be opened; open the link yourself.')
}

/** Whoever starts next need not ask whether this process is still there. */
function forgetProcess(dataFolder: string): void {
  const record = readServerRecord(dataFolder)
  if (record.pid === process.pid) writeServerRecord(dataFolder, { ...record, pid: null })
}

/** The bundler puts this code into `out/main`, or into a folder in there. */
function builtPagesFolder(): string {
  const candidates = ['../renderer', '../../renderer'].map((path) => join(import.meta.dirname, path))
  return candidates.find((folder) => existsSync(folder)) ?? join(import.meta.dirname, '../renderer')
}
