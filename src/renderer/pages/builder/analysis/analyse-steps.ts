import type { Problem } from '@shared/errors'
import type { Step } from '@shared/model/step'
import type { InputDescription } from '@shared/model/workflow'
import {
  describedInput,
  findReferencedStep,
  indexSteps,
  outputSchema,
  type PromptInput,
  type PromptScope,
  type ScopeStep,
  type StepIndex,
} from '@shared/prompt/prompt-scope'
import { lastOutput, type LastRun } from './last-run'
import { lintText } from './lint-text'
import { parseStep } from './parse-step'

/** What the builder knows of one step, worked out of the texts. */
export interface StepAnalysis {
  /** Of its texts, in order; paths and ranges as in `lintPrompt`. */
  problems: Problem[]
  /** Positions of the steps whose content goes into it, ascending. */
  reads: number[]
  /** Positions of later steps that it refers to, which it can't read. */
  readsTooEarly: number[]
}

export interface Analysis {
  index: StepIndex<ScopeStep>
  input: PromptInput
  /** In the order of the steps. */
  steps: StepAnalysis[]
}

export type Analyse = (
  steps: readonly Step[],
  input: InputDescription | undefined,
  lastRun: LastRun | null,
) => Analysis

/**
 * Analyses steps again and again, as they are edited. What an edit did not concern is not worked out anew and keeps
 * its identity: a letter in one prompt costs one prompt, however many there are.
 */
export function createAnalyser(): Analyse {
  let before: { steps: readonly Step[]; analysis: Analysis; scope: ScopeStep[] } | null = null
  return (steps, input, lastRun) => {
    const scope = steps.map((step) => scopeStep(step, lastRun))
    const described = describedInput(input)
    const former = before
    const sameScope =
      former !== null &&
      isSameInput(former.analysis.input, described) &&
      former.scope.length === scope.length &&
      scope.every((step, position) => isSame(step, former.scope[position]))
    const index = sameScope ? former.analysis.index : indexSteps(scope)
    const promptInput: PromptInput = sameScope ? former.analysis.input : described
    const analysed = steps.map((step, position) => {
      const known = sameScope && former.steps[position] === step ? former.analysis.steps[position] : undefined
      return known ?? reuse(former?.analysis.steps[position], analyseStep(step, position, index, promptInput))
    })
    const isUnchanged =
      sameScope && analysed.every((step, position) => step === former.analysis.steps[position])
    const analysis = isUnchanged ? former.analysis : { index, input: promptInput, steps: analysed }
    before = { steps, analysis, scope }
    return analysis
  }
}

function scopeStep(step: Step, lastRun: LastRun | null): ScopeStep {
  const { id, label, enabled } = step
  const schema = outputSchema(step)
  return {
    id,
    label,
    content: lastOutput(lastRun, step),
    ...(enabled !== undefined && { enabled }),
    ...(schema !== undefined && { schema }),
  }
}

function isSame(one: ScopeStep, other: ScopeStep | undefined): boolean {
  return (
    one.id === other?.id &&
    one.label === other.label &&
    one.enabled === other.enabled &&
    one.content === other.content &&
    one.schema === other.schema
  )
}

function isSameInput(one: PromptInput, other: PromptInput): boolean {
  if (one.kind !== 'described' || other.kind !== 'described') return one.kind === other.kind
  return one.schema === other.schema
}

function analyseStep(
  step: Step,
  position: number,
  index: StepIndex<ScopeStep>,
  input: PromptInput,
): StepAnalysis {
  const templates = parseStep(step)
  const isGate = step.stepType === 'review'
  const reads = new Set<number>()
  const readsTooEarly = new Set<number>()
  for (const field of isGate ? (['prompt'] as const) : (['prompt', 'systemPrompt'] as const)) {
    for (const segment of templates[field].segments) {
      if (segment.type !== 'reference' || segment.reference.target.kind !== 'step') continue
      const { label } = segment.reference.target
      const target = findReferencedStep(index, label, position)
      const later = index.positions.get(label)?.find((candidate) => candidate > position)
      if (target === undefined) {
        if (later !== undefined) readsTooEarly.add(later)
      } else if (index.steps[target]?.enabled !== false && step.enabled !== false) reads.add(target)
    }
  }
  const scope: PromptScope = { steps: index, position, input }
  const found = [
    ...lintText(templates.prompt, scope),
    ...lintText(templates.systemPrompt, { ...scope, field: 'systemPrompt' }),
    ...emptyPrompt(step, position),
  ]
  const problems =
    step.enabled === false ? found.map((problem) => ({ ...problem, severity: 'warning' as const })) : found
  return { problems, reads: ascending(reads), readsTooEarly: ascending(readsTooEarly) }
}

function emptyPrompt(step: Step, position: number): Problem[] {
  if (step.prompt.trim() !== '') return []
  const place = `Step ${position + 1} "${step.label}"`
  const message =
    step.stepType === 'review'
      ? `${place} shows nothing to review. Write which text it shows, such as {{steps.LABEL.content}}.`
      : `${place} has no prompt. Write one.`
  return [{ path: ['steps', position, 'prompt'], severity: 'error', message }]
}

function ascending(positions: Set<number>): number[] {
  return [...positions].sort((one, other) => one - other)
}

/** The former analysis where nothing in it changed, so that what shows it need not be drawn again. */
function reuse(former: StepAnalysis | undefined, next: StepAnalysis): StepAnalysis {
  return former !== undefined &&
    former.problems.length === next.problems.length &&
    hasSame(former.reads, next.reads) &&
    hasSame(former.readsTooEarly, next.readsTooEarly) &&
    next.problems.every((problem, at) => isSameProblem(problem, former.problems[at]))
    ? former
    : next
}

function hasSame(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((position, at) => position === other[at])
}

function isSameProblem(one: Problem, other: Problem | undefined): boolean {
  return (
    one.message === other?.message &&
    one.severity === other.severity &&
    one.range?.from === other.range?.from &&
    one.range?.to === other.range?.to &&
    one.fix?.label === other.fix?.label &&
    one.fix?.text === other.fix?.text &&
    one.path.length === other.path.length &&
    one.path.every((part, at) => part === other.path[at])
  )
}
