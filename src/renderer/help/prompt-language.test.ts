import { lintPrompt } from '@shared/prompt/lint-prompt'
import { parsePrompt } from '@shared/prompt/parse-prompt'
import { indexSteps, promptInput } from '@shared/prompt/prompt-scope'
import { resolvePrompt } from '@shared/prompt/resolve-prompt'
import { describe, expect, it } from 'vitest'
import { EXAMPLE_INPUT, EXAMPLE_LABEL, EXAMPLE_STEPS, PROMPT_TOPICS } from './prompt-language'

const steps = indexSteps([...EXAMPLE_STEPS, { id: 'summary', label: EXAMPLE_LABEL }])
const examples = PROMPT_TOPICS.flatMap((topic) => topic.examples)

describe('the sheet on the prompt language', () => {
  it.each(examples)('shows what $prompt comes to', ({ prompt, result, input = EXAMPLE_INPUT }) => {
    const scope = { steps, position: EXAMPLE_STEPS.length, input: promptInput(input) }
    const template = parsePrompt(prompt)
    const resolved = resolvePrompt(template, scope)
    const linted = lintPrompt(template, scope).map(({ message }) => message)
    const message = 'problem' in result ? `In the prompt of "${EXAMPLE_LABEL}": ${result.problem}` : null
    expect(resolved).toMatchObject(
      message === null ? { ok: true, ...result } : { ok: false, problems: [{ message }] },
    )
    expect(linted).toEqual(message === null ? [] : [message])
  })

  it('has an example for each form of the language', () => {
    const all = examples.map(({ prompt }) => prompt).join('\n')
    for (const form of [
      '{{input}}',
      '{{input.',
      '.content}}',
      '.0}}',
      '["',
      '| default: "',
      '\\{{',
      '\\\\{{',
    ]) {
      expect(all, form).toContain(form)
    }
  })
})
