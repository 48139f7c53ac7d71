import type { Range } from '@shared/model/range'
import type { Run, StepRun } from '@shared/model/run'
import { stepPosition } from '@shared/model/step-position'
import { evaluatePrompt } from '@shared/prompt/evaluate-prompt'
import { findReferencedStep, promptInput, type PromptScope } from '@shared/prompt/prompt-scope'
import type { PromptTemplate } from '@shared/prompt/prompt-template'
import { withFormatInstruction } from './output-format'
import type { EnginePorts } from './ports'
import { resolveStep } from './resolve-step'
import { runDefinition } from './run-definition'

/** How long an output is, in tokens; `known` when it is there and stays. */
export interface ExpectedOutput {
  tokens: Range
  known: boolean
}

/** How much of an output its fields make up, when a prompt takes some of them: some are left out, as is the syntax. */
const SHARE_OF_FIELDS = 0.6

/**
 * Tokens of a step's prompts. Exact, but for the counter's error, where everything that they refer to is known; else
 * the text around the references, and for each the expected length of what it refers to.
 */
export function expectPrompt(
  run: Run,
  step: StepRun,
  outputs: ReadonlyMap<string, ExpectedOutput>,
  ports: Pick<EnginePorts, 'tokens'>,
): { tokens: Range; resolved: boolean } {
  const definition = runDefinition(run)
  const instruction = withFormatInstruction('', step.settings.output)
  const sources = [...(definition.dependencies.get(step.id) ?? [])]
  if (sources.every((id) => outputs.get(id)?.known === true)) {
    const resolved = resolveStep(run, step)
    if (resolved.ok) {
      const texts = [resolved.prompt, resolved.systemPrompt, instruction]
      return { tokens: exactly(ports.tokens.count(texts.join('\n'))), resolved: true }
    }
  }

  const position = stepPosition(run, step.id)
  // Outputs are left out: each reference is counted by the expected length of the step it means.
  const steps = definition.scope({ ...run, steps: [] })
  const scope: PromptScope = { position, input: promptInput(run.input), steps }
  const tokens = exactly(ports.tokens.count(instruction))
  const template = definition.templates.get(step.id)
  for (const part of template === undefined ? [] : [template.prompt, template.systemPrompt]) {
    const { texts, references } = readTemplate(part, scope)
    add(tokens, exactly(ports.tokens.count(texts.join(''))))
    for (const { sourceId, times, byField } of references) {
      const source = outputs.get(sourceId)?.tokens
      if (source === undefined) continue
      for (let time = 0; time < times; time += 1) add(tokens, source)
      if (byField) add(tokens, { low: 0, expected: source.expected * SHARE_OF_FIELDS, high: source.high })
    }
  }
  return { tokens, resolved: false }
}

interface SourceReferences {
  sourceId: string
  /** How often the whole output goes in. */
  times: number
  /** Whether fields of it go in; all of them together are counted once. */
  byField: boolean
}

function readTemplate(
  template: PromptTemplate,
  scope: PromptScope,
): { texts: string[]; references: SourceReferences[] } {
  const texts: string[] = []
  const references = new Map<string, SourceReferences>()
  for (const [index, evaluation] of evaluatePrompt(template, scope).entries()) {
    const segment = template.segments[index]
    if (evaluation.kind === 'text') {
      texts.push(evaluation.text)
    } else if (segment?.type === 'reference' && segment.reference.target.kind === 'step') {
      const { label, path } = segment.reference.target
      const source = findReferencedStep(scope.steps, label, scope.position)
      const sourceId = source === undefined ? undefined : scope.steps.steps[source]?.id
      if (sourceId === undefined) continue
      const known = references.get(sourceId) ?? { sourceId, times: 0, byField: false }
      references.set(
        sourceId,
        path === 'content' ? { ...known, times: known.times + 1 } : { ...known, byField: true },
      )
    }
  }
  return { texts, references: [...references.values()] }
}

export function exactly(tokens: number): Range {
  return { low: tokens, expected: tokens, high: tokens }
}

function add(sum: Range, tokens: Range): void {
  sum.low += tokens.low
  sum.expected += tokens.expected
  sum.high += tokens.high
}
