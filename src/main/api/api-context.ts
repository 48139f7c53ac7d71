import type { AppInfo } from '@shared/contract'
import type { Core } from './core'
import type { RateLimit } from './rate-limit'

/** What every procedure gets beside its input. */
export interface ApiContext {
  core: Core
  /** `local`: the caller is code of this process (the command line). `remote`: it came over a transport. */
  origin: 'local' | 'remote'
  host: AppInfo['host']
  /** Start, resume and retry, together. */
  startLimit: RateLimit
  /** Keeps an error that is a defect of ours, on this machine. Never gets what a caller sent. */
  log: (error: unknown, procedure: string) => void
}
