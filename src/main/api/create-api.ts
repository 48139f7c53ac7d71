import type { AppInfo } from '@shared/contract'
import type { ApiContext } from './api-context'
import type { Core } from './core'
import { apiRouter, type ApiRouter } from './create-router'
import { createRateLimit } from './rate-limit'

const STARTS = 30
const STARTS_WINDOW_MS = 60_000

export interface ApiOptions {
  /** `local`: for code of this process (the command line, tests). `remote`: for whatever comes over a transport. */
  origin: ApiContext['origin']
  /** What `app.info` says; by default `cli` for local callers and `browser` for others. */
  host?: AppInfo['host']
  /** Keeps a defect of ours for whoever has to find it. Never gets what a caller sent. */
  log: ApiContext['log']
}

/** For `createRouterClient(router, { context })`, or one of the servers of a transport. */
export interface Api {
  router: ApiRouter
  context: ApiContext
}

/** The API of an application. Make one for each origin and use it for all connections: they share its rate limit. */
export function createApi(core: Core, { origin, host, log }: ApiOptions): Api {
  return {
    router: apiRouter,
    context: {
      core,
      origin,
      host: host ?? (origin === 'local' ? 'cli' : 'browser'),
      startLimit: createRateLimit(STARTS, STARTS_WINDOW_MS, core.ports.clock.monotonic),
      log,
    },
  }
}
