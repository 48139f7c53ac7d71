import { stepDependencies } from '@shared/prompt/step-dependencies'
import type { FrozenStep } from '@shared/model/run'
import { DEFAULT_STEP, type StepType } from '@shared/model/step'
import { expect, it } from 'vitest'
import { layOutLanes } from './lay-out-lanes'

/** Steps named by letters; each says what it reads, and gates are marked by `!`. */
function layOut(description: string, concurrency = 4) {
  const steps = description.split(' ').map((word): FrozenStep => {
    const [name = '', reads = ''] = word.replace('!', '').split(':')
    const stepType: StepType = word.includes('!') ? 'review' : 'generate'
    const prompt = reads
      .split('')
      .map((label) => `{{steps.${label}.content}}`)
      .join(' ')
    return { ...DEFAULT_STEP, id: name, label: name, stepType, prompt }
  })
  const { lanes, edges } = layOutLanes(steps, stepDependencies(steps), concurrency)
  return { lanes: lanes.join(''), edges: edges.map(({ from, to }) => `${from}${to}`).join(' ') }
}

it('puts a chain on one line', () => {
  expect(layOut('a b:a c:b')).toEqual({ lanes: '000', edges: '01 12' })
})

it('puts steps that can run at once side by side, and brings them together again', () => {
  expect(layOut('a b:a c:a d:bc')).toEqual({ lanes: '0010', edges: '01 02 13 23' })
})

it('lets a gate stand alone', () => {
  expect(layOut('a b:a c:a !g:c d:g e:g f:g')).toEqual({ lanes: '0010012', edges: '01 02 13 23 34 35 36' })
  expect(layOut('a !g h')).toEqual({ lanes: '000', edges: '01 12' })
})

it('follows dependencies through other steps', () => {
  expect(layOut('a b:a c:b').lanes).toBe('000')
  expect(layOut('a b c:a').lanes).toBe('010')
})

it('knows only one line when steps run one after the other', () => {
  expect(layOut('a b c', 1).lanes).toBe('000')
})

it('lets many steps share the last lane', () => {
  expect(layOut('a b c d e f').lanes).toBe('012333')
})
