import { describe, expect, it } from 'vitest'
import { processorTime } from '../../../test/support/processor-time'
import { parsePrompt } from './parse-prompt'
import { indexSteps, promptInput, type PromptScope } from './prompt-scope'
import { resolvePrompt } from './resolve-prompt'

/** Ten times the length beside ten times the work: nearer to 1, which is linear, than to 10, which is quadratic. */
const LINEAR = 3.2

/** Many ticks of the clock by which the system counts. */
const ENOUGH_MS = 100

describe('the time to parse and resolve', () => {
  const steps = Array.from({ length: 100 }, (_, position) => ({
    id: `${position}`,
    label: `Step ${position}`,
    content: JSON.stringify({ title: `Title ${position}`, list: [1, 2, 3] }),
  }))
  const scope: PromptScope = {
    steps: indexSteps([...steps, { id: 'self', label: 'Self' }]),
    position: steps.length,
    input: promptInput({ name: 'Ada' }),
  }
  const resolve = (prompt: string) => resolvePrompt(parsePrompt(prompt), scope)
  const filler = 'Lorem ipsum dolor sit amet, "consetetur" {sadipscing} elitr. '.repeat(2)

  function bigPrompt(references: number): string {
    const spellings = (at: number) => [
      `{{steps.Step ${at % 100}.content}}`,
      `{{steps["Step ${at % 100}"].title}}`,
      `{{input.name}}`,
      `{{steps.Step ${at % 100}.list.1 | default: "none"}}`,
      `{{input.none${at} | default: "none"}}`,
    ]
    return Array.from({ length: references }, (_, at) =>
      `${spellings(at)[at % 5]}${filler}`.slice(0, 105),
    ).join('')
  }

  /** What `large` takes of the processor against ten times `small`, in turns until there is enough to be told apart. */
  function growth(small: () => void, large: () => void): number {
    const tenfold = () => {
      for (let time = 0; time < 10; time++) small()
    }
    const times = { tenfold: 0, large: 0 }
    const measure = (which: keyof typeof times, run: () => void) => {
      const start = processorTime()
      run()
      times[which] += processorTime() - start
    }
    tenfold() // compiled by then
    do {
      measure('tenfold', tenfold)
      measure('large', large)
    } while (Math.min(times.tenfold, times.large) < ENOUGH_MS)
    return times.large / times.tenfold
  }

  it('grows with the length of the prompt, and no faster', () => {
    const small = bigPrompt(1_000)
    const large = bigPrompt(10_000)
    expect(large.length).toBeGreaterThan(1_000_000)
    const grown = growth(
      () => expect(resolve(small).ok).toBe(true),
      () => expect(resolve(large).ok).toBe(true),
    )
    expect(grown).toBeLessThan(LINEAR)
  })

  it.each([
    ['unclosed braces', '{{', ''],
    ['unclosed references', '{{input and ', '{{input'],
    ['unclosed quotes', '{{"a ', '{{input'],
    ['escaped quotes in an unclosed string', '\\"{{', '{{"'],
    ['strings that hold braces', '{{"{{" ', '{{input'],
    ['backslashes', '\\\\\\', '{{input'],
    ['braces', '{{{', '{{input'],
    ['unclosed brackets', '{{steps[a', '{{input'],
    ['bad brackets', '[a]', '{{input'],
    ['fields', '.a', '{{input'],
    ['spaces', ' ', '{{input'],
    ['empty references', '{{}}', '{{input'],
    ['unknown steps', '{{steps.Stp 1.content}}', '{{input'],
  ])('grows no faster for many %s', (_, piece, before) => {
    const text = (length: number) => before + piece.repeat(length / piece.length)
    const check = (prompt: string) => () => {
      resolve(prompt)
      resolve(`${prompt}}}`)
    }
    expect(growth(check(text(4_000)), check(text(40_000)))).toBeLessThan(LINEAR)
  })
})
