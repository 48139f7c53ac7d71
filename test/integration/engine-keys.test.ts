import * as fc from '../support/fast-check'
import { describe, expect, it } from 'vitest'
import { BatonError } from '@shared/errors'
import type { Run } from '@shared/model/run'
import type { Step } from '@shared/model/step'
import { createEngineBench, type EngineBench } from '../support/engine-bench'
import { fuzz, times } from '../support/long-form'
import type { ScriptedAnswer } from '../support/scripted-model'

const KEY_MISSING = { code: 'KEY_MISSING', remedy: 'Enter it.' }

/** A bench whose connection `locked` has a key, or none. */
function createKeyBench(answer: (prompt: string) => ScriptedAnswer | string) {
  const bench = createEngineBench(({ messages }) => answer(messages.at(-1)?.content ?? ''))
  const { connections } = bench.ports
  const known = connections.resolve.bind(connections)
  const state = { hasKey: true }
  connections.resolve = (provider, model) =>
    provider === 'locked' && !state.hasKey
      ? { code: 'key_missing', problem: 'The connection "locked" has no API key.', remedy: 'Enter it.' }
      : known(provider, model)
  const sent = () => bench.model.requests.filter(({ connection }) => connection.name === 'locked').length
  return { ...bench, state, sent }
}

describe('a key that is missing by now', () => {
  it('keeps a text that was cut short from being gone on with', async () => {
    const bench = createKeyBench(() => ({ text: ['half'], finish: 'length' }))
    const runId = bench.start([{ provider: 'locked' }])
    const before = await bench.service.rested(runId)
    bench.state.hasKey = false
    await expect(bench.service.continueStep(runId, 's1')).rejects.toMatchObject(KEY_MISSING)
    expect(bench.store.runStore.loadRun(runId)).toEqual(before)
    expect(bench.sent()).toBe(1)
  })

  it('keeps a step from being retried in a run in progress, which goes on', async () => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const bench = createKeyBench((prompt) => (prompt === 'long' ? { text: ['x'], until: promise } : 'text'))
    const runId = bench.start([{ provider: 'locked' }, { prompt: 'long' }])
    await expect.poll(() => bench.service.get(runId).steps[0]?.status).toBe('completed')
    bench.state.hasKey = false
    await expect(bench.service.retry(runId, 's1')).rejects.toMatchObject(KEY_MISSING)
    expect(bench.service.get(runId).steps[0]).toMatchObject({ status: 'completed', rerun: null })
    resolve()
    expect((await bench.service.rested(runId)).status).toBe('completed')
    expect(bench.sent()).toBe(1)
  })
})

/** Up to seven steps on two connections: each refers to earlier ones; some are gates, some off, some fail, some cut. */
const workflows = fc
  .array(
    fc.record({
      kind: fc.constantFrom('model', 'model', 'model', 'review', 'disabled', 'flaky', 'long'),
      provider: fc.constantFrom('locked', 'open'),
      refersTo: fc.array(fc.nat(6), { maxLength: 2 }),
    }),
    { minLength: 1, maxLength: 7 },
  )
  .filter((shapes) => shapes.some(({ kind }) => kind !== 'disabled'))
  .map((shapes) =>
    shapes.map(({ kind, provider, refersTo }, position): Partial<Step> => {
      const sources = [...new Set(refersTo.filter((source) => source < position))]
      const references = sources.map((source) => `{{steps.S${source + 1}.content | default: "-"}}`)
      return {
        provider,
        stepType: kind === 'review' ? 'review' : 'generate',
        prompt: `${kind} ${position + 1}: ${references.join(' ')}`,
        enabled: kind !== 'disabled',
        maxRetries: 0,
      }
    }),
  )

const actions = fc.array(
  fc.record({
    kind: fc.constantFrom(
      ...(['resume', 'approve', 'sendBack', 'edit', 'retry', 'continue', 'rerunOne', 'rerunStale'] as const),
    ),
    step: fc.nat(6),
    hasKey: fc.boolean(),
    fails: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
)

type Action = typeof actions extends fc.Arbitrary<(infer A)[]> ? A : never

function act(bench: EngineBench, runId: string, { kind, step }: Action, { steps, seq }: Run): unknown {
  const { service } = bench
  const stepId = steps[step % steps.length]?.id ?? ''
  switch (kind) {
    case 'resume':
      return service.resume(runId, {})
    case 'approve':
      return service.resume(runId, { decision: { kind } })
    case 'sendBack':
      return service.resume(runId, { decision: { kind, comment: `again ${seq}` } })
    case 'edit':
      return service.overrideOutput(runId, stepId, `edit ${seq}`)
    case 'retry':
      return service.retry(runId, stepId)
    case 'continue':
      return service.continueStep(runId, stepId)
    case 'rerunOne':
      return service.rerunStale(runId, [stepId])
    case 'rerunStale':
      return service.rerunStale(runId, 'all')
  }
}

const refusalOf = (work: () => unknown): Promise<unknown> =>
  Promise.resolve()
    .then(work)
    .then(
      () => null,
      (error: unknown) => error,
    )

it(
  'whatever is asked of a run: for want of a key it is refused whole, or it sends nothing to that connection',
  async () => {
    let refused = 0
    await fc.assert(
      fc.asyncProperty(workflows, actions, async (steps, asked) => {
        let fails = true
        const bench = createKeyBench((prompt) => {
          if (prompt.startsWith('flaky') && fails)
            return { failure: { code: 'bad_request', retryable: false } }
          return prompt.startsWith('long') ? { text: ['half'], finish: 'length' } : `answer to (${prompt})`
        })
        const runId = bench.start(steps)
        for (const action of asked) {
          const before = await bench.service.rested(runId)
          const sent = bench.sent()
          fails = action.fails
          bench.state.hasKey = action.hasKey
          const refusal = await refusalOf(() => act(bench, runId, action, before))
          const after = await bench.service.rested(runId)
          const isForKey = refusal instanceof BatonError && refusal.code === 'KEY_MISSING'
          if (isForKey) refused += 1
          expect({
            sentWithoutKey: action.hasKey ? 0 : bench.sent() - sent,
            failedWithoutKey: after.steps.filter(({ error }) => error?.code === 'key_missing'),
            refusedWithKey: isForKey && action.hasKey,
            stored: bench.store.runStore.loadRun(runId),
          }).toEqual({
            sentWithoutKey: 0,
            failedWithoutKey: [],
            refusedWithKey: false,
            stored: refusal === null ? after : before,
          })
        }
      }),
      fuzz(25, 1000, 'random runs with and without a key'),
    )
    expect(refused).toBeGreaterThan(0)
  },
  times(60_000, 900_000),
)
