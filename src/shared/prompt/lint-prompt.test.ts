import { describe, expect, it } from 'vitest'
import type { Problem } from '../errors'
import { lintPrompt } from './lint-prompt'
import { parsePrompt } from './parse-prompt'
import { indexSteps, type PromptInput, type ScopeStep } from './prompt-scope'

const labels = ['Idea', 'v1.0 draft', 'Outline', 'Outline', 'Off', 'Self', 'Later', 'Review']
const steps: ScopeStep[] = labels.map((label, position) => ({
  id: `${position}`,
  label,
  enabled: label !== 'Off',
}))

function lint(
  prompt: string,
  input: PromptInput = { kind: 'unknown' },
  scopeSteps: ScopeStep[] = steps,
  field?: 'systemPrompt',
): Problem[] {
  return lintPrompt(parsePrompt(prompt), { steps: indexSteps(scopeSteps), position: 5, input, field })
}

function mended(prompt: string, problem: Problem | undefined): string | undefined {
  const { range, fix } = problem ?? {}
  return range && fix ? prompt.slice(0, range.from) + fix.text + prompt.slice(range.to) : undefined
}

describe('references to steps', () => {
  it.each([
    ['{{steps.Ideaa.content}}', 'Did you mean "Idea"?', '{{steps.Idea.content}}'],
    ['{{ steps.idea.a.b|default:"x" }}', 'Did you mean "Idea"?', '{{ steps.Idea.a.b|default:"x" }}'],
    ['{{steps.out line.content}}', 'Did you mean "Outline"?', '{{steps.Outline.content}}'],
    ['{{steps.Ｏｕｔｌｉｎｅ.content}}', 'Did you mean "Outline"?', '{{steps.Outline.content}}'],
    ['{{steps["v1.0 darft"].content}}', 'Did you mean "v1.0 draft"?', '{{steps["v1.0 draft"].content}}'],
    ['{{steps.v1.0 draft.content}}', 'label with a dot', '{{steps["v1.0 draft"].content}}'],
    [
      '{{steps.v1.0 draft.title.0 | default: "x"}}',
      'label with a dot',
      '{{steps["v1.0 draft"].title.0 | default: "x"}}',
    ],
    [
      '{{steps.Off.content}}',
      'which is disabled. Enable it, or give a default',
      '{{steps.Off.content | default: "none"}}',
    ],
    ['{{Idea}}', 'there is a step "Idea"', '{{steps.Idea.content}}'],
    ['{{idea.title}}', 'there is a step "Idea"', '{{steps.Idea.title}}'],
    ['{{Outline | default: "x"}}', 'there is a step "Outline"', '{{steps.Outline.content | default: "x"}}'],
    ['{{steps.Idea}}', '{{steps.Idea.content}}', '{{steps.Idea.content}}'],
    ['{{inptu}}', 'Did you mean "input"?', '{{input}}'],
  ])('%s is an error with a fix that mends it', (prompt, message, fixed) => {
    const text = `Before ${prompt} after`
    const problems = lint(text)
    expect(problems).toMatchObject([{ severity: 'error', path: ['steps', 5, 'prompt'] }])
    expect(problems[0]?.message).toContain(message)
    expect(problems[0]?.message).toMatch(/^In the prompt of "Self": .*[.?]$/)
    expect(mended(text, problems[0])).toBe(`Before ${fixed} after`)
    expect(lint(fixed)).toEqual([])
  })

  it.each([
    ['{{steps.Self.content}}', 'its own step'],
    ['{{steps.Later.content}}', 'comes later. Move this step below "Later", or move "Later" up'],
    ['{{steps.Latr.content}}', 'Did you mean "Later"? It is not before this step'],
    [
      '{{steps.Something else.content}}',
      'The steps before this one: "Idea", "v1.0 draft", "Outline" and "Off".',
    ],
    ['{{steps.Later.content | default: "x"}}', 'comes later'],
    ['{{steps.Nowhere at all.content | default: "x"}}', 'there is none'],
  ])('%s is an error, whatever the default', (prompt, message) => {
    expect(lint(prompt)).toMatchObject([{ severity: 'error' }])
    expect(lint(prompt)[0]?.message).toContain(message)
  })

  it('are right where the step is earlier and enabled, or has a default', () => {
    expect(lint('{{steps.Idea.content}}{{steps.Outline.a.0}}{{steps.Off.x | default: ""}}')).toEqual([])
  })

  it('mean the nearest earlier step, though a farther one or the step itself has the label', () => {
    const same = ['A', 'Self', 'A', 'B', 'B', 'Self'].map((label, position) => ({
      id: `${position}`,
      label,
      enabled: position !== 2,
    }))
    expect(lint('{{steps.A.content}}', undefined, same)[0]?.message).toContain('disabled')
    expect(lint('{{steps.Self.content}}', undefined, same)).toEqual([])
  })

  it('say so where there is no earlier step', () => {
    const template = parsePrompt('{{steps.Nowhere at all.content}}')
    const scope = { steps: indexSteps(steps), position: 0, input: { kind: 'unknown' } as const }
    expect(lintPrompt(template, scope)[0]?.message).toContain('There is no step before this one.')
  })

  it('to fields that the last output lacks are warnings, for the next output may have them', () => {
    const known = steps.map((step) => (step.id === '0' ? { ...step, content: '{"title": 1}' } : step))
    const prompt = '{{steps.Idea.title}}{{steps.Idea.titel}}{{steps.Idea.x | default: "y"}}'
    const problems = lint(prompt, undefined, known)
    expect(problems).toMatchObject([{ severity: 'warning', range: { from: 20, to: 40 } }])
    expect(problems[0]?.message).toContain('has "title"')
    expect(mended(prompt, problems[0])).toContain('{{steps.Idea.title}}{{steps.Idea.title}}')
  })
})

