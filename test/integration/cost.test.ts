import { describe, expect, it } from 'vitest'
import { builtInTemplates } from '@shared/model/built-in-templates'
import type { Run, RunInput } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import { estimateRun } from '@main/engine/estimate'
import { planRun } from '@main/engine/plan-run'
import { createTokenCounter } from '@main/llm/count-tokens'
import { createDemoModel } from '@main/llm/demo/demo-model'
import { createEngineBench } from '../support/engine-bench'

describe('a budget', () => {
  it('of $0.01 is kept by four parallel steps that may cost $0.004 each, whatever they cost', async () => {
    for (const outputTokens of [4000, 3999, 2500, 1000, 1]) {
      const bench = createEngineBench(() => ({ text: ['x'], usage: { inputTokens: 0, outputTokens } }))
      const steps = [1, 2, 3, 4].map(() => ({ prompt: '.', maxTokens: 4000 }))
      const runId = bench.start(steps, undefined, { budgetUsd: 0.01 })
      const run = await bench.service.rested(runId)
      expect(runTotals(run).costEstimate).toBeLessThanOrEqual(0.01)
      // A dollar for a million tokens: two may be in flight together, never three.
      expect(bench.model.mostInFlight).toBe(2)
    }
  })
})

describe('an estimate', () => {
  const ideas = ['night-shift nurses', 'beekeepers', 'a choir', 'people who fix bicycles', 'a school library']
  const inputs = (name: string, n: number): RunInput => {
    const idea = `A tool for ${ideas[n % ideas.length]} that costs nothing to keep`
    return name === 'Critical Reading Brief'
      ? {
          source: `${idea}. It was tried for ${n + 2} weeks with 40 people, of whom 31 stayed.`,
          question: 'Does it hold?',
          audience: 'a team',
        }
      : idea
  }

  it('contains what 20 varied runs cost, and comes within a quarter of it after three', async () => {
    const tokens = createTokenCounter()
    const demo = createDemoModel({ pace: 0, sleep: () => Promise.resolve(), tokens })
    const bench = createEngineBench(() => '')
    const ports = { ...bench.ports, tokens }
    bench.ports.tokens = tokens
    bench.ports.models = { stream: demo }
    const workflows = builtInTemplates().map(({ template }) => bench.store.workflows.create(template))
    const off: number[] = []
    for (let number = 0; number < 20; number += 1) {
      const workflow = workflows[number % workflows.length]
      if (workflow === undefined) throw new TypeError('there are built-in templates')
      const source = { workflow, workflowId: workflow.id, sourcePath: null }
      const { run } = planRun(source, inputs(workflow.name, number), { yoloMode: true }, ports)
      const estimate = estimateRun(run, ports)
      bench.service.start(run)
      const ended: Run = await bench.service.rested(run.id)
      expect(ended.status).toBe('completed')
      const { costEstimate: actual } = runTotals(ended)
      const { low, expected, high } = estimate.total ?? { low: NaN, expected: NaN, high: NaN }
      expect(actual).toBeGreaterThanOrEqual(low)
      expect(actual).toBeLessThanOrEqual(high)
      if (estimate.basedOnRuns >= 3) off.push(Math.abs(expected / (actual ?? NaN) - 1))
    }
    expect(off.length).toBeGreaterThanOrEqual(10)
    console.info(`expected against actual, with history: ${Math.round(Math.max(...off) * 100)} % off at most`)
    expect(Math.max(...off)).toBeLessThanOrEqual(0.25)
  }, 60_000)
})
