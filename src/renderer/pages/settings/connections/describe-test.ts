import type { ConnectionTest } from '@shared/contract'
import { formatCount } from '../../../ui/format-count'
import { formatAgo } from '../../../ui/format-time'

/** How a connection's last test stands. */
export type TestState =
  | { phase: 'testing' }
  | { phase: 'answered'; test: ConnectionTest; at: number }
  /** The question did not even reach Baton's core. */
  | { phase: 'failed'; error: unknown }

type FailureCode = NonNullable<ConnectionTest['error']>['code']

const WORDS: Partial<Record<FailureCode, string>> = {
  bad_key: 'Key rejected',
  key_missing: 'Key missing',
  network: 'Not reached',
  timeout: 'No answer',
  no_credit: 'No credit',
  rate_limited: 'Too many requests',
  overloaded: 'Overloaded',
  unknown_model: 'Unknown model',
}

/** A few words beside the connection: `412 ms · 6 models · 2 min ago`, `Key rejected (401)`. */
export function describeTest(state: TestState | undefined, now: number): string {
  if (state === undefined) return 'Not tested yet'
  if (state.phase === 'testing') return 'Testing…'
  if (state.phase === 'failed') return 'Not tested'
  const { ok, latencyMs, modelCount, error } = state.test
  if (!ok) {
    const status = error?.status === undefined ? '' : ` (${error.status})`
    return `${(error && WORDS[error.code]) ?? 'Test failed'}${status}`
  }
  const minutes = formatAgo(state.at, now)
  return [
    `Works, ${latencyMs.toLocaleString('en')} ms`,
    ...(modelCount === null ? [] : [formatCount(modelCount, 'model')]),
    minutes === 'just now' ? minutes : `${minutes} ago`,
  ].join(' · ')
}
