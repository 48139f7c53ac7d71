import { describe, expect, it } from 'vitest'
import { estimateRun } from '@main/engine/estimate'
import { checkRun, planRun } from '@main/engine/plan-run'
import { createEngineBench } from '../support/engine-bench'

const steps = [
  { id: 'a', label: 'A', stepType: 'generate' as const, prompt: 'about {{input}}', maxTokens: 2000 },
  {
    id: 'b',
    label: 'B',
    stepType: 'summarize' as const,
    prompt: 'sum up {{steps.A.content}}',
    maxTokens: 1000,
  },
]

function bench() {
  const made = createEngineBench(() => ({
    text: ['x'.repeat(400)],
    usage: { inputTokens: 20, outputTokens: 100 },
  }))
  const plan = (workflowId: string | null = null) =>
    planRun({ workflow: { name: 'W', steps }, workflowId, sourcePath: null }, 'bees', {}, made.ports).run
  return { ...made, plan }
}

describe('an estimate', () => {
  it('knows prompts that resolve, expects the others, and is bounded by the token limits', () => {
    const { plan, ports } = bench()
    const estimate = estimateRun(plan(), ports)
    const [a, b] = estimate.steps
    expect(a).toMatchObject({ promptTokens: 3, promptResolved: true, basis: 'step-type' })
    expect(a?.answerTokens.high).toBe(2000)
    expect(b?.promptResolved).toBe(false)
    expect(b?.promptTokens).toBeGreaterThanOrEqual(a?.answerTokens.expected ?? Infinity)
    const { low, expected, high } = estimate.total ?? { low: 0, expected: 0, high: 0 }
    expect(low).toBeLessThan(expected)
    expect(expected).toBeLessThan(high)
    // Prices are a dollar for a million tokens: A's prompt and limit, B's prompt at A's limit, B's limit.
    expect(high).toBeCloseTo((3 + 2000 + 2000 + 2 + 1000) / 1_000_000, 5)
  })

  it('believes the history of a stored workflow once there are three runs', async () => {
    const { plan, ports, service, store } = bench()
    const workflow = store.workflows.create({ name: 'W', steps })
    for (let run = 0; run < 3; run += 1) {
      const started = plan(workflow.id)
      service.start(started)
      await service.rested(started.id)
    }
    const estimate = estimateRun(plan(workflow.id), ports)
    expect(estimate.steps.map((step) => [step.basis, step.answerTokens.expected])).toEqual([
      ['history', 100],
      ['history', 100],
    ])
    expect(estimate.basedOnRuns).toBe(3)
  })

  it('is kept with the run as it was before the start, until a rebase changes what it was made for', async () => {
    const { plan, ports, service, store } = bench()
    const workflow = store.workflows.create({ name: 'W', steps })
    const first = plan(workflow.id)
    const told = estimateRun(first, ports)
    for (const run of [first, plan(workflow.id), plan(workflow.id)]) {
      service.start(run)
      await service.rested(run.id)
    }
    const now = estimateRun(plan(workflow.id), ports)
    expect(now.total).not.toEqual(told.total)
    const kept = { total: told.total, steps: { a: told.steps[0]?.cost, b: told.steps[1]?.cost } }
    expect(service.get(first.id).estimate).toEqual(kept)
    expect(store.runStore.loadRun(first.id)?.estimate).toEqual(kept)

    const settings = service.get(first.id).steps.map((step) => step.settings)
    await service.rebase(first.id, settings.slice(0, 1))
    expect(store.runStore.loadRun(first.id)?.estimate).toBeNull()
  })

  describe('the history of a step', () => {
    const one = [{ id: 'a', label: 'A', stepType: 'generate' as const, prompt: 'p', maxTokens: 2000 }]

    function historyOf(answer: Parameters<typeof createEngineBench>[0]) {
      const made = createEngineBench(answer)
      const workflow = made.store.workflows.create({ name: 'W', steps: one })
      const plan = () =>
        planRun(
          { workflow: { name: 'W', steps: one }, workflowId: workflow.id, sourcePath: null },
          '',
          {},
          made.ports,
        ).run
      const run = async () => {
        const started = plan()
        made.service.start(started)
        return made.service.rested(started.id)
      }
      return { ...made, run, estimate: () => estimateRun(plan(), made.ports) }
    }

    it('has one answer for each run, however often it was retried', async () => {
      let tokens = 0
      const { run, service, estimate } = historyOf(() => ({
        text: ['x'],
        usage: { inputTokens: 1, outputTokens: (tokens += 100) },
      }))
      const { id } = await run()
      for (let again = 0; again < 2; again += 1) {
        await service.retry(id, 'a')
        await service.rested(id)
      }
      expect(estimate()).toMatchObject({ basedOnRuns: 0, steps: [{ basis: 'step-type' }] })
      await run()
      await run()
      // Of the first run the newest answer counts.
      expect(estimate()).toMatchObject({
        basedOnRuns: 3,
        steps: [{ basis: 'history', answerTokens: { expected: 400 } }],
      })
    })

    it('takes an answer that was continued as the whole that it became, and none that stayed cut', async () => {
      const { run, service, estimate, model } = historyOf(({ messages }) =>
        messages.length === 1
          ? { text: ['The beginning'], finish: 'length', usage: { inputTokens: 1, outputTokens: 2000 } }
          : { text: [' and the end'], usage: { inputTokens: 1, outputTokens: 30 } },
      )
      for (let time = 0; time < 3; time += 1) {
        const { id } = await run()
        expect(estimate().steps[0]?.basis).toBe('step-type')
        await service.continueStep(id, 'a')
        await service.rested(id)
      }
      expect(model.requests).toHaveLength(6)
      await run()
      const [step] = estimate().steps
      // It came to more than the limit, which holds for one answer.
      expect(step).toMatchObject({
        basis: 'history',
        answerTokens: { low: 1522, expected: 2000, high: 2000 },
      })
    })

    it('never has more than the token limit as the least, and the sums are in order', async () => {
      let limit = 750
      const { run, ports, estimate, store } = historyOf(() => ({
        text: ['x'],
        usage: { inputTokens: 1, outputTokens: limit },
      }))
      for (let time = 0; time < 3; time += 1) await run()
      limit = 500
      expect(estimate().steps[0]?.answerTokens).toEqual({ low: 562, expected: 750, high: 2000 })
      const lowered = one.map((step) => ({ ...step, maxTokens: 500 }))
      const [workflow] = store.workflows.list({ limit: 1 }).items
      const source = {
        workflow: { name: 'W', steps: lowered },
        workflowId: workflow?.id ?? '',
        sourcePath: null,
      }
      const lower = estimateRun(planRun(source, '', {}, ports).run, ports)
      expect(lower.steps[0]?.answerTokens).toEqual({ low: 500, expected: 500, high: 500 })
    })

    it('is told only where it is believed', async () => {
      const { run, estimate } = historyOf(() => 'x')
      await run()
      await run()
      expect(estimate()).toMatchObject({ basedOnRuns: 0, steps: [{ basis: 'step-type' }] })
    })
  })

  it('of a model without a price is unknown, never nothing', () => {
    const { ports } = bench()
    const { run } = planRun(
      { workflow: { name: 'W', steps }, workflowId: null, sourcePath: null },
      'bees',
      { model: 'mystery' },
      ports,
    )
    expect(estimateRun(run, ports).total).toBeNull()
  })

  it('of what is stale counts only that, on the outputs that are there', async () => {
    const { plan, ports, service } = bench()
    const run = plan()
    service.start(run)
    await service.rested(run.id)
    const estimate = estimateRun(service.get(run.id), ports, new Set(['b']))
    expect(estimate.steps.map((step) => step.stepId)).toEqual(['b'])
    expect(estimate.steps[0]).toMatchObject({ promptResolved: true, promptTokens: 103 })
  })
})

describe('a plan', () => {
  it('tells once for each model that it takes no temperature, and which steps that concerns', () => {
    const { ports } = createEngineBench(() => 'x')
    const connections = { ...ports.connections, takesTemperature: () => false }
    const warm = steps.map((step) => ({ ...step, temperature: 0.5 }))
    const source = { workflow: { name: 'W', steps: warm }, workflowId: null, sourcePath: null }
    expect(checkRun(source, 'bees', {}, { ...ports, connections }).problems).toEqual([
      {
        path: ['steps', 0, 'temperature'],
        severity: 'warning',
        message: 'model-1 takes no temperature, so the one of "A", "B" is not sent.',
      },
    ])
    expect(planRun(source, 'bees', {}, { ...ports, connections }).run.steps).toHaveLength(2)
  })
})
