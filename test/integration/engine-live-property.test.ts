import * as fc from '../support/fast-check'
import { expect, it } from 'vitest'
import { BatonError } from '@shared/errors'
import { reduceRun } from '@shared/model/reduce-run'
import type { Run } from '@shared/model/run'
import type { Step } from '@shared/model/step'
import type { EnginePorts } from '@main/engine/ports'
import { createRequestLimits } from '@main/llm/request-limits'
import { createEngineBench, type EngineBench } from '../support/engine-bench'
import { temporaryFolder } from '../support/temporary-folder'
import { fuzz, times } from '../support/long-form'
import type { ScriptedAnswer } from '../support/scripted-model'
import { until } from '../support/until'

/** Up to six steps: each refers to some earlier ones; some are gates. */
const workflows = fc
  .array(fc.record({ isGate: fc.boolean(), refersTo: fc.array(fc.nat(5), { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 6,
  })
  .map((shapes) =>
    shapes.map(({ isGate, refersTo }, position): Partial<Step> => {
      const sources = [...new Set(refersTo.filter((source) => source < position))]
      const references = sources.map((source) => `{{steps.S${source + 1}.content | default: "-"}}`)
      return {
        stepType: isGate && position > 0 ? 'review' : 'generate',
        prompt: `step ${position + 1}: ${references.join(' ')}`,
        maxRetries: 1,
        maxTokens: 100,
      }
    }),
  )

const step = fc.nat(5)
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('work' as const), turns: fc.nat(6) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('answer' as const),
      which: fc.nat(3),
      as: fc.constantFrom('whole', 'whole', 'whole', 'cut short', 'busy', 'refused', 'cut off'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.constantFrom(1, 500, 9_000) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('resume' as const, 'approve', 'sendBack') }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom('pause' as const, 'stop', 'rerunStale') }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constantFrom('retry' as const, 'edit', 'continue'), step }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('skipWait' as const, 'model'), step }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('options' as const),
      concurrency: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('fill' as const, 'free') }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('listen' as const, 'leave') }) },
)
type Action = typeof action extends fc.Arbitrary<infer Value> ? Value : never

interface Flight {
  step: string
  answer: ScriptedAnswer
  end: () => void
}

interface World {
  bench: EngineBench
  runId: string
  flights: Flight[]
  full: boolean
  listeners: { run: Run | undefined; leave: () => void; over: Promise<void> }[]
  asked: Promise<void>[]
  mistakes: string[]
}

it(
  'whenever things happen to a run, and in whatever order: it never hangs, nothing is sent twice, all agree',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        workflows,
        fc.array(action, { minLength: 4, maxLength: 30 }),
        fc.option(fc.constantFrom(1, 2), { nil: undefined }),
        fc.option(fc.constantFrom(0.0004, 0.001), { nil: null }),
        async (steps, actions, atATime, budgetUsd) => {
          const world = build(steps, atATime, budgetUsd)
          for (const next of actions) await act(world, next)
          await settle(world)
          await finish(world)
          await check(world)
          expect(world.mistakes).toEqual([])
          for (const { leave, over } of world.listeners) {
            leave()
            await over
          }
          await world.bench.service.close()
          world.bench.store.close()
        },
      ),
      fuzz(30, 300, 'runs with things happening at random moments'),
    )
  },
  times(60_000, 900_000),
)

function build(steps: Partial<Step>[], atATime: number | undefined, budgetUsd: number | null): World {
  const flights: Flight[] = []
  const limits = limitsOf(atATime)
  const bench = createEngineBench(
    (request) => {
      const { promise, resolve } = Promise.withResolvers<void>()
      const prompt = request.messages[0]?.content ?? ''
      const answer: ScriptedAnswer = { text: ['answer to ', `(${prompt})`], until: promise }
      const flight = { step: /^step \d+/.exec(prompt)?.[0] ?? '', answer, end: resolve }
      if (flights.some((other) => other.step === flight.step))
        world.mistakes.push(`${flight.step} sent twice`)
      flights.push(flight)
      return answer
    },
    temporaryFolder(),
    limits === undefined ? {} : { limits },
  )
  // A request that is given up is over for its provider, too.
  bench.ports.models = {
    async *stream(request, signal) {
      try {
        yield* bench.model.stream(request, signal)
      } finally {
        const prompt = request.messages[0]?.content ?? ''
        const index = flights.findIndex((flight) => prompt.startsWith(flight.step))
        if (index >= 0) flights.splice(index, 1)
      }
    },
  }
  const { commitRun } = bench.ports.store
  bench.ports.store.commitRun = (change) => {
    if (world.full) throw new BatonError('STORAGE_FULL', 'The disk is full.')
    commitRun(change)
  }
  const world: World = { bench, runId: '', flights, full: false, listeners: [], asked: [], mistakes: [] }
  bench.service.watch((event) => {
    if (event.type !== 'done' || event.scope !== 'step') return
    const stored = bench.store.runStore.revisions(world.runId, event.stepId).length
    if (stored < event.revision.number) world.mistakes.push(`${event.stepLabel} was told before it was saved`)
  })
  world.runId = bench.start(steps, undefined, { concurrency: 3, ...(budgetUsd !== null && { budgetUsd }) })
  listen(world)
  return world
}

function limitsOf(requestsAtATime: number | undefined): EnginePorts['limits'] | undefined {
  if (requestsAtATime === undefined) return undefined
  return createRequestLimits((name) =>
    name === 'scripted' ? { name, kind: 'openai', source: 'stored', requestsAtATime } : undefined,
  )
}

