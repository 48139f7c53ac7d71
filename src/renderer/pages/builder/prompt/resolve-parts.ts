import { evaluatePrompt } from '@shared/prompt/evaluate-prompt'
import type { Evaluation } from '@shared/prompt/evaluation'
import type { PromptScope } from '@shared/prompt/prompt-scope'
import type { PromptTemplate } from '@shared/prompt/prompt-template'
import { estimateTokenCount } from 'tokenx'
import { knownEvaluations } from '../analysis/known-evaluations'

export interface ResolvedPart {
  /** `value`: put in for a reference. `missing`: a reference that has no value yet. */
  kind: 'text' | 'value' | 'missing'
  text: string
}

export interface ResolvedParts {
  parts: ResolvedPart[]
  /** Of what is there, by a quick estimate. */
  tokens: number
  /** Whether every reference has a value. */
  complete: boolean
}

/** Of values, which stay the same while a text is typed: a megabyte is not counted again after every letter. */
const counted = new WeakMap<Evaluation, number>()

/** The prompt as it would be sent, as far as the values are known. */
export function resolveParts(template: PromptTemplate, values: PromptScope): ResolvedParts {
  let written = ''
  let tokens = 0
  let complete = true
  const parts = evaluatePrompt(template, values, knownEvaluations(values)).map((evaluation, index) => {
    const part = partOf(evaluation, template.segments[index])
    if (part.kind === 'value') tokens += countOnce(evaluation, part.text)
    else written += part.text
    complete &&= part.kind !== 'missing'
    return part
  })
  return { parts, tokens: tokens + estimateTokenCount(written), complete }
}

function partOf(
  evaluation: Evaluation,
  segment: PromptTemplate['segments'][number] | undefined,
): ResolvedPart {
  if (evaluation.kind !== 'text') return { kind: 'missing', text: segment?.source ?? '' }
  return { kind: segment?.type === 'text' ? 'text' : 'value', text: evaluation.text }
}

function countOnce(evaluation: Evaluation, text: string): number {
  const tokens = counted.get(evaluation) ?? estimateTokenCount(text)
  counted.set(evaluation, tokens)
  return tokens
}
