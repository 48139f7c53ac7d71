import type { Problem } from '../errors'
import { evaluatePrompt } from './evaluate-prompt'
import { placeProblems } from './place-problems'
import type { PromptScope } from './prompt-scope'
import type { PromptTemplate } from './prompt-template'

export type ResolvedPrompt =
  | { ok: true; text: string }
  | {
      ok: false
      /** At least one, all errors; paths and ranges as in `lintPrompt`. */
      problems: Problem[]
    }

/**
 * Puts the values in, in one pass: strings raw, other JSON values as compact JSON, defaults where a value is
 * missing or its step disabled. What is put in is never read as a template.
 *
 * Never throws and never leaves a gap: a missing value without a default, a step without an output and an unknown
 * input are problems that say what was there.
 */
export function resolvePrompt(template: PromptTemplate, scope: PromptScope): ResolvedPrompt {
  const evaluations = evaluatePrompt(template, scope)
  const texts: string[] = []
  for (const evaluation of evaluations) {
    if (evaluation.kind === 'text') texts.push(evaluation.text)
  }
  if (texts.length === evaluations.length) return { ok: true, text: texts.join('') }
  const findings = evaluations.map((evaluation) =>
    evaluation.kind === 'text' ? undefined : { ...evaluation, severity: 'error' as const },
  )
  return { ok: false, problems: placeProblems(template, scope, findings) }
}
