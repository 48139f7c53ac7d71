import type { Estimate, Range, StepEstimate } from '@shared/model/estimate'
import type { Run, StepRun } from '@shared/model/run'
import type { StepType } from '@shared/model/step'
import { evaluatePrompt } from '@shared/prompt/evaluate-prompt'
import { findReferencedStep, promptInput } from '@shared/prompt/prompt-scope'
import type { PromptTemplate } from '@shared/prompt/prompt-template'
import { withFormatInstruction } from './output-format'
import type { EnginePorts } from './ports'
import { runDefinition, type RunDefinition } from './run-definition'

/** Answer lengths in tokens by step type, where there is no history. High is the step's own limit. */
const TYPICAL: Record<Exclude<StepType, 'review'>, { low: number; expected: number }> = {
  generate: { low: 250, expected: 900 },
  research: { low: 350, expected: 1200 },
  analyze: { low: 250, expected: 800 },
  summarize: { low: 80, expected: 300 },
  extract: { low: 60, expected: 350 },
  transform: { low: 150, expected: 700 },
}
/** From this many earlier answers on, history is believed. */
const ENOUGH_HISTORY = 3
/** How far history is trusted: the next answer may well be shorter or longer than any seen. */
const HISTORY_MARGIN = 0.25

/**
 * What bringing a run up to date will cost, for the steps in `stepIds` (default: all model steps). Prompts are
 * counted as they resolve now; where they refer to an output that isn't there or will be made again, on its expected
 * length. Sends nothing and changes nothing.
 */
export function estimateRun(
  run: Run,
  ports: Pick<EnginePorts, 'store' | 'prices' | 'tokens'>,
  stepIds: ReadonlySet<string> = new Set(run.steps.map((step) => step.id)),
): Estimate {
  const definition = runDefinition(run)
  const lengths = new Map<string, Range>()
  const steps: StepEstimate[] = []
  let basedOnRuns = Infinity
  for (const [position, step] of run.steps.entries()) {
    const { settings } = step
    const counted = countPrompts(run, definition, step, position, lengths, ports)
    const again = stepIds.has(step.id) || step.output === null
    if (settings.stepType === 'review' || !settings.enabled || !settings.connection || !settings.model) {
      // A gate passes on what it shows.
      const passed = step.output === null ? counted.tokens : ports.tokens.count(step.output)
      lengths.set(step.id, { low: passed, expected: passed, high: passed })
      continue
    }
    const history = run.workflowId === null ? [] : ports.store.outputLengths(run.workflowId, step.id)
    const answer = answerRange(settings.stepType, settings.maxTokens, history)
    const known = again ? null : ports.tokens.count(step.output ?? '')
    lengths.set(step.id, known === null ? answer : { low: known, expected: known, high: known })
    if (!stepIds.has(step.id)) continue
    basedOnRuns = Math.min(basedOnRuns, history.length)
    const price = (inputTokens: number, outputTokens: number) =>
      ports.prices.cost(settings.connection?.kind ?? '', settings.model ?? '', { inputTokens, outputTokens })
    steps.push({
      stepId: step.id,
      label: step.label,
      connection: settings.connection,
      model: settings.model,
      promptTokens: counted.tokens,
      promptResolved: counted.resolved,
      answerTokens: answer,
      basis: history.length >= ENOUGH_HISTORY ? 'history' : 'step-type',
      cost: costRange(counted.range, answer, price),
    })
  }
  return {
    steps,
    total: sumRanges(steps.map((step) => step.cost)),
    basedOnRuns: basedOnRuns === Infinity ? 0 : basedOnRuns,
  }
}

function answerRange(stepType: Exclude<StepType, 'review'>, maxTokens: number, history: number[]): Range {
  if (history.length < ENOUGH_HISTORY) {
    const { low, expected } = TYPICAL[stepType]
    return { low: Math.min(low, maxTokens), expected: Math.min(expected, maxTokens), high: maxTokens }
  }
  const sorted = history.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const low = Math.floor((sorted[0] ?? 0) * (1 - HISTORY_MARGIN))
  return { low, expected: Math.min(median, maxTokens), high: maxTokens }
}

/** Tokens of a step's prompts: of what resolves, and of what is expected where it doesn't yet. */
function countPrompts(
  run: Run,
  definition: RunDefinition,
  step: StepRun,
  position: number,
  lengths: ReadonlyMap<string, Range>,
  ports: Pick<EnginePorts, 'tokens'>,
): { tokens: number; range: Range; resolved: boolean } {
  const templates = definition.templates.get(step.id)
  const range: Range = { low: 0, expected: 0, high: 0 }
  let resolved = true
  const add = (tokens: Range) => {
    range.low += tokens.low
    range.expected += tokens.expected
    range.high += tokens.high
  }
  const addText = (text: string) => {
    const tokens = ports.tokens.count(text)
    add({ low: tokens, expected: tokens, high: tokens })
  }
  const scope = {
    position,
    input: promptInput(run.input),
    // Outputs are left out: each reference is counted by the expected length of the step it means.
    steps: definition.scope({ ...run, steps: [] }),
  }
  const count = (template: PromptTemplate) => {
    const texts: string[] = []
    const evaluations = evaluatePrompt(template, scope)
    for (const [index, evaluation] of evaluations.entries()) {
      if (evaluation.kind === 'text') {
        texts.push(evaluation.text)
        continue
      }
      const segment = template.segments[index]
      if (segment?.type !== 'reference' || segment.reference.target.kind !== 'step') continue
      const source = findReferencedStep(scope.steps, segment.reference.target.label, position)
      const sourceStep = source === undefined ? undefined : run.steps[source]
      const expected = sourceStep && lengths.get(sourceStep.id)
      if (expected !== undefined) add(expected)
      if (expected === undefined || expected.low !== expected.high) resolved = false
    }
    addText(texts.join(''))
  }
  if (templates !== undefined) {
    count(templates.prompt)
    count(templates.systemPrompt)
  }
  addText(withFormatInstruction('', step.settings.output))
  return { tokens: Math.round(range.expected), range, resolved }
}

function costRange(
  prompt: Range,
  answer: Range,
  price: (inputTokens: number, outputTokens: number) => number | null,
): Range | null {
  const low = price(prompt.low, answer.low)
  const expected = price(prompt.expected, answer.expected)
  const high = price(prompt.high, answer.high)
  return low === null || expected === null || high === null ? null : { low, expected, high }
}

function sumRanges(ranges: (Range | null)[]): Range | null {
  return ranges.reduce<Range | null>(
    (sum, range) =>
      sum === null || range === null
        ? null
        : { low: sum.low + range.low, expected: sum.expected + range.expected, high: sum.high + range.high },
    { low: 0, expected: 0, high: 0 },
  )
}
