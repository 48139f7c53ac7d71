import * as fc from '../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../model/json'
import { lintPrompt } from './lint-prompt'
import { parsePrompt } from './parse-prompt'
import { printReference } from './print-prompt'
import { indexSteps, promptInput, type PromptScope, type ScopeStep } from './prompt-scope'
import type { PromptTemplate, Reference } from './prompt-template'
import { resolvePrompt } from './resolve-prompt'
import { fuzz } from '../../../test/support/long-form'

const label = fc.constantFrom('A', 'B', 'a', 'v1.0', 'x {{y}}', 'Résumé')
const name = fc.constantFrom('a', 'b', '0', '1', '01', '__proto__', 'constructor', 'length', 'a.b', 'content')
const path: fc.Arbitrary<string[]> = fc.array(name, { minLength: 1, maxLength: 3 })
const reference = fc.record<Reference>(
  {
    target: fc.oneof(
      fc.record({ kind: fc.constant('input' as const), path: fc.oneof(fc.constant<string[]>([]), path) }),
      fc.record({
        kind: fc.constant('step' as const),
        label: fc.oneof(label, fc.constant('Nowhere')),
        path: fc.oneof(
          fc.constant('content' as const),
          path.filter(([first]) => first !== 'content'),
        ),
      }),
    ),
    defaultText: fc.constantFrom('', '{{input}}'),
  },
  { requiredKeys: ['target'] },
)
const prompt = fc
  .array(
    fc.oneof(
      { weight: 8, arbitrary: reference.map(printReference) },
      { weight: 4, arbitrary: fc.constantFrom(' text ', '\\{{x}}', '}}', '\\\\', '$&', '\n') },
      { weight: 1, arbitrary: fc.constantFrom('{{', '{{inptu}}', '{{steps.A}}', '{{A}}', '{{}}', '{{"') },
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''))

const jsonText = fc.oneof(
  fc.constantFrom(
    'prose',
    '',
    '{"a": {"b": 1}, "0": "x"}',
    '["x", ["y"]]',
    '```json\n{"a": "b"}\n```',
    '{"__proto__": 1}',
  ),
  fc.json(),
)
const steps = fc.array(
  fc.record({ label, enabled: fc.boolean(), content: fc.oneof(fc.constant(null), jsonText) }),
  { minLength: 1, maxLength: 6 },
)
const input = fc.option(
  fc.oneof(
    jsonText,
    jsonText.filter(isJson).map((text): JsonValue => JSON.parse(text) as JsonValue),
  ),
  { nil: undefined },
)
const world = fc.record({ prompt, steps, input, place: fc.nat() })

interface World {
  template: PromptTemplate
  /** With the outputs that the steps have. */
  scope: PromptScope
  /** The same before any step ran. */
  before: PromptScope
}

