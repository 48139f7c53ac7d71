import type { Lease, RunChange } from '@main/engine/ports'
import type { Store } from '@main/store/open-store'
import { newStepRun } from '@shared/model/new-step-run'
import type { Attempt, FrozenStep, Revision, Run, StepRun } from '@shared/model/run'

let ids = 0
/** Unique, and sorted by time like the real ones. */
export function newId(): string {
  ids += 1
  return `id-${String(ids).padStart(8, '0')}`
}

export function frozenStep(settings: Partial<FrozenStep> = {}): FrozenStep {
  return {
    id: newId(),
    label: 'Step',
    stepType: 'generate',
    prompt: 'Write about {{input}}.',
    systemPrompt: '',
    connection: { name: 'demo', kind: 'demo' },
    model: 'demo-1',
    maxTokens: 4096,
    maxRetries: 2,
    enabled: true,
    output: { format: 'text' },
    ...settings,
  }
}

export function stepRun(settings: FrozenStep = frozenStep(), state: Partial<StepRun> = {}): StepRun {
  return { ...newStepRun(settings), ...state }
}

export function newRun(fields: Partial<Run> = {}): Run {
  return {
    id: newId(),
    workflowId: null,
    workflowName: 'A workflow',
    sourcePath: null,
    status: 'running',
    pauseReason: null,
    pausing: false,
    input: 'a topic',
    inputDescription: null,
    options: { yoloMode: false, concurrency: 4, budgetUsd: null, reuse: false },
    steps: [stepRun()],
    removedSteps: [],
    estimate: null,
    seq: 0,
    createdAt: 1,
    updatedAt: 1,
    finishedAt: null,
    ...fields,
  }
}

export function attempt(stepId: string, fields: Partial<Attempt> = {}): Attempt {
  return {
    stepId,
    number: 1,
    connection: { name: 'demo', kind: 'demo' },
    model: 'demo-1',
    systemPrompt: 'Be brief.',
    messages: [{ role: 'user', content: 'Write about a topic.' }],
    outcome: 'completed',
    finishReason: { unified: 'stop', raw: 'stop' },
    error: null,
    tokenUsage: { inputTokens: 10, outputTokens: 20 },
    costEstimate: 0.001,
    startedAt: 1,
    finishedAt: 2,
    ...fields,
  }
}

export function revision(stepId: string, fields: Partial<Revision> = {}): Revision {
  return {
    stepId,
    number: 1,
    source: 'model',
    text: 'An output.',
    fingerprint: `fingerprint of ${stepId}`,
    fingerprintVersion: 1,
    attempt: 1,
    truncated: false,
    createdAt: 2,
    ...fields,
  }
}

export function change(lease: Lease, run: Run, parts: Partial<RunChange> = {}): RunChange {
  return {
    lease,
    run,
    runChanged: false,
    steps: [],
    attempts: [],
    revisions: [],
    partials: [],
    dropPartials: [],
    ...parts,
  }
}

/** The run with one of its steps replaced. */
export function withStep(run: Run, step: StepRun, fields: Partial<Run> = {}): Run {
  return { ...run, ...fields, steps: run.steps.map((each) => (each.id === step.id ? step : each)) }
}

/** Writes an output to a step, as the engine does when a model has answered. */
export function completeStep(
  store: Pick<Store, 'runStore'>,
  lease: Lease,
  run: Run,
  stepId: string,
  text: string,
  fields: { attempt?: Partial<Attempt>; revision?: Partial<Revision> } = {},
): Run {
  const before = run.steps.find((step) => step.id === stepId)
  if (before === undefined) throw new RangeError(`no step ${stepId}`)
  const number = (before.revision ?? 0) + 1
  const made = revision(stepId, { number, text, attempt: before.attempts + 1, ...fields.revision })
  const sent = attempt(stepId, { number: before.attempts + 1, ...fields.attempt })
  const step: StepRun = {
    ...before,
    status: 'completed',
    output: text,
    revision: number,
    revisionSource: made.source,
    fingerprint: made.fingerprint,
    fingerprintVersion: made.fingerprintVersion,
    attempts: sent.number,
    truncated: made.truncated,
    tokenUsage: sent.tokenUsage,
    costEstimate: sent.costEstimate,
    durationMs: 1,
    startedAt: sent.startedAt,
    finishedAt: sent.finishedAt,
    seq: run.seq + 1,
  }
  const next = withStep(run, step, { seq: run.seq + 1, updatedAt: run.updatedAt + 1 })
  store.runStore.commitRun(change(lease, next, { steps: [step], attempts: [sent], revisions: [made] }))
  return next
}
