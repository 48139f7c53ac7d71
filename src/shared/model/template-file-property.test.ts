import * as fc from '../../../test/support/fast-check'
import { expect, it } from 'vitest'
import { BatonError } from '../errors'
import { damagedTemplate } from '../../../test/support/damaged-templates'
import { PROVIDER_KINDS } from './provider-kinds'
import { STEP_TYPES } from './step'
import { formatTemplateFile, parseTemplateFile } from './template-file'
import { workflowSettings } from './workflow'
import { fuzz } from '../../../test/support/long-form'

const kinds = { providerKindOf: (name: string) => (name.length % 2 === 0 ? ('openai' as const) : undefined) }

const text = fc.string({ unit: 'binary', maxLength: 30 })
const name = text.filter((value) => /^[^\p{Cc}]*[\p{L}\p{N}][^\p{Cc}]*$/u.test(value))
const json = fc.jsonValue({ maxDepth: 4, noUnicodeString: false })
const bag = fc.dictionary(fc.string(), json, { maxKeys: 4, noNullPrototype: true })
const settings = fc
  .record(
    {
      name,
      description: text,
      yoloMode: fc.boolean(),
      concurrency: fc.integer({ min: 1, max: 64 }),
      budgetUsd: fc.double({ min: 1e-9, max: 1e6, noNaN: true }),
      reuse: fc.boolean(),
      input: fc.record({ description: text, example: json, schema: bag }, { requiredKeys: [] }),
      steps: fc.array(
        fc.record(
          {
            label: name,
            stepType: fc.constantFrom(...STEP_TYPES),
            prompt: text,
            systemPrompt: text,
            provider: fc.oneof(fc.constantFrom(...PROVIDER_KINDS), name),
            model: name,
            temperature: fc.double({ min: 0, max: 2, noNaN: true }),
            maxTokens: fc.integer({ min: 1, max: 1e6 }),
            maxRetries: fc.integer({ min: 0, max: 20 }),
            enabled: fc.boolean(),
            output: fc.record(
              { format: fc.constantFrom('text', 'json'), schema: bag },
              { requiredKeys: ['format'] },
            ),
            config: bag,
          },
          { requiredKeys: ['label', 'stepType', 'prompt'] },
        ),
        { maxLength: 5 },
      ),
    },
    { requiredKeys: ['name', 'steps'] },
  )
  // What the model takes, as the model keeps it.
  .map((value) => workflowSettings.safeParse(value).data)
  .filter((value) => value !== undefined)

it('export, import, export gives the same bytes for all settings that the model takes', () => {
  fc.assert(
    fc.property(settings, (value) => {
      const first = formatTemplateFile(value, kinds)
      const { template } = parseTemplateFile(first)
      expect(formatTemplateFile(template, kinds)).toBe(first)
      expect(formatTemplateFile(value, kinds)).toBe(first)
    }),
    fuzz(1000, 10_000, 'workflows exported, imported, exported: the same bytes'),
  )
})

it('keeps settings that hold nothing unusual exactly', () => {
  const plain = settings.filter(
    (value) => !/[\p{Cc}\p{Bidi_Control}\p{Cs}]|\\[ufbr]|__proto__/u.test(JSON.stringify(value)),
  )
  fc.assert(
    fc.property(plain, (value) => {
      const kept = { ...value, steps: value.steps.map(({ provider: _provider, ...step }) => step) }
      const { template } = parseTemplateFile(formatTemplateFile(kept, kinds))
      expect(template).toEqual(JSON.parse(JSON.stringify(kept)))
    }),
    fuzz(500, 5_000, 'workflows kept exactly by export and import'),
  )
})

it('answers every damaged file with a template or with BatonError INVALID', () => {
  let refused = 0
  fc.assert(
    fc.property(damagedTemplate, (mutated) => {
      const result = outcome(mutated)
      expect(result).toMatch(/^(accepted|INVALID with problems)$/)
      if (result !== 'accepted') refused += 1
    }),
    fuzz(3000, 100_000, 'mutated template files'),
  )
  expect(refused).toBeGreaterThan(1000)
})

function outcome(file: string): string {
  try {
    parseTemplateFile(file)
    return 'accepted'
  } catch (error) {
    if (!(error instanceof BatonError)) throw error
    return `${error.code} with${error.problems.length === 0 ? 'out' : ''} problems`
  }
}