describe('references to the input', () => {
  it.each<[string, PromptInput, string, string]>([
    ['{{input.a}}', { kind: 'text' }, 'the input is text', '{{input}}'],
    ['{{input.a.0}}', { kind: 'value', value: '{"a": [1]}' }, 'the input is text', '{{input}}'],
    ['{{input}}', { kind: 'absent' }, 'there is none', '{{input | default: "none"}}'],
    ['{{input.a}}', { kind: 'absent' }, 'there is none', '{{input.a | default: "none"}}'],
    ['{{input.titel}}', { kind: 'value', value: { title: 1 } }, 'has "title"', '{{input.title}}'],
    [
      '{{input.xyz}}',
      { kind: 'value', value: { title: 1 } },
      'has "title"',
      '{{input.xyz | default: "none"}}',
    ],
    [
      '{{input.xyz}}',
      { kind: 'value', value: {} },
      'is an object without fields',
      '{{input.xyz | default: "none"}}',
    ],
  ])('%s with %j is an error with a fix that mends it', (prompt, input, message, fixed) => {
    const problems = lint(prompt, input)
    expect(problems).toMatchObject([{ severity: 'error' }])
    expect(problems[0]?.message).toContain(message)
    expect(mended(prompt, problems[0])).toBe(fixed)
    expect(lint(fixed, input)).toEqual([])
  })

  it.each<[string, PromptInput]>([
    ['{{input}}{{input.a.b}}', { kind: 'unknown' }],
    ['{{input}}{{input.a | default: ""}}', { kind: 'text' }],
    ['{{input}}', { kind: 'value', value: '' }],
    ['{{input.a}}{{input.b | default: "x"}}', { kind: 'value', value: { a: null } }],
    ['no reference', { kind: 'absent' }],
    [String.raw`\{{input}}`, { kind: 'absent' }],
  ])('%s with %j is right', (prompt, input) => {
    expect(lint(prompt, input)).toEqual([])
  })
})

describe('places', () => {
  it('name the text, and the line where there are several', () => {
    const problems = lint(
      'One\n{{steps.Self.content}} {{input}}\n\n{{steps.X',
      undefined,
      steps,
      'systemPrompt',
    )
    expect(problems.map(({ path }) => path)).toEqual([
      ['steps', 5, 'systemPrompt'],
      ['steps', 5, 'systemPrompt'],
    ])
    expect(problems[0]?.message).toMatch(/^In the system prompt of "Self", line 2: /)
    expect(problems[1]?.message).toMatch(/^In the system prompt of "Self", line 4: /)
  })

  it('keep a long name from filling the page', () => {
    const [problem] = lint(`{{steps.${'long '.repeat(10_000)}.content}}`)
    expect(problem?.message.length).toBeLessThan(500)
  })
})

describe('schemas', () => {
  const schema = {
    type: 'object',
    properties: { topic: { type: 'string' }, points: { type: 'array', items: { type: 'string' } } },
    required: ['points'],
    additionalProperties: false,
  }
  const described: PromptInput = { kind: 'described', schema }
  const facts = (content: string | null): ScopeStep[] => [{ id: '0', label: 'Facts', schema, content }]

  it.each([
    [
      '{{input.nope}}',
      'finds no "nope": the schema of the input has "topic" and "points". Correct',
      ' | default: "none"}}',
    ],
    ['{{input.topik}}', 'Did you mean "topic"?', '{{input.topic}}'],
    [
      '{{input.points.first}}',
      '"points" in the schema of the input is a list, counted from 0.',
      ' | default: "none"}}',
    ],
    ['{{steps.Facts.point}}', 'Did you mean "points"?', '{{steps.Facts.points}}'],
    ['{{steps.Facts.points.0.x}}', 'is text, which has no fields', ' | default: "none"}}'],
  ])('%s is an error against a closed schema', (prompt, message, fixed) => {
    const problems = lint(prompt, described, facts(null))
    expect(problems).toMatchObject([{ severity: 'error' }])
    expect(problems[0]?.message).toContain(message)
    expect(mended(prompt, problems[0])).toContain(fixed)
  })

  it.each([
    '{{input}}{{input.points.0}}{{input.nope | default: ""}}',
    '{{steps.Facts.content}}{{steps.Facts.points.2}}{{steps.Facts.topic}}{{steps.Facts.nope | default: ""}}',
  ])('%s is none', (prompt) => {
    expect(lint(prompt, described, facts(null))).toEqual([])
  })

  it('warn of a field that an input may lack', () => {
    const prompt = 'On {{input.topic}}'
    const [problem] = lint(prompt, described)
    expect(problem).toMatchObject({ severity: 'warning' })
    expect(problem?.message).toContain('may be left out of the input')
    expect(lint(mended(prompt, problem) ?? '', described)).toEqual([])
  })

  it('outweigh what an output lacked before they were written', () => {
    expect(lint('{{steps.Facts.points}}', described, facts('no JSON'))).toEqual([])
    expect(lint('{{steps.Facts.topic}}', described, facts('{}'))).toMatchObject([{ severity: 'warning' }])
    expect(lint('{{steps.Facts.title}}', described, facts('{"title":"x"}'))).toMatchObject([
      { severity: 'error' },
    ])
  })
})
