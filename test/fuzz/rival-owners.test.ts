import * as fc from '../support/fast-check'
import { expect, it } from 'vitest'
import { BatonError } from '@shared/errors'
import { createEngineBench, type EngineBench } from '../support/engine-bench'
import { fuzz } from '../support/long-form'

const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('work' as const), turns: fc.nat(6) }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('answer' as const), which: fc.nat(5) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(500, 9_000, 11_000) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constantFrom('resume' as const, 'approve', 'pause', 'stop', 'retry', 'edit', 'rerunStale'),
      who: fc.nat(1),
      step: fc.nat(3),
    }),
  },
)
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never

const steps = [
  { prompt: 'one' },
  { prompt: 'two' },
  { stepType: 'review' as const, prompt: '{{steps.S1.content}}' },
  { prompt: 'four {{steps.S2.content}} {{steps.S3.content}}' },
]
const elsewhere = { host: 'another-machine', bootId: 'b', pid: 1, processStart: '1' }

interface World {
  rivals: [EngineBench, EngineBench]
  runId: string
  flights: Set<() => void>
  asked: Promise<void>[]
  mistakes: string[]
}

it('two processes that want one run, at any moments: every request is recorded, no late write gets through', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 30 }), async (actions) => {
      const flights = new Set<() => void>()
      const first = createEngineBench((request) => {
        const { promise, resolve } = Promise.withResolvers<void>()
        flights.add(resolve)
        return { text: [`<${request.messages[0]?.content}>`], until: promise }
      })
      const runId = first.start(steps)
      const world: World = {
        rivals: [first, first.reopen(elsewhere)],
        runId,
        flights,
        asked: [],
        mistakes: [],
      }
      for (const next of actions) await act(world, next)
      await settle(world)
      await check(world)
      expect(world.mistakes).toEqual([])
      for (const bench of world.rivals) {
        await bench.service.close()
        bench.store.close()
      }
    }),
    fuzz(30, 100, 'fights of two processes over one run'),
  )
})

async function act({ rivals, runId, flights, asked, mistakes }: World, next: Action): Promise<void> {
  if (next.kind === 'work') {
    for (let turn = 0; turn < next.turns; turn += 1) await new Promise(setImmediate)
    return
  }
  if (next.kind === 'answer') return [...flights][next.which % Math.max(1, flights.size)]?.()
  if (next.kind === 'wait') return rivals[0].clock.advance(next.ms)
  const { service } = rivals[next.who === 0 ? 0 : 1]
  const stepId = `s${next.step + 1}`
  const calls = {
    resume: () => service.resume(runId, {}),
    approve: () => service.resume(runId, { decision: { kind: 'approve' as const } }),
    pause: () => service.pause(runId),
    stop: () => service.stop(runId),
    retry: () => service.retry(runId, stepId),
    edit: () => service.overrideOutput(runId, stepId, `edit of ${next.who}`),
    rerunStale: () => service.rerunStale(runId, 'all'),
  }
  const call = async (): Promise<void> => {
    try {
      await calls[next.kind]()
    } catch (error) {
      if (!(error instanceof BatonError)) mistakes.push(`${next.kind}: ${String(error)}`)
    }
  }
  asked.push(call())
}

async function settle({ rivals, runId, flights, asked }: World): Promise<void> {
  for (let round = 0; rivals.some(({ service }) => service.isLive(runId)); round += 1) {
    expect(round, 'hangs').toBeLessThan(500)
    for (const end of flights) end()
    flights.clear()
    await rivals[0].clock.advance(1_000)
  }
  await Promise.all(asked)
  if (rivals.some(({ service }) => service.isLive(runId))) {
    await settle({ rivals, runId, flights, asked, mistakes: [] })
  }
}

async function check(world: World): Promise<void> {
  const { rivals, runId } = world
  const [first, second] = rivals
  await first.clock.advance(11_000)
  for (let round = 0; second.service.get(runId).status !== 'completed'; round += 1) {
    expect(round, 'never completes').toBeLessThan(10)
    const open = second.service.get(runId).steps.some(({ status }) => status === 'awaiting_review')
    second.service.resume(runId, open ? { decision: { kind: 'approve' } } : {})
    await settle(world)
    await second.service.rested(runId)
  }
  const run = second.service.get(runId)
  expect(first.service.get(runId)).toEqual(run)
  const attempts = run.steps.flatMap(({ id }) => second.store.runStore.attempts(runId, id))
  expect(attempts.filter(({ outcome }) => outcome === 'running')).toEqual([])
  expect(attempts).toHaveLength(first.model.requests.length + second.model.requests.length)
  for (const { id, revision } of run.steps) {
    const numbers = second.store.runStore.revisions(runId, id).map(({ number }) => number)
    expect(numbers).toEqual(Array.from({ length: revision ?? 0 }, (_, index) => index + 1))
  }
}
