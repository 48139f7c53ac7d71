import { describe, expect, it } from 'vitest'
import { builtInTemplates } from '@shared/model/built-in-templates'
import type { Range } from '@shared/model/range'
import type { Run, RunInput } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import type { Workflow } from '@shared/model/workflow'
import { estimateRun } from '@main/engine/estimate'
import { planRun } from '@main/engine/plan-run'
import { createTokenCounter } from '@main/llm/count-tokens'
import { createDemoModel } from '@main/llm/demo/demo-model'
import { createEngineBench, type EngineBench } from '../support/engine-bench'

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

  /** The engine with the demo connection's answers, counted as the application counts. */
  function demoBench() {
    const tokens = createTokenCounter()
    const bench = createEngineBench(() => '')
    bench.ports.tokens = tokens
    bench.ports.models = { stream: createDemoModel({ pace: 0, sleep: () => Promise.resolve(), tokens }) }
    return bench
  }

  /** What a run with YOLO on was estimated to cost, and the run at its end. */
  async function runThrough(bench: EngineBench, workflow: Workflow, input: RunInput) {
    const source = { workflow, workflowId: workflow.id, sourcePath: null }
    const { run } = planRun(source, input, { yoloMode: true }, bench.ports)
    const estimate = estimateRun(run, bench.ports)
    bench.service.start(run)
    const ended: Run = await bench.service.rested(run.id)
    expect(ended.status).toBe('completed')
    return { estimate, ended }
  }

  function expectWithin(cost: number | null | undefined, range: Range | null | undefined): void {
    expect(cost).toBeGreaterThanOrEqual(range?.low ?? NaN)
    expect(cost).toBeLessThanOrEqual(range?.high ?? NaN)
  }

  it.each(
    builtInTemplates().flatMap(({ template }) => [
      [template.name, 'its own example', template.input?.example ?? '', template] as const,
      [template.name, 'a line', inputs(template.name, 0), template] as const,
    ]),
  )(
    'contains what a demo run of "%s" costs for %s, and each of its steps',
    async (...[, , input, template]) => {
      const bench = demoBench()
      const { estimate, ended } = await runThrough(bench, bench.store.workflows.create(template), input)
      expect(estimate.basedOnRuns).toBe(0)
      expectWithin(runTotals(ended).costEstimate, estimate.total)
      const models = ended.steps.filter(({ settings }) => settings.stepType !== 'review')
      expect(estimate.steps.map(({ stepId }) => stepId)).toEqual(models.map(({ id }) => id))
      for (const [index, { cost }] of estimate.steps.entries())
        expectWithin(models[index]?.costEstimate, cost)
    },
  )

  it('contains what 20 varied runs cost, and comes within a quarter of it after three', async () => {
    const bench = demoBench()
    const workflows = builtInTemplates().map(({ template }) => bench.store.workflows.create(template))
    const off: number[] = []
    for (let number = 0; number < 20; number += 1) {
      const workflow = workflows[number % workflows.length]
      if (workflow === undefined) throw new TypeError('there are built-in templates')
      const { estimate, ended } = await runThrough(bench, workflow, inputs(workflow.name, number))
      const { costEstimate: actual } = runTotals(ended)
      expectWithin(actual, estimate.total)
      if (estimate.basedOnRuns >= 3)
        off.push(Math.abs((estimate.total?.expected ?? NaN) / (actual ?? NaN) - 1))
    }
    expect(off.length).toBeGreaterThanOrEqual(10)
    console.info(`expected against actual, with history: ${Math.round(Math.max(...off) * 100)} % off at most`)
    expect(Math.max(...off)).toBeLessThanOrEqual(0.25)
  }, 60_000)
})
