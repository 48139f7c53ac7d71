import type { Problem } from '../errors'
import { evaluatePrompt } from './evaluate-prompt'
import type { Evaluation } from './evaluation'
import { placeProblems } from './place-problems'
import type { PromptScope } from './prompt-scope'
import type { PromptTemplate } from './prompt-template'

/**
 * Everything about a prompt that is known to be wrong before it is resolved, syntax included, in order.
 *
 * Errors hold whatever the steps will put out, within the JSON Schemas of the scope. Warnings say that an output which
 * is in the scope lacks what is referred to while the next one may have it, or that an input may lack it by its schema.
 * What isn't known yet (an output, an input while authoring) is no problem here, but is one for `resolvePrompt`.
 *
 * Problems have the path `["steps", position, "prompt" | "systemPrompt"]`, and their `fix` replaces the whole
 * `{{…}}`. A disabled step's prompt is judged like any other: who lints it decides whether that matters.
 *
 * @param known as for `evaluatePrompt`
 */
export function lintPrompt(
  template: PromptTemplate,
  scope: PromptScope,
  known?: Map<string, Evaluation>,
): Problem[] {
  const findings = evaluatePrompt(template, scope, known).map((evaluation) => {
    if (evaluation.kind === 'wrong') return { ...evaluation, severity: 'error' as const }
    if (evaluation.kind === 'lacking') return { ...evaluation, severity: 'warning' as const }
    return undefined
  })
  return placeProblems(template, scope, findings)
}
