import * as fc from '../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import { expectLinear } from '../../../test/support/growth'
import { dependentsOf, stepDependencies, stepsBehindGate, type DependencyStep } from './step-dependencies'

/** Steps with their labels as ids. */
function build(steps: Record<string, string | Partial<DependencyStep>>): DependencyStep[] {
  return Object.entries(steps).map(([id, step]) => ({
    id,
    label: id,
    prompt: '',
    ...(typeof step === 'string' ? { prompt: step } : step),
  }))
}

function plain(steps: DependencyStep[]): Record<string, string[]> {
  return Object.fromEntries([...stepDependencies(steps)].map(([id, needed]) => [id, [...needed]]))
}

describe('stepDependencies', () => {
  it('come from prompts and system prompts, once each and in order', () => {
    const steps = build({
      a: '{{input}} \\{{steps.b.content}}',
      b: '{{steps.a.content}}{{steps.a.title | default: "x"}}',
      c: { prompt: '{{steps.b.content}}', systemPrompt: '{{steps.a.content}}' },
    })
    expect(plain(steps)).toEqual({ a: [], b: ['a'], c: ['a', 'b'] })
  })

  it('are the nearest earlier steps with the label, never later ones or the step itself', () => {
    const steps = ['one', 'two', 'three', 'four'].map((id) => ({
      id,
      label: id === 'three' ? 'Other' : 'Same',
      prompt: '{{steps.Same.content}}{{steps.Other.content}}',
    }))
    expect(plain(steps)).toEqual({ one: [], two: ['one'], three: ['two'], four: ['two', 'three'] })
  })

  it('leave out what is disabled, though it hides an earlier step of its label', () => {
    const steps = build({
      a: { label: 'A' },
      b: { label: 'A', enabled: false, prompt: '{{steps.A.content}}' },
      c: '{{steps.A.content | default: "x"}}',
    })
    expect(plain(steps)).toEqual({ a: [], b: [], c: [] })
  })

  it("leave out a gate's system prompt, which nobody reads", () => {
    const gate = {
      stepType: 'review',
      prompt: '{{steps.b.content}}',
      systemPrompt: '{{steps.a.content}}',
    } as const
    expect(plain(build({ a: '', b: '', gate }))['gate']).toEqual(['b'])
  })

  it('agree with a plain search', () => {
    const label = fc.constantFrom('A', 'B', 'C')
    const drawn = fc.array(
      fc.record({ label, refers: fc.array(label, { maxLength: 3 }), enabled: fc.boolean() }),
    )
    fc.assert(
      fc.property(drawn, (all) => {
        const steps = all.map(({ refers, ...step }, position) => ({
          ...step,
          id: `${position}`,
          prompt: refers.map((name) => `{{steps.${name}.content}}`).join(),
        }))
        for (const [position, { refers, enabled }] of all.entries()) {
          const meant = refers.map((name) => steps.slice(0, position).findLast((step) => step.label === name))
          const expected = enabled ? meant.filter((step) => step?.enabled).map((step) => step?.id) : []
          expect(stepDependencies(steps).get(`${position}`)).toEqual(new Set(expected))
        }
      }),
    )
  })

  it('of 4,000 steps with one label take no more than in proportion as long as of 400', async () => {
    const chain = (count: number) =>
      Array.from({ length: count }, (_, position) => ({
        id: `${position}`,
        label: 'Same',
        prompt: '{{steps.Same.content}}{{steps.Other.content}}',
      }))
    const [small, large] = [chain(400), chain(4_000)]
    await expectLinear(
      () => stepDependencies(small),
      () => stepDependencies(large),
    )
    expect(stepDependencies(large).size).toBe(large.length)
  })
})

describe('dependentsOf', () => {
  it('follows every way, and no other', () => {
    const steps = build({
      a: '',
      b: '{{steps.a.content}}',
      other: '',
      c: '{{steps.b.content}}',
      d: '{{steps.other.content}}{{steps.c.content}}',
      e: '{{steps.other.content}}',
    })
    const dependencies = stepDependencies(steps)
    expect([...dependentsOf(dependencies, 'a')]).toEqual(['b', 'c', 'd'])
    expect([...dependentsOf(dependencies, 'other')]).toEqual(['d', 'e'])
    expect([...dependentsOf(dependencies, 'e')]).toEqual([])
    expect([...dependentsOf(dependencies, 'nowhere')]).toEqual([])
  })
})

describe('stepsBehindGate', () => {
  it('are the model steps that its prompt refers to, through other gates too', () => {
    const steps = build({
      a: '',
      b: '{{steps.a.content}}',
      first: { stepType: 'review', prompt: '{{steps.b.content}}' },
      c: '{{steps.first.content}}',
      second: { stepType: 'review', prompt: '{{steps.first.content}}{{steps.c.content}}' },
      third: { stepType: 'review', prompt: 'Only a text, {{input}}' },
    })
    const dependencies = stepDependencies(steps)
    expect(stepsBehindGate(steps, dependencies, 'first')).toEqual(['b'])
    expect(stepsBehindGate(steps, dependencies, 'second')).toEqual(['b', 'c'])
    expect(stepsBehindGate(steps, dependencies, 'third')).toEqual([])
    expect(stepsBehindGate(steps, dependencies, 'nowhere')).toEqual([])
  })
})
