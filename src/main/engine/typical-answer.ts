import type { Range } from '@shared/model/range'
import { DEFAULT_STEP, type StepType } from '@shared/model/step'

/**
 * Answer lengths in tokens where there is no history: what the prompts of the built-in step and workflow templates ask
 * for, by type of step. A hundred words of an answer are about 140 tokens, Markdown included.
 *
 * - `generate`: a page or two. The memos and briefs ask for 450 to 900 words, the concept of an idea is about 1,100.
 * - `research`: eight sections that a decision rests on, about 900 words.
 * - `analyze`: three to seven findings or one table with its reasons, 500 to 1,100 words.
 * - `summarize`: 250 words from the plain step, 600 from reading notes.
 * - `extract`: ten to thirty entries of a JSON object; names and quotation marks are half of it.
 * - `transform`: about as long as the page that goes in.
 *
 * `low` is an answer to a prompt that has little to work on: one line as the input, or notes without facts.
 *
 * The limit says more than the type where somebody has raised it: a limit above the default was set because the answer
 * needs the room. The steps of the Deep Build Pipeline with 6,000 to 16,000 tokens (features, specification, prompts)
 * ask for half to two thirds of them. `room` is the share of what lies above the default that is expected to be used;
 * a summary and an extract are as long as they are whatever the limit. A limit above 16,384 is there to be on the safe
 * side and counts as that.
 */
const TYPICAL: Record<Exclude<StepType, 'review'>, { low: number; expected: number; room: number }> = {
  generate: { low: 100, expected: 1000, room: 0.9 },
  research: { low: 150, expected: 1300, room: 0.9 },
  analyze: { low: 100, expected: 1100, room: 0.9 },
  summarize: { low: 40, expected: 500, room: 0 },
  extract: { low: 20, expected: 1000, room: 0.2 },
  transform: { low: 60, expected: 900, room: 0.9 },
}
const LARGEST_LIMIT = 16_384

/** How long the answer of a step will be, as far as its type and its limit tell. `high` is the limit. */
export function typicalAnswer(stepType: Exclude<StepType, 'review'>, maxTokens: number): Range {
  const { low, expected, room } = TYPICAL[stepType]
  const above = Math.max(0, Math.min(maxTokens, LARGEST_LIMIT) - DEFAULT_STEP.maxTokens)
  return {
    low: Math.min(low, maxTokens),
    expected: Math.min(Math.round(expected + room * above), maxTokens),
    high: maxTokens,
  }
}