function build(drawn: {
  prompt: string
  steps: Omit<ScopeStep, 'id'>[]
  input: JsonValue | undefined
  place: number
}): World {
  const all = drawn.steps.map((step, position) => ({ ...step, id: `${position}` }))
  const position = drawn.place % all.length
  const scope = { steps: indexSteps(all), position, input: promptInput(drawn.input) }
  const before = { ...scope, steps: indexSteps(all.map((step) => ({ ...step, content: null }))) }
  return { template: parsePrompt(drawn.prompt), scope, before }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** Whether a reference is wrong before any step ran: the rules once more, in the plainest way. */
function isWrongFromTheStart({ target, defaultText }: Reference, scope: PromptScope): boolean {
  if (target.kind === 'step') {
    const meant = scope.steps.steps.slice(0, scope.position).findLast((step) => step.label === target.label)
    return meant === undefined || (meant.enabled === false && defaultText === undefined)
  }
  if (defaultText !== undefined) return false
  if (scope.input.kind !== 'value') return true
  let value: unknown = scope.input.value
  for (const key of target.path) {
    const isItem = !Array.isArray(value) || String(Math.abs(Number.parseInt(key, 10))) === key
    if (typeof value !== 'object' || value === null || !isItem) return true
    const own = Object.getOwnPropertyDescriptor(value, key)
    if (own === undefined) return true
    value = own.value
  }
  return false
}

/** Contents that have every field that the prompt asks for. */
function withNeededFields({ template, scope }: World): PromptScope {
  type Tree = Map<string, Tree>
  const trees = scope.steps.steps.map((): Tree => new Map())
  for (const segment of template.segments) {
    if (segment.type !== 'reference' || segment.reference.target.kind !== 'step') continue
    const { target } = segment.reference
    const meant = scope.steps.steps
      .slice(0, scope.position)
      .findLastIndex((step) => step.label === target.label)
    let tree = trees[meant]
    for (const key of target.path === 'content' ? [] : target.path) {
      const next: Tree = tree?.get(key) ?? new Map<string, Tree>()
      tree?.set(key, next)
      tree = next
    }
  }
  const print = (tree: Tree): string =>
    `{${[...tree].map(([key, value]) => `${JSON.stringify(key)}:${print(value)}`).join(',')}}`
  const filled = scope.steps.steps.map((step, position) => ({
    ...step,
    content: print(trees[position] ?? new Map()),
  }))
  return { ...scope, steps: indexSteps(filled) }
}

/** @param what what is held of the prompts, to follow that word */
function forAll(what: string, property: (drawn: World) => void): void {
  fc.assert(
    fc.property(world, (drawn) => property(build(drawn))),
    fuzz(3000, 30_000, `prompts ${what}`),
  )
}

describe('lint and resolve', () => {
  it('without an error from lint, resolve succeeds once the outputs have the fields', () => {
    let succeeded = 0
    forAll('that resolve if lint finds nothing wrong', (drawn) => {
      if (lintPrompt(drawn.template, drawn.before).length > 0) return
      succeeded++
      expect(resolvePrompt(drawn.template, withNeededFields(drawn))).toMatchObject({ ok: true })
    })
    expect(succeeded).toBeGreaterThan(300)
  })

  it('with an error from lint, resolve fails whatever the outputs are, and says the same', () => {
    forAll('that don’t resolve if lint finds an error, which is said again', (drawn) => {
      const errors = lintPrompt(drawn.template, drawn.before)
      if (errors.length === 0) return
      expect(errors.every(({ severity }) => severity === 'error')).toBe(true)
      for (const scope of [drawn.before, drawn.scope, withNeededFields(drawn)]) {
        const result = resolvePrompt(drawn.template, scope)
        expect(result.ok || result.problems).toEqual(expect.arrayContaining(errors))
      }
    })
  })

  it('whatever resolve refuses, lint said before, unless it lay in an output', () => {
    forAll('that resolve unless lint or an output says why not', (drawn) => {
      const result = resolvePrompt(drawn.template, drawn.scope)
      const early = lintPrompt(drawn.template, drawn.before)
      const late = lintPrompt(drawn.template, drawn.scope)
      const said = new Set([...early, ...late].map(({ range }) => range?.from))
      const unsaid = (result.ok ? [] : result.problems).filter(
        ({ range, message }) => !said.has(range?.from) && !message.includes('has no output yet'),
      )
      expect(unsaid).toEqual([])
      expect(result.ok && late.length > 0).toBe(false)
    })
  })

  it('judge by the rules: exactly the references that are wrong from the start are errors', () => {
    forAll('whose wrong references are just those that lint names', (drawn) => {
      const { template, before } = drawn
      const wrong = template.segments
        .filter(
          (segment) =>
            segment.type === 'broken' ||
            (segment.type === 'reference' && isWrongFromTheStart(segment.reference, before)),
        )
        .map(({ range }) => range)
      expect(lintPrompt(template, before).map(({ range }) => range)).toEqual(wrong)
    })
  })
})
