import * as fc from '../support/fast-check'
import { expect, it } from 'vitest'
import { reduceRun } from '@shared/model/reduce-run'
import type { Run, StepRun } from '@shared/model/run'
import type { Step } from '@shared/model/step'
import { createEngineBench } from '../support/engine-bench'
import { fuzz, times } from '../support/long-form'

/** A workflow of up to eight steps: each refers to some earlier ones; some are gates, some disabled, some fail once. */
const workflows = fc
  .array(
    fc.record({
      kind: fc.constantFrom('model', 'model', 'model', 'review', 'disabled', 'flaky'),
      refersTo: fc.array(fc.nat(7), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 8 },
  )
  .filter((shapes) => shapes.some(({ kind }) => kind !== 'disabled'))
  .map((shapes) =>
    shapes.map(({ kind, refersTo }, position): Partial<Step> => {
      const sources = [...new Set(refersTo.filter((source) => source < position))]
      const references = sources.map((source) => `{{steps.S${source + 1}.content | default: "-"}}`)
      return {
        stepType: kind === 'review' ? 'review' : 'generate',
        prompt: `${kind === 'flaky' ? 'flaky' : 'step'} ${position + 1}: ${references.join(' ')}`,
        enabled: kind !== 'disabled',
        maxRetries: 0,
      }
    }),
  )

const operations = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('resume' as const) }),
    fc.record({ kind: fc.constantFrom('approve' as const, 'sendBack' as const) }),
    fc.record({ kind: fc.constantFrom('edit' as const, 'retry', 'rerunOne'), step: fc.nat(7) }),
    fc.record({ kind: fc.constant('rerunStale' as const) }),
    fc.record({ kind: fc.constant('stopEarly' as const) }),
  ),
  { maxLength: 6 },
)

/** Put back by an earlier consent, and stopped before its turn came. */
const isAwaitingRerun = (step: StepRun) => step.status === 'pending' && step.rerun !== null

it(
  'whatever is done to a run: listeners and database agree, and nothing up to date is paid for again',
  async () => {
    await fc.assert(
      fc.asyncProperty(workflows, operations, async (steps, actions) => {
        const broken = new Set<string>()
        const bench = createEngineBench((request) => {
          const prompt = request.messages.at(-1)?.content ?? ''
          if (prompt.startsWith('flaky') && !broken.has(prompt)) {
            broken.add(prompt)
            return { failure: { code: 'bad_request', retryable: false } }
          }
          return `answer to (${prompt})`
        })
        const runId = bench.start(steps)

        let followed: Run | undefined
        const controller = new AbortController()
        const following = (async () => {
          for await (const batch of bench.service.events(runId, controller.signal)) {
            for (const message of batch) {
              if (message.type === 'state') followed = message.run
              else if (followed !== undefined) followed = reduceRun(followed, message)
            }
          }
        })()

        for (const action of [...actions, { kind: 'resume' as const }, { kind: 'approve' as const }]) {
          const before = await bench.service.rested(runId)
          const sent = bench.model.requests.length
          const asked = act(action, before)
          await asked.done
          const after = await bench.service.rested(runId)
          const requests = bench.model.requests.length - sent
          // Forward progress: steps that had no output, or wait to run again. Everything else needs consent.
          const owed = before.steps.filter(
            (step) => step.settings.stepType !== 'review' && (step.output === null || isAwaitingRerun(step)),
          )
          expect(requests).toBeLessThanOrEqual(owed.length + asked.consented)
          const withOutput = (run: Run) =>
            run.steps.filter((step) => step.output !== null).map((step) => step.id)
          expect(withOutput(after)).toEqual(expect.arrayContaining(withOutput(before)))
          expect(bench.store.runStore.loadRun(runId)).toEqual(after)
        }
        await expect.poll(() => followed, { interval: 2 }).toEqual(bench.store.runStore.loadRun(runId))
        controller.abort()
        await following

        function act(action: (typeof actions)[number], run: Run): { done: Promise<void>; consented: number } {
          // Going on with a run tries again what failed when it was run again: that was consented to.
          const failedRerun = run.steps.filter(
            (step) => step.status === 'failed' && step.rerun !== null,
          ).length
          const step = run.steps['step' in action ? action.step % run.steps.length : 0]
          const refused = () => undefined // what the run's state does not allow is refused, and changes nothing
          const attempt = (call: () => unknown) => Promise.resolve().then(call).then(refused, refused)
          switch (action.kind) {
            case 'resume':
              return { done: attempt(() => bench.service.resume(runId, {})), consented: failedRerun }
            case 'approve':
              return {
                done: attempt(() => bench.service.resume(runId, { decision: { kind: 'approve' } })),
                consented: failedRerun,
              }
            case 'sendBack':
              return {
                done: attempt(() =>
                  bench.service.resume(runId, {
                    decision: { kind: 'sendBack', comment: `again ${run.seq}` },
                  }),
                ),
                consented: run.steps.length,
              }
            case 'edit':
              return {
                done: attempt(() => bench.service.overrideOutput(runId, step?.id ?? '', `edit ${run.seq}`)),
                consented: 0,
              }
            case 'retry':
              return { done: attempt(() => bench.service.retry(runId, step?.id ?? '')), consented: 1 }
            case 'rerunStale':
              return {
                done: attempt(() => bench.service.rerunStale(runId, 'all')),
                consented: run.steps.filter((candidate) => candidate.stale).length,
              }
            case 'rerunOne':
              return {
                done: attempt(() => bench.service.rerunStale(runId, [step?.id ?? ''])),
                consented: step?.stale === true ? 1 : 0,
              }
            case 'stopEarly':
              return {
                done: attempt(async () => {
                  bench.service.resume(runId, {})
                  await bench.service.stop(runId)
                }),
                consented: failedRerun,
              }
          }
        }
      }),
      fuzz(60, 1000, 'random workflows under random decisions'),
    )
  },
  times(60_000, 900_000),
)
