import type { Problem } from '@shared/errors'
import type { FrozenStep, Run, RunInput } from '@shared/model/run'
import { newStepRun } from '@shared/model/new-step-run'
import { DEFAULT_STEP, type Step } from '@shared/model/step'
import { DEFAULT_CONCURRENCY, type WorkflowSettings } from '@shared/model/workflow'
import type { ConnectionPort } from './ports'

/** What the user says for one run, over what the workflow says. */
export interface RunOverrides {
  connection?: string
  model?: string
  yoloMode?: boolean
  concurrency?: number
  budgetUsd?: number | null
  reuse?: boolean
}

/** A workflow as it is to be run: stored, or read from a file. */
export interface RunSource {
  workflow: Omit<WorkflowSettings, 'steps'> & { steps: Step[] }
  /** Null where the workflow is not stored. */
  workflowId: string | null
  /** Absolute path, where it was read from a file. */
  sourcePath: string | null
}

/**
 * A new run: the steps frozen, with every default filled in. Does not check anything (see `planRun`) and writes
 * nothing.
 */
export function freezeRun(
  source: RunSource,
  steps: FrozenStep[],
  input: RunInput | undefined,
  overrides: RunOverrides,
  ports: { newId: () => string; now: () => number },
): Run {
  const { workflow } = source
  const budget = overrides.budgetUsd === undefined ? workflow.budgetUsd : overrides.budgetUsd
  const now = ports.now()
  return {
    id: ports.newId(),
    workflowId: source.workflowId,
    workflowName: workflow.name,
    sourcePath: source.sourcePath,
    status: 'running',
    pauseReason: null,
    pausing: false,
    input,
    inputDescription: workflow.input ?? null,
    options: {
      yoloMode: overrides.yoloMode ?? workflow.yoloMode ?? false,
      concurrency: overrides.concurrency ?? workflow.concurrency ?? DEFAULT_CONCURRENCY,
      budgetUsd: budget ?? null,
      reuse: overrides.reuse ?? workflow.reuse ?? false,
    },
    steps: steps.map(newStepRun),
    removedSteps: [],
    estimate: null,
    seq: 0,
    createdAt: now,
    updatedAt: now,
    finishedAt: null,
  }
}

/**
 * Decides connection and model of every step and fills in the defaults. A step whose connection can't serve is
 * named in `problems` and frozen without one.
 */
export function freezeSteps(
  steps: Step[],
  overrides: Pick<RunOverrides, 'connection' | 'model'>,
  connections: ConnectionPort,
): { steps: FrozenStep[]; problems: Problem[]; missingKey: boolean } {
  const problems: Problem[] = []
  let missingKey = false
  const frozen = steps.map((step, index): FrozenStep => {
    const base: FrozenStep = {
      id: step.id,
      label: step.label,
      stepType: step.stepType,
      prompt: step.prompt,
      systemPrompt: step.systemPrompt ?? DEFAULT_STEP.systemPrompt,
      ...(step.temperature !== undefined && { temperature: step.temperature }),
      maxTokens: step.maxTokens ?? DEFAULT_STEP.maxTokens,
      maxRetries: step.maxRetries ?? DEFAULT_STEP.maxRetries,
      enabled: step.enabled ?? DEFAULT_STEP.enabled,
      output: step.output ?? DEFAULT_STEP.output,
    }
    if (step.stepType === 'review' || !base.enabled) return base
    const resolved = connections.resolve(
      overrides.connection ?? step.provider,
      // A model belongs to its provider: another connection without another model means that one's default.
      overrides.model ?? (overrides.connection === undefined ? step.model : undefined),
    )
    if ('connection' in resolved) return { ...base, ...resolved }
    if (resolved.code === 'key_missing') missingKey = true
    problems.push({
      path: ['steps', index, resolved.code === 'no_model' ? 'model' : 'provider'],
      severity: 'error',
      message: `Step ${index + 1} "${step.label}": ${resolved.problem} ${resolved.remedy}`,
    })
    return base
  })
  return { steps: frozen, problems, missingKey }
}
