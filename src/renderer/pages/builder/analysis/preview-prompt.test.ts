import type { Step } from '@shared/model/step'
import { expect, it } from 'vitest'
import { gatherProblems } from '../checks/gather-problems'
import { createKnowCards } from '../steps/know-cards'
import { createAnalyser } from './analyse-steps'
import { parseStep } from './parse-step'
import { previewPrompt } from './preview-prompt'

const step = (label: string, prompt: string, more: Partial<Step> = {}): Step => ({
  id: label,
  label,
  stepType: 'generate',
  prompt,
  ...more,
})

/** The kinds of the references in each row's preview. */
function previews(steps: Step[]): string[] {
  const analysis = createAnalyser()(steps, undefined, null)
  const cards = createKnowCards()(analysis, gatherProblems(analysis, [], [], []), -1)
  return steps.map((one, position) =>
    previewPrompt(parseStep(one).prompt, cards[position]?.marks ?? [])
      .filter(({ kind }) => kind !== 'text')
      .map(({ kind, text }) => `${text}: ${kind}`)
      .join(', '),
  )
}

it('marks what the editor marks: unknown, later and disabled steps, and half a reference', () => {
  expect(
    previews([
      step('Idea', 'On {{input}} and {{input.title}}'),
      step('Off', '-', { enabled: false }),
      step(
        'Plan',
        '{{steps.Idea.content}}, {{steps.Off.content}}, {{steps.End.content}}, {{steps.No.content}}',
      ),
      step('Late', '{{steps.Off.content | default: "none"}} {{steps.Idea'),
      step('End', '{{steps.Plan.content}}'),
      step('Aside', '{{steps.No.content}}', { enabled: false }),
    ]),
  ).toEqual([
    'input: input, input.title: input',
    '',
    'Idea: step, Off: broken, End: broken, No: broken',
    'Off: step, {{steps.Idea: broken',
    'Plan: step',
    'No: doubtful',
  ])
})
