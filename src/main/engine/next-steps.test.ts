import { describe, expect, it } from 'vitest'
import type { Run, StepRun } from '@shared/model/run'
import { newStepRun } from '@shared/model/new-step-run'
import { freezeRun } from './freeze-run'
import { nextSteps } from './next-steps'
import { runDefinition } from './run-definition'

type Shape = Partial<Omit<StepRun, 'settings'>> & { prompt?: string; gate?: boolean; enabled?: boolean }

function run(shapes: Shape[], concurrency = 4): Run {
  const steps = shapes.map(({ prompt, gate, enabled, ...state }, index): StepRun => ({
    ...newStepRun({
      id: `s${index + 1}`,
      label: `S${index + 1}`,
      stepType: gate === true ? 'review' : 'generate',
      prompt: prompt ?? 'go',
      systemPrompt: '',
      maxTokens: 100,
      maxRetries: 0,
      enabled: enabled ?? true,
      output: { format: 'text' },
    }),
    ...state,
  }))
  const source = { workflow: { name: 'T', steps: [] }, workflowId: null, sourcePath: null }
  const empty = freezeRun(source, [], undefined, { concurrency }, { newId: () => 'r', now: () => 0 })
  return { ...empty, steps }
}

function next(shapes: Shape[], concurrency?: number, waitOver: string[] = []) {
  const given = run(shapes, concurrency)
  const { start, skip, gate, rest } = nextSteps(given, runDefinition(given), new Set(waitOver))
  return {
    start: start.map((step) => step.id),
    skip: skip.map((step) => step.id),
    gate: gate?.id ?? null,
    rest,
  }
}

const done = { status: 'completed' as const }

describe('nextSteps', () => {
  it('starts what refers to nothing, and what refers to settled steps only', () => {
    expect(next([{}, { prompt: '{{steps.S1.content}}' }, {}]).start).toEqual(['s1', 's3'])
    expect(next([done, { prompt: '{{steps.S1.content}}' }]).start).toEqual(['s2'])
    expect(next([{ status: 'running' }, { prompt: '{{steps.S1.content}}' }]).start).toEqual([])
  })

  it('keeps to the concurrency, waits included, in order', () => {
    expect(next([{}, {}, {}], 2).start).toEqual(['s1', 's2'])
    expect(next([{ status: 'running' }, {}, {}], 2).start).toEqual(['s2'])
    expect(next([{ status: 'waiting' }, {}], 1).start).toEqual([])
    expect(next([{ status: 'waiting' }, {}], 1, ['s1']).start).toEqual(['s1'])
  })

  it('opens a gate when everything before it is settled, and starts nothing behind it', () => {
    expect(next([{ status: 'running' }, { gate: true }, {}])).toMatchObject({ gate: null, start: [] })
    expect(next([done, { gate: true }, {}])).toMatchObject({ gate: 's2', start: [] })
    expect(next([done, { gate: true, status: 'awaiting_review' }, {}])).toMatchObject({
      rest: 'review',
      start: [],
    })
    expect(next([done, { gate: true, ...done }, {}]).start).toEqual(['s3'])
  })

  it('runs an earlier step that was put back while a gate is open, before the run rests there', () => {
    expect(next([{}, { gate: true, status: 'awaiting_review' }])).toMatchObject({ start: ['s1'], rest: null })
  })

  it('skips disabled steps, gates too', () => {
    expect(next([{ enabled: false }, { gate: true, enabled: false }, {}])).toMatchObject({
      skip: ['s1', 's2'],
      start: ['s3'],
    })
  })

  it('starts nothing once a step has failed, and rests when nothing is in flight', () => {
    expect(next([{ status: 'failed' }, {}])).toMatchObject({ start: [], rest: 'failed' })
    expect(next([{ status: 'failed' }, { status: 'running' }])).toMatchObject({ rest: null })
  })

  it('never starts a step that has an output, stale or not, unless it was put back', () => {
    const stale = { ...done, output: 'old', stale: true }
    expect(next([stale, { prompt: '{{steps.S1.content}}' }]).start).toEqual(['s2'])
    expect(next([{ ...stale, status: 'pending', rerun: 'if-stale' }]).start).toEqual(['s1'])
  })

  it('rests as completed when every step is settled', () => {
    expect(next([done, { status: 'skipped' }]).rest).toBe('completed')
  })
})
