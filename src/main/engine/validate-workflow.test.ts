import { describe, expect, it } from 'vitest'
import type { StepSettings } from '@shared/model/step'
import type { InputDescription } from '@shared/model/workflow'
import { type CheckedInput, validateWorkflow } from './validate-workflow'

const step = (details: Partial<StepSettings>): StepSettings => ({
  label: 'Step',
  stepType: 'generate',
  prompt: 'go',
  ...details,
})

const check = (steps: StepSettings[], checked: CheckedInput = { kind: 'unknown' }) =>
  validateWorkflow({ steps }, checked)

describe('validateWorkflow', () => {
  it('names all that is wrong at once, each with its place', () => {
    const problems = check([
      step({ label: 'A', prompt: '' }),
      step({ label: 'B', prompt: '{{steps.C.content}} {{steps.Nope.content}}' }),
      step({ label: 'C', prompt: '{{inptu}}', systemPrompt: '{{steps.C.content}}' }),
    ])
    expect(problems.map((problem) => problem.path.join('.'))).toEqual([
      'steps.0.prompt',
      'steps.1.prompt',
      'steps.1.prompt',
      'steps.2.prompt',
      'steps.2.systemPrompt',
    ])
    for (const problem of problems) expect(problem.message).toMatch(/[.?]$/)
  })

  it('wants an input where one is used; an explicit empty text is one', () => {
    const steps = [step({ prompt: '{{input}}' })]
    expect(check(steps)).toEqual([])
    expect(check(steps, { kind: 'given', input: undefined })).toHaveLength(1)
    expect(check(steps, { kind: 'given', input: '' })).toEqual([])
    expect(check([step({ prompt: '{{input.title}}' })], { kind: 'given', input: 'text' })).toHaveLength(1)
  })

  it('flags a reference to a disabled step, unless it has a default', () => {
    const off = step({ label: 'Off', enabled: false })
    expect(check([off, step({ prompt: '{{steps.Off.content}}' })])[0]?.severity).toBe('error')
    expect(check([off, step({ prompt: '{{steps.Off.content | default: "x"}}' })])).toEqual([])
  })

  it('lets what a disabled step says pass with a warning', () => {
    const problems = check([step({ enabled: false, prompt: '{{steps.Nope.content}}' }), step({})])
    expect(problems.map((problem) => problem.severity)).toEqual(['warning'])
  })

  it('refuses a workflow without steps, and one without enabled steps', () => {
    expect(check([])).toHaveLength(1)
    expect(check([step({ enabled: false })])).toHaveLength(1)
  })

  it('refuses a schema that cannot be used', () => {
    const schema = { type: 'object', properties: { a: { $ref: '#/nowhere' } } }
    expect(check([step({ output: { format: 'json', schema } })])[0]?.path).toEqual([
      'steps',
      0,
      'output',
      'schema',
    ])
  })
})

it('warns of a schema that no strict mode keeps, and lets it run', () => {
  const schema = { type: 'object', properties: { a: { type: 'string', minLength: 3 } }, required: ['a'] }
  const problems = validateWorkflow(
    { steps: [{ label: 'A', stepType: 'extract', prompt: 'go', output: { format: 'json', schema } }] },
    { kind: 'unknown' },
  )
  expect(problems.length).toBeGreaterThan(0)
  expect(problems.every((problem) => problem.severity === 'warning')).toBe(true)
})

describe('the description of the input', () => {
  const schema = {
    type: 'object',
    properties: { topic: { type: 'string' } },
    required: ['topic'],
    additionalProperties: false,
  }
  const checkInput = (input: InputDescription, prompt: string, checked: CheckedInput = { kind: 'unknown' }) =>
    validateWorkflow({ steps: [step({ prompt })], input }, checked)

  it('says which fields prompts may ask for', () => {
    expect(checkInput({ schema }, 'On {{input.topic}}')).toEqual([])
    const [problem] = checkInput({ schema }, 'On {{input.topik}}')
    expect(problem).toMatchObject({ path: ['steps', 0, 'prompt'], severity: 'error' })
    expect(problem?.message).toContain('Did you mean "topic"?')
  })

  it('can have a schema that cannot be used, and an example that does not fit', () => {
    expect(checkInput({ schema: { type: 'thing' } }, 'On {{input}}')).toMatchObject([
      { path: ['input', 'schema'], severity: 'error' },
    ])
    expect(checkInput({ schema, example: { topic: 1 } }, 'On {{input}}')).toMatchObject([
      { path: ['input', 'example'], severity: 'warning' },
    ])
    const given = { kind: 'given', input: { topic: 'bees' } } as const
    expect(checkInput({ schema, example: { topic: 1 } }, 'On {{input}}', given)).toEqual([])
  })
})

it('holds references to the schema of the step that they mean', () => {
  const schema = { type: 'object', properties: { title: { type: 'string' } }, additionalProperties: false }
  const facts = step({ label: 'Facts', output: { format: 'json', schema } })
  const given = { kind: 'given', input: 'x' } as const
  const problems = check([facts, step({ prompt: '{{steps.Facts.titel}}' })], given)
  expect(problems.map(({ path, severity }) => `${path.join('.')} ${severity}`)).toContain(
    'steps.1.prompt error',
  )
})
