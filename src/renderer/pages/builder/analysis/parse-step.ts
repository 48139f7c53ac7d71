import type { Step } from '@shared/model/step'
import type { PromptTemplate } from '@shared/prompt/prompt-template'
import { parseText } from './parse-text'

export interface ParsedStep {
  prompt: PromptTemplate
  systemPrompt: PromptTemplate
}

const parsed = new WeakMap<Step, ParsedStep>()

/** A step's texts, parsed once: steps are values, and an edit leaves all others as they are. */
export function parseStep(step: Step): ParsedStep {
  let known = parsed.get(step)
  if (known === undefined) {
    known = { prompt: parseText(step.prompt), systemPrompt: parseText(step.systemPrompt ?? '') }
    parsed.set(step, known)
  }
  return known
}