function listen({ bench, runId, listeners, mistakes }: World): void {
  const controller = new AbortController()
  const listener: World['listeners'][number] = {
    run: undefined,
    leave: () => controller.abort(),
    over: follow(),
  }
  listeners.push(listener)
  async function follow(): Promise<void> {
    for await (const batch of bench.service.events(runId, controller.signal)) {
      for (const message of batch) {
        if (message.type === 'state') listener.run = message.run
        else if (listener.run !== undefined) {
          if (message.seq <= listener.run.seq) mistakes.push(`${message.type} ${message.seq} was told twice`)
          listener.run = reduceRun(listener.run, message)
        }
      }
    }
  }
}

async function act(world: World, next: Action): Promise<void> {
  const { bench, runId, flights } = world
  const { service } = bench
  const run = service.get(runId)
  const stepId = 'step' in next ? (run.steps[next.step % run.steps.length]?.id ?? '') : ''
  /** What the run's state does not allow is refused; nothing may fail in another way, or never answer. */
  const ask = (call: () => unknown) => {
    const asked = (async () => {
      try {
        await call()
      } catch (error) {
        if (!(error instanceof BatonError)) world.mistakes.push(`${next.kind}: ${String(error)}`)
      }
    })()
    world.asked.push(asked)
  }
  switch (next.kind) {
    case 'work':
      for (let turn = 0; turn < next.turns; turn += 1) await new Promise(setImmediate)
      return
    case 'answer':
      return answer(flights[next.which % Math.max(1, flights.length)], next.as)
    case 'wait':
      return bench.clock.advance(next.ms)
    case 'resume':
      return ask(() => service.resume(runId, {}))
    case 'approve':
      return ask(() => service.resume(runId, { decision: { kind: 'approve' } }))
    case 'sendBack':
      return ask(() => service.resume(runId, { decision: { kind: 'sendBack', comment: `at ${run.seq}` } }))
    case 'pause':
      return ask(() => service.pause(runId))
    case 'stop':
      return ask(() => service.stop(runId))
    case 'rerunStale':
      return ask(() => service.rerunStale(runId, 'all'))
    case 'retry':
      return ask(() => service.retry(runId, stepId))
    case 'edit':
      return ask(() => service.overrideOutput(runId, stepId, `edited at ${run.seq}`))
    case 'continue':
      return ask(() => service.continueStep(runId, stepId))
    case 'skipWait':
      return ask(() => service.skipWait(runId, stepId))
    case 'model':
      return ask(() =>
        service.update(runId, { steps: [{ stepId, set: { model: `model ${run.seq}` }, was: {} }] }),
      )
    case 'options':
      return ask(() =>
        service.update(runId, { options: { set: { concurrency: next.concurrency }, was: {} } }),
      )
    case 'fill':
    case 'free':
      world.full = next.kind === 'fill'
      return
    case 'listen':
      return listen(world)
    case 'leave':
      return world.listeners.pop()?.leave()
  }
}

function answer(flight: Flight | undefined, how: string): void {
  if (flight === undefined) return
  if (how === 'cut short') flight.answer.finish = 'length'
  if (how === 'busy') flight.answer.failure = { code: 'overloaded' }
  if (how === 'refused') flight.answer.finish = 'refusal'
  if (how === 'cut off') flight.answer.cut = true
  flight.end()
}

/** Answers everything, lets every wait end and all that was asked be answered. */
async function settle(world: World): Promise<void> {
  const { bench, runId, flights } = world
  world.full = false
  for (let round = 0; bench.service.isLive(runId); round += 1) {
    expect(
      round,
      `hangs with ${flights.length} in flight: ${JSON.stringify(bench.service.get(runId))}`,
    ).toBeLessThan(500)
    for (const flight of flights) flight.end()
    await bench.clock.advance(60_000)
  }
  await Promise.all(world.asked)
  if (bench.service.isLive(runId)) await settle(world)
}

/** Goes on, as a patient user would, until the run is complete. */
async function finish(world: World): Promise<void> {
  const { service } = world.bench
  const budget = { budgetUsd: null }
  for (let round = 0; service.get(world.runId).status !== 'completed'; round += 1) {
    expect(round, 'never completes').toBeLessThan(20)
    const open = service.get(world.runId).steps.some(({ status }) => status === 'awaiting_review')
    service.resume(world.runId, { options: budget, ...(open && { decision: { kind: 'approve' } }) })
    await settle(world)
    await service.rested(world.runId)
  }
  await until(() => !service.isLive(world.runId))
}

async function check({ bench, runId, listeners }: World): Promise<void> {
  const run = bench.service.get(runId)
  const stored = bench.store.runStore.loadRun(runId)
  expect(stored).toEqual(run)
  for (const listener of listeners) {
    await expect.poll(() => listener.run, { interval: 2 }).toEqual(run)
  }
  const attempts = run.steps.flatMap(({ id }) => bench.store.runStore.attempts(runId, id))
  expect(attempts.filter(({ outcome }) => outcome === 'running')).toEqual([])
  // A change of nothing has everything that is stale worked out anew.
  await bench.service.update(runId, { steps: [{ stepId: 's1', set: {}, was: {} }] })
  const flags = ({ steps }: Run) => steps.map(({ stale }) => stale)
  expect(flags(bench.service.get(runId))).toEqual(flags(run))
  // What was billed is what is recorded.
  expect(attempts).toHaveLength(bench.model.requests.length)
  expect(bench.model.mostInFlight).toBeLessThanOrEqual(4)
}
