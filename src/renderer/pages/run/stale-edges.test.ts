import { newStepRun } from '@shared/model/new-step-run'
import { DEFAULT_STEP } from '@shared/model/step'
import { expect, it } from 'vitest'
import { staleEdges } from './stale-edges'

/** Steps named by letters; `c<a` is stale because `a` changed. */
function carried(description: string, edges: string) {
  const steps = description.split(' ').map((word) => {
    const [label = '', because] = word.split('<')
    const step = newStepRun({ ...DEFAULT_STEP, id: label, label, stepType: 'generate', prompt: '' })
    return { ...step, stale: because !== undefined, staleBecause: because ?? null }
  })
  const line = edges.split(' ').map((edge) => ({ from: Number(edge[0]), to: Number(edge[1]) }))
  return staleEdges(steps, line)
    .map(({ from, to }) => `${from}${to}`)
    .join(' ')
}

it('starts at the step that was changed, and passes those that still hold', () => {
  expect(carried('a b c<a', '01 12')).toBe('12 01')
  expect(carried('a b c', '01 12')).toBe('')
})

it('goes by the stale steps between', () => {
  expect(carried('a b c<a d<a', '01 02 13 23')).toBe('02 23')
})

it('has an edge of its own where the line leads past the changed step', () => {
  expect(carried('a b c d<b', '01 02 12 03')).toBe('13')
})

it('does not come from above where a step changed by itself', () => {
  expect(carried('a b<b c<b', '01 12')).toBe('12')
})
