import type { Problem } from '@shared/errors'
import { lintPrompt } from '@shared/prompt/lint-prompt'
import type { PromptScope } from '@shared/prompt/prompt-scope'
import type { PromptTemplate } from '@shared/prompt/prompt-template'
import { knownEvaluations } from './known-evaluations'

interface Linted {
  scope: PromptScope
  problems: readonly Problem[]
}

const linted = new WeakMap<PromptTemplate, Linted>()

/** Lints a text; once for the editor, which asks first, and the analysis, which asks about the same after it. */
export function lintText(template: PromptTemplate, scope: PromptScope): readonly Problem[] {
  const before = linted.get(template)
  if (before !== undefined && isSame(before.scope, scope)) return before.problems
  const problems = lintPrompt(template, scope, knownEvaluations(scope))
  linted.set(template, { scope, problems })
  return problems
}

function isSame(one: PromptScope, other: PromptScope): boolean {
  return (
    one.steps === other.steps &&
    one.input === other.input &&
    one.position === other.position &&
    (one.field ?? 'prompt') === (other.field ?? 'prompt')
  )
}
