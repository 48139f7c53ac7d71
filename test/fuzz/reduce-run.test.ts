import * as fc from '../support/fast-check'
import { expect, it } from 'vitest'
import { reduceRun } from '@shared/model/reduce-run'
import type { Run } from '@shared/model/run'
import type { RunEvent } from '@shared/model/run-event'
import { fuzz } from '../support/long-form'
import { frozenStep, newRun, stepRun } from '../integration/store/run-fixtures'

const run: Run = newRun({
  id: 'run',
  steps: ['a', 'b', 'c'].map((id) => stepRun(frozenStep({ id, label: id }))),
})

const stepId = fc.constantFrom('a', 'b', 'c', 'gone')
const count = fc.nat(4)
const spend = {
  tokenUsage: fc.constant(null),
  costEstimate: fc.constantFrom(0, null, 0.5),
  durationMs: count,
}
const error = fc.constant({ code: 'network' as const, message: 'Cut.', retryable: true })
const mark = fc.record({
  number: fc.integer({ min: 1, max: 4 }),
  source: fc.constantFrom('model' as const, 'human', 'cache', 'passthrough'),
  fingerprint: fc.string({ maxLength: 3 }),
  fingerprintVersion: fc.constant(1),
})
const is = fc.constant

/** Events in no order that makes sense. */
const draft = fc.oneof(
  fc.record({ type: is('progress'), status: fc.constantFrom('running', 'paused', 'completed') }),
  fc.record({ type: is('progress'), status: is('running'), pausing: is(true) }),
  fc.record(
    {
      type: is('progress'),
      stepId,
      status: fc.constantFrom('pending', 'waiting', 'running', 'completed', 'awaiting_review'),
      attempt: count,
      until: count,
      revision: mark,
      output: fc.string({ maxLength: 3 }),
    },
    { requiredKeys: ['type', 'stepId', 'status'] },
  ),
  {
    weight: 4,
    arbitrary: fc.record({ type: is('text'), stepId, attempt: count, delta: fc.string({ maxLength: 3 }) }),
  },
  fc.record(
    { type: is('done'), scope: is('step'), stepId, revision: mark, output: fc.string(), ...spend },
    { requiredKeys: ['type', 'scope', 'stepId', 'revision', 'costEstimate'] },
  ),
  fc.record({
    type: is('done'),
    scope: is('run'),
    status: fc.constantFrom('completed', 'failed', 'stopped'),
  }),
  fc.record({ type: is('error'), scope: is('step'), stepId, error, ...spend }),
  fc.record({ type: is('error'), scope: is('run'), error: is({ code: 'STORAGE_FULL', message: 'Full.' }) }),
  fc.record({ type: is('retry'), stepId, error, until: count, ...spend }),
  fc.record({ type: is('skipped'), stepId, reason: is('disabled') }),
  fc.record({ type: is('paused'), reason: fc.constantFrom('review', 'user', 'budget', 'storage') }),
)

/** Numbered, and with text where it continues what a listener has. */
const events = fc.array(draft, { maxLength: 40 }).map((drafts): RunEvent[] => {
  const lengths = new Map<string, number>()
  return drafts.map((each, index) => {
    const event = { ...each, runId: 'run', seq: index + 1, at: 1_000 + index } as unknown as RunEvent
    const step = event.stepId ?? ''
    if (event.type === 'progress' && event.status === 'running') lengths.set(step, 0)
    if (event.type === 'done') lengths.set(step, 0)
    if (event.type !== 'text') return event
    const offset = lengths.get(step) ?? 0
    lengths.set(step, offset + event.delta.length)
    return { ...event, offset }
  })
})

const fold = (start: Run, list: readonly RunEvent[]): Run => list.reduce(reduceRun, start)

it('whatever the events are: one told twice changes nothing, and nothing else is changed', () => {
  fc.assert(
    fc.property(events, fc.array(fc.nat(), { maxLength: 8 }), (list, repeated) => {
      const once = fold(run, list)
      const twice = list.flatMap((event, index) => {
        const again = repeated.includes(index) ? list.slice(0, index + 1) : []
        return [event, ...again]
      })
      expect(fold(run, twice)).toEqual(once)
      expect(reduceRun(once, { ...list[0], runId: 'another', seq: 1_000 } as RunEvent)).toBe(once)
      expect(once.pausing && once.status !== 'running').toBe(false)
      expect(once.steps).toHaveLength(3)
      expect(once.steps.map(({ settings }) => settings)).toEqual(run.steps.map(({ settings }) => settings))
    }),
    fuzz(200, 20_000, 'orders of events: what is told twice changes nothing'),
  )
})

it('a listener that joins at any moment, and gets text in joined pieces, ends where all end', () => {
  fc.assert(
    fc.property(events, fc.nat(), (list, at) => {
      const joined = list.length === 0 ? 0 : at % list.length
      const rest = list.slice(joined)
      const lumps = rest.reduce<RunEvent[]>((told, event) => {
        const last = told.at(-1)
        const continues =
          event.type === 'text' &&
          last?.type === 'text' &&
          last.stepId === event.stepId &&
          last.attempt === event.attempt
        if (!continues) return [...told, event]
        return [...told.slice(0, -1), { ...event, offset: last.offset, delta: last.delta + event.delta }]
      }, [])
      expect(fold(fold(run, list.slice(0, joined)), lumps)).toEqual(fold(run, list))
    }),
    fuzz(200, 20_000, 'listeners joining at any event, text in joined pieces'),
  )
})
