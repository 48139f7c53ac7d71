import { DEFAULT_STEP, type Step } from '@shared/model/step'
import { describe, expect, it } from 'vitest'
import { freezeRun } from '../../test-support/freeze-run'
import { previewRebase } from './preview-rebase'

const STEPS: Step[] = [
  { id: 'a', label: 'List', stepType: 'generate', prompt: 'List {{input}}' },
  { id: 'b', label: 'Praise', stepType: 'generate', prompt: 'Praise {{steps.List.content}}' },
  { id: 'c', label: 'Sell', stepType: 'generate', prompt: 'Sell {{steps.Praise.content}}' },
]

function finishedRun() {
  const run = freezeRun({ id: 'w', name: 'Pears', steps: STEPS, createdAt: 0, updatedAt: 0 }, 'run', 0, 'x')
  return {
    ...run,
    steps: run.steps.map((step) => ({ ...step, status: 'completed' as const, output: 'text' })),
  }
}

const changed = (id: string, change: Partial<Step>): Step[] =>
  STEPS.map((step) => (step.id === id ? { ...step, ...change } : step))

describe('what a rebase would do', () => {
  it('is nothing while the steps are the same, with their defaults left out or written', () => {
    const { systemPrompt, maxTokens, output } = DEFAULT_STEP
    for (const steps of [STEPS, STEPS.map((step) => ({ ...step, systemPrompt, maxTokens, output }))]) {
      expect(previewRebase(finishedRun(), steps)).toMatchObject({
        valid: ['List', 'Praise', 'Sell'],
        stale: [],
        changes: false,
      })
    }
  })

  it('makes a changed step stale, and all that read it', () => {
    expect(previewRebase(finishedRun(), changed('b', { prompt: 'Praise loudly' }))).toMatchObject({
      valid: ['List'],
      stale: ['Praise', 'Sell'],
      changes: true,
    })
  })

  it('finds added and removed steps, and steps with a new id by their label', () => {
    const steps: Step[] = [
      { ...STEPS[0]!, id: 'z' },
      { id: 'd', label: 'Pick', stepType: 'generate', prompt: 'Pick' },
    ]
    expect(previewRebase(finishedRun(), steps)).toEqual({
      valid: ['List'],
      stale: [],
      toRun: ['Pick'],
      removed: ['Praise', 'Sell'],
      changes: true,
    })
  })
})
