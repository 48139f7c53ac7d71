import { describe, expect, it } from 'vitest'
import { estimateRun } from '@main/engine/estimate'
import { planRun } from '@main/engine/plan-run'
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
    const { warnings } = planRun(source, 'bees', {}, { ...ports, connections })
    expect(warnings.map((warning) => warning.message)).toEqual([
      'model-1 takes no temperature, so the one of "A", "B" is not sent.',
    ])
  })
})
