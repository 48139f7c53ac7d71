import { describe, expect, it } from 'vitest'
import { expectLinear } from '../../../test/support/growth'
import { parsePrompt } from './parse-prompt'
import { indexSteps, promptInput, type PromptScope } from './prompt-scope'
import { resolvePrompt } from './resolve-prompt'

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

  it('grows with the length of the prompt, and no faster', async () => {
    const small = bigPrompt(1_000)
    const large = bigPrompt(10_000)
    expect(large.length).toBeGreaterThan(1_000_000)
    await expectLinear(
      () => expect(resolve(small).ok).toBe(true),
      () => expect(resolve(large).ok).toBe(true),
    )
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
  ])('grows no faster for many %s', async (_, piece, before) => {
    const text = (length: number) => before + piece.repeat(length / piece.length)
    const check = (prompt: string) => () => {
      resolve(prompt)
      resolve(`${prompt}}}`)
    }
    await expectLinear(check(text(4_000)), check(text(40_000)))
  })
})
