import { app } from './app'
import { connections } from './connections'
import { implementation } from './implement-contract'
import { runs } from './runs'
import { settings } from './settings'
import { templates } from './templates'
import { usage } from './usage'
import { workflows } from './workflows'

/** Every procedure of the contract. */
export const apiRouter = implementation.router({
  workflows,
  runs,
  templates,
  connections,
  settings,
  usage,
  app,
})
export type ApiRouter = typeof apiRouter
