import * as fc from '../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import { findReferences, type PromptStep } from './find-references'
import { keepReferences } from './keep-references'
import { reboundReferences } from './rebound-references'
import { renameLabel } from './rename-label'
import { fuzz } from '../../../test/support/long-form'

function step(id: string, label: string, prompt = ''): PromptStep {
  return { id, label, prompt }
}

const first = step('1', 'Idea')
const second = step('2', 'Draft')
const third = step('3', 'End', 'Of {{steps.Draft.content}} and {{steps.Idea.content}}')
const before = [first, second, third]

/** Which step each reference means, by ids: what a change must not change. */
function meanings(steps: readonly PromptStep[]): (string | undefined)[] {
  return findReferences(steps).map(({ target }) => (target === undefined ? undefined : steps[target]?.id))
}

describe('reboundReferences', () => {
  it('finds nothing where every reference means the same step', () => {
    expect(reboundReferences(before, before)).toEqual([])
    expect(reboundReferences(before, [second, first, third])).toEqual([])
    expect(reboundReferences(before, renameLabel(before, '2', 'Text'))).toEqual([])
    expect(reboundReferences(before, [first, second, step('new', 'Other'), third])).toEqual([])
  })

  it('finds a rename to a label that hides another step', () => {
    const after = renameLabel(before, '2', 'Idea')
    const problems = reboundReferences(before, after)
    expect(problems).toMatchObject([
      { path: ['steps', 2, 'prompt'], severity: 'error', range: { from: 30, to: 52 } },
    ])
    expect(problems[0]?.message).toBe(
      'In the prompt of "End": {{steps.Idea.content}} meant step 1, "Idea", and would now mean step 2, "Idea". ' +
        'Give one of the two another label.',
    )
  })

  it('finds a duplicate that comes between', () => {
    const problems = reboundReferences(before, [first, second, step('copy', 'Draft'), third])
    expect(problems.map(({ path, range }) => [path, range?.from])).toEqual([[['steps', 3, 'prompt'], 3]])
  })

  it('finds a step that was removed or moved, where an earlier one has its label', () => {
    const same = [step('1', 'A'), step('2', 'A'), step('3', 'End', '{{steps.A.content}}')]
    const [one, two, end] = same as [PromptStep, PromptStep, PromptStep]
    expect(reboundReferences(same, [one, end])[0]?.message).toContain('meant a step that is gone')
    expect(reboundReferences(same, [one, end, two])[0]?.message).toContain(
      'Move the step it meant before this one',
    )
    expect(reboundReferences(same, [two, one, end])[0]?.message).toContain('would now mean step 2, "A"')
  })

  it('has a fix where the reference alone can be mended', () => {
    const typed = [step('1', 'Draft'), { ...second, label: 'Text' }, third]
    const [problem] = reboundReferences(before, typed)
    expect(problem?.fix?.text).toBe('{{steps.Text.content}}')
    expect(problem?.message).toContain('Write {{steps.Text.content}} to keep the meaning.')
  })

  it('leaves alone what lint reports, and what the user edited', () => {
    expect(reboundReferences(before, [first, third])).toEqual([])
    const edited = { ...third, prompt: 'Of {{steps.Idea.content}} and {{steps.Idea.content}}' }
    expect(reboundReferences(before, [first, second, edited])).toEqual([])
    const added = { ...third, prompt: `{{steps.Draft.content}} ${third.prompt}` }
    expect(reboundReferences(before, [first, second, step('copy', 'Draft'), added])).toEqual([])
  })
})

describe('keepReferences', () => {
  it('gives the renamed step a label of its own', () => {
    expect(keepReferences(before, renameLabel(before, '2', 'Idea'))).toEqual([
      first,
      { ...second, label: 'Idea 2' },
      { ...third, prompt: 'Of {{steps.Idea 2.content}} and {{steps.Idea.content}}' },
    ])
  })

  it('gives a copy a label of its own', () => {
    const after = [first, second, step('copy', 'Draft'), third]
    expect(keepReferences(before, after)).toEqual([first, second, step('copy', 'Draft 2'), third])
  })

  it('gives a step that was hidden by a move a label of its own', () => {
    const same = [step('1', 'A'), step('2', 'A'), step('3', 'End', '{{steps.A.content}} {{steps.A 2.x}}')]
    const [one, two, end] = same as [PromptStep, PromptStep, PromptStep]
    expect(keepReferences(same, [two, one, end])).toEqual([
      step('2', 'A 3'),
      one,
      step('3', 'End', '{{steps.A 3.content}} {{steps.A 2.x}}'),
    ])
  })

  it('changes nothing where nothing is rebound', () => {
    const after = [second, first, third]
    const kept = keepReferences(before, after)
    expect(kept.every((keptStep, position) => keptStep === after[position])).toBe(true)
  })

  const label = fc.constantFrom('A', 'B', 'C', 'A 2')
  const drawn = fc.record({
    steps: fc.array(fc.record({ label, refers: fc.array(label, { maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
    order: fc.infiniteStream(fc.nat()),
    removed: fc.nat(12),
    copied: fc.nat(12),
    renamed: fc.tuple(fc.nat(12), label, fc.boolean()),
  })

  it('after any change, keeps every meaning that can be kept, and reports the others', () => {
    let rebound = 0
    fc.assert(
      fc.property(drawn, ({ steps: all, order, removed, copied, renamed: [renamed, newLabel, rewrite] }) => {
        const original = all.map((each, position) => ({
          id: `${position}`,
          label: each.label,
          prompt: each.refers.map((name) => `{{steps.${name}.content}}`).join(' '),
        }))
        let after = rewrite
          ? renameLabel(original, `${renamed}`, newLabel)
          : original.map((each) => (each.id === `${renamed}` ? { ...each, label: newLabel } : each))
        after = after
          .filter(({ id }) => id !== `${removed}`)
          .flatMap((each) => (each.id === `${copied}` ? [each, { ...each, id: 'copy' }] : [each]))
          .map((each) => ({ each, key: order.next().value % 3 }))
          .sort((one, other) => one.key - other.key)
          .map(({ each }) => each)
        const problems = reboundReferences(original, after)
        if (problems.length > 0) rebound++
        const kept = keepReferences(original, after)
        const positions = new Map(after.map(({ id }, position) => [id, position]))
        for (const problem of reboundReferences(original, kept)) {
          expect(problem.message).toMatch(/is gone|Move the step it meant/)
          expect(problem.fix).toBeUndefined()
        }
        // New steps mean what they meant in `after`, whatever else got another label.
        const copy = positions.get('copy')
        const ofCopy = (steps: PromptStep[]) =>
          findReferences(steps)
            .filter(({ position }) => position === copy)
            .map(({ target }) => steps[target ?? -1]?.id)
        expect(ofCopy(kept)).toEqual(ofCopy(after))
        // What was right before mending still means the same.
        const reported = new Set(problems.map(({ path, range }) => `${path[1]} ${range?.from}`))
        const untouched = findReferences(after).map(
          ({ position, segment, target }) =>
            target !== undefined && !reported.has(`${position} ${segment.range.from}`),
        )
        const right = (steps: PromptStep[]) => meanings(steps).filter((_, index) => untouched[index])
        expect(right(kept)).toEqual(right(after))
      }),
      fuzz(3000, 20_000, 'renamed and reordered workflows'),
    )
    expect(rebound).toBeGreaterThan(300)
  })
})
