import { ModelFailure } from '@shared/errors'
import type { FinishReason } from '@shared/model/run'
import { failureOfStatus } from '../map-error'

/**
 * How an answer of the demo provider departs from a good one. Chosen by the model's name, for tests and for trying
 * out what failures look like:
 *
 * - `demo-fail-STATUS` always fails like the HTTP status (`demo-fail-429`, `demo-fail-401`, …);
 *   `-once`, `-twice` or `-thrice` behind it: so many times for the same request, then it answers
 * - `demo-no-credit` fails like a 429 for exhausted credit
 * - `demo-network`, `demo-timeout` fail before the first byte
 * - `demo-cut` breaks off in the middle
 * - `demo-length` ends in the middle at the token limit
 * - `demo-refuse`, `demo-filter` end as refused or filtered
 * - `demo-empty` ends without a text, `demo-reasoning` with reasoning only
 * - `demo-bad-json` answers with broken JSON (`-once`: the first time)
 * - `demo-no-usage` reports no token figures
 * - `demo-echo` answers with the prompt
 * - `demo-slow` takes half a minute
 */
export interface DemoFault {
  /** Thrown before the first byte. */
  fail?: ModelFailure
  /** Thrown in the middle. */
  cut?: ModelFailure
  /** Only the first half of the text is sent. */
  half?: boolean
  /** Instead of the text. */
  replace?: (prompt: string) => string
  finishReason?: FinishReason
  reasoning?: boolean
  noUsage?: boolean
  slow?: boolean
}

const REPEATS: Record<string, number> = { once: 1, twice: 2, thrice: 3 }

/** @param failedBefore how many times this request has failed for this model in this process */
export function demoFault(model: string, failedBefore: number): DemoFault {
  // Other names come from workflows made for another provider: they are answered as `demo`.
  if (!model.startsWith('demo-')) return {}
  const [name, repeat] = splitRepeat(model.slice('demo-'.length))
  if (failedBefore >= repeat) return {}
  const status = /^fail-(\d{3})$/.exec(name)?.[1]
  if (status !== undefined) return { fail: failureOfStatus(Number(status)) }
  const fault = NAMED[name]
  if (fault !== undefined) return fault
  return { fail: failureOfStatus(404) }
}

function splitRepeat(name: string): [name: string, repeat: number] {
  const [, base, word] = /^(.+)-(once|twice|thrice)$/.exec(name) ?? []
  return base === undefined || word === undefined ? [name, Infinity] : [base, REPEATS[word] ?? 1]
}

const NAMED: Record<string, DemoFault> = {
  'no-credit': {
    fail: failureOfStatus(429, { code: 'insufficient_quota' }),
  },
  network: {
    fail: new ModelFailure({
      code: 'network',
      message: 'The demo provider pretends that there is no network.',
      retryable: true,
    }),
  },
  timeout: {
    fail: new ModelFailure({
      code: 'timeout',
      message: 'The demo provider pretends that no byte arrived in time.',
      retryable: true,
    }),
  },
  cut: {
    half: true,
    cut: new ModelFailure({
      code: 'stream_cut',
      message: 'The demo provider broke off its answer.',
      retryable: true,
    }),
  },
  length: { half: true, finishReason: { unified: 'length', raw: 'length' } },
  refuse: {
    replace: () => 'I can’t help with that.',
    finishReason: { unified: 'refusal', raw: 'refusal' },
  },
  filter: { replace: () => '', finishReason: { unified: 'content_filter', raw: 'content_filter' } },
  empty: { replace: () => '' },
  reasoning: { replace: () => '', reasoning: true, finishReason: { unified: 'length', raw: 'length' } },
  'bad-json': { replace: () => '{"title": "broken' },
  'no-usage': { noUsage: true },
  echo: { replace: (prompt) => prompt },
  slow: { slow: true },
}
