import type { Estimate, StepEstimate } from '@shared/model/estimate'
import type { Range } from '@shared/model/range'
import type { Run, RunEstimate } from '@shared/model/run'
import type { StepType } from '@shared/model/step'
import { exactly, expectPrompt, type ExpectedOutput } from './expect-prompt'
import type { EnginePorts } from './ports'
import { typicalAnswer } from './typical-answer'

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
  const outputs = new Map<string, ExpectedOutput>()
  const steps: StepEstimate[] = []
  let basedOnRuns = Infinity
  for (const step of run.steps) {
    const { settings } = step
    const { connection, model } = settings
    const prompt = expectPrompt(run, step, outputs, ports)
    const stays = step.output !== null && !stepIds.has(step.id)
    const now = exactly(ports.tokens.count(step.output ?? ''))
    if (
      settings.stepType === 'review' ||
      !settings.enabled ||
      connection === undefined ||
      model === undefined
    ) {
      // A gate passes on what it shows.
      outputs.set(step.id, stays ? { tokens: now, known: true } : { tokens: prompt.tokens, known: false })
      continue
    }
    const lengths = run.workflowId === null ? [] : ports.store.outputLengths(run.workflowId, step.id)
    const history = lengths.length < ENOUGH_HISTORY ? [] : lengths
    const answer = answerRange(settings.stepType, settings.maxTokens, history)
    outputs.set(step.id, stays ? { tokens: now, known: true } : { tokens: answer, known: false })
    if (!stepIds.has(step.id)) continue
    basedOnRuns = Math.min(basedOnRuns, history.length)
    const price = (inputTokens: number, outputTokens: number) =>
      ports.prices.cost(connection.kind, model, { inputTokens, outputTokens })
    steps.push({
      stepId: step.id,
      label: step.label,
      connection,
      model,
      promptTokens: Math.round(prompt.tokens.expected),
      promptResolved: prompt.resolved,
      answerTokens: answer,
      basis: history.length > 0 ? 'history' : 'step-type',
      cost: costRange(prompt.tokens, answer, price),
    })
  }
  return {
    steps,
    total: sumRanges(steps.map((step) => step.cost)),
    basedOnRuns: basedOnRuns === Infinity ? 0 : basedOnRuns,
  }
}

/** What a run that is about to start is expected to cost, to be kept with it. */
export function expectedCost(run: Run, ports: Parameters<typeof estimateRun>[1]): RunEstimate {
  const { total, steps } = estimateRun(run, ports)
  return { total, steps: Object.fromEntries(steps.map(({ stepId, cost }) => [stepId, cost])) }
}

function answerRange(stepType: Exclude<StepType, 'review'>, maxTokens: number, history: number[]): Range {
  if (history.length === 0) return typicalAnswer(stepType, maxTokens)
  const sorted = history.toSorted((a, b) => a - b)
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  const least = Math.floor((sorted[0] ?? 0) * (1 - HISTORY_MARGIN))
  return { low: Math.min(least, maxTokens), expected: Math.min(median, maxTokens), high: maxTokens }
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
