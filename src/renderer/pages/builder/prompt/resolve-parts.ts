import { evaluatePrompt } from '@shared/prompt/evaluate-prompt'
import type { PromptScope } from '@shared/prompt/prompt-scope'
import type { PromptTemplate } from '@shared/prompt/prompt-template'
import { estimateTokenCount } from 'tokenx'
import { knownEvaluations } from '../analysis/known-evaluations'

export interface ResolvedParts {
  parts: {
    /** `value`: put in for a reference. `missing`: a reference that has no value yet. */
    kind: 'text' | 'value' | 'missing'
    text: string
  }[]
  /** Of what is there, by a quick estimate. */
  tokens: number
  /** Whether every reference has a value. */
  complete: boolean
}

/** The prompt as it would be sent, as far as the values are known. */
export function resolveParts(template: PromptTemplate, values: PromptScope): ResolvedParts {
  const evaluations = evaluatePrompt(template, values, knownEvaluations(values))
  const parts = evaluations.map((evaluation, index): ResolvedParts['parts'][number] => {
    const segment = template.segments[index]
    if (evaluation.kind !== 'text') return { kind: 'missing', text: segment?.source ?? '' }
    return { kind: segment?.type === 'text' ? 'text' : 'value', text: evaluation.text }
  })
  return {
    parts,
    tokens: countTokens(parts),
    complete: parts.every((part) => part.kind !== 'missing'),
  }
}

/** A value that goes in many times is counted once. */
function countTokens(parts: ResolvedParts['parts']): number {
  const values = new Map<string, number>()
  let written = ''
  let tokens = 0
  for (const { kind, text } of parts) {
    if (kind !== 'value') {
      written += text
      continue
    }
    const known = values.get(text) ?? estimateTokenCount(text)
    values.set(text, known)
    tokens += known
  }
  return tokens + estimateTokenCount(written)
}
