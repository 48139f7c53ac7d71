import { describe, expect, it } from 'vitest'
import { builtInTemplates } from '@shared/model/built-in-templates'
import { DEFAULT_STEP, STEP_TYPES, type StepSettings } from '@shared/model/step'
import { newStep } from '@shared/model/step-type-defaults'
import { typicalAnswer } from './typical-answer'

const TOKENS_OF_A_WORD = 1.4

/**
 * Words that the prompts ask for where they give no figure of their own: their sections, entries and table rows,
 * counted out.
 */
const COUNTED: Record<string, number> = {
  // Restated 90, five directions of 60, concept 330, proof 90, assumptions 200, out of scope 60.
  'Idea Generation': 1100,
  // Eight sections: people 350, alternatives 300, rules 250, technology 350, assumptions 200, risks 300, 200, 300.
  'Research & Context Gathering': 2250,
  // Brief 150, four journeys of 120, 12 to 18 features of 45, first version 250, later 120, not doing 100, decisions 250.
  'Feature Brainstorm': 2050,
  // Brief 120, decisions 350, journeys 500, eight features of 270, data 400, architecture 450, quality 300, rest 350.
  'Extend & Improve': 4600,
  // The specification once more, findings 300, six to twelve slices of 70.
  'Final Improvements': 5500,
  // Six to twelve prompts of 850, build order 250, checklist 300.
  'Implementation Prompts': 8000,
  // A frame with 4 options, 6 criteria, 10 facts, and as many assumptions and unknowns, as JSON.
  'Decision Frame': 750,
  // Musts 200, a table of 5 by 4 cells, best cases of 70, the rest 350.
  'Options Compared': 1050,
  // Eight to twelve stories of 55, two tables, dangers 60.
  'Pre-Mortem': 800,
  // Five to twelve claims of 75 words with their names, as JSON.
  Claims: 700,
  // Five to twelve verdicts of 110, patterns 120, a table 120, what would settle it 100.
  'Evidence Check': 1300,
  // The brief once more, and what was changed.
  'Checked Brief': 850,
}

/** What the text itself says: "at most 600 words in all". */
function wordsOf({ label, prompt }: StepSettings): number | undefined {
  const said = /at most ([\d,]+) words(?: in all|\.\s|$)/i.exec(prompt)?.[1]
  return COUNTED[label] ?? (said === undefined ? undefined : Number(said.replace(',', '')))
}

const built = builtInTemplates().flatMap(({ template }) =>
  template.steps.filter(({ stepType }) => stepType !== 'review'),
)

describe('the typical answer', () => {
  it.each(built.map((step) => [step.label, step] as const))(
    'of "%s" is within a factor of two of what its prompt asks for',
    (_label, step) => {
      if (step.stepType === 'review') return
      const asked = (wordsOf(step) ?? NaN) * TOKENS_OF_A_WORD
      const { low, expected } = typicalAnswer(step.stepType, step.maxTokens ?? DEFAULT_STEP.maxTokens)
      expect(expected).toBeGreaterThan(asked / 2)
      expect(expected).toBeLessThan(asked * 2)
      expect(low).toBeLessThan(asked / 2)
    },
  )

  it.each(builtInTemplates().map(({ template }) => [template.name, template.steps] as const))(
    'of all steps of "%s" together is within a third of what they ask for',
    (_name, steps) => {
      let asked = 0
      let expected = 0
      for (const step of steps) {
        if (step.stepType === 'review') continue
        asked += (wordsOf(step) ?? NaN) * TOKENS_OF_A_WORD
        expected += typicalAnswer(step.stepType, step.maxTokens ?? DEFAULT_STEP.maxTokens).expected
      }
      expect(expected).toBeGreaterThan(asked / 1.33)
      expect(expected).toBeLessThan(asked * 1.33)
    },
  )

  it('of a new step leaves room below its limit, and none is longer than the limit allows', () => {
    for (const stepType of STEP_TYPES) {
      if (stepType === 'review') continue
      const { maxTokens = DEFAULT_STEP.maxTokens } = newStep(stepType)
      expect(typicalAnswer(stepType, maxTokens).expected).toBeLessThan(maxTokens / 2)
      expect(typicalAnswer(stepType, 30)).toMatchObject({ expected: 30, high: 30 })
      const generous = typicalAnswer(stepType, 128_000)
      expect(generous.expected).toBeLessThan(16_384)
      expect(generous.high).toBe(128_000)
    }
  })
})
