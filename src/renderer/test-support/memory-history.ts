import type { RevisionView, StepHistory } from '@shared/contract'
import type { Attempt, Run, StepRun } from '@shared/model/run'
import { dependentsOf, stepDependencies } from '@shared/prompt/step-dependencies'
import type { MemoryCore } from './memory-core'

type Kept = RevisionView & { text: string }

const histories = new WeakMap<MemoryCore, Map<string, Kept[]>>()

/** The revisions of a step that were made by hand, after the one it came with. */
function revisionsOf(core: MemoryCore, step: StepRun): Kept[] {
  const known = histories.get(core) ?? new Map<string, Kept[]>()
  histories.set(core, known)
  const kept = known.get(step.id) ?? (step.output === null ? [] : [firstRevision(core, step, step.output)])
  known.set(step.id, kept)
  return kept
}

function firstRevision(core: MemoryCore, step: StepRun, text: string): Kept {
  return {
    stepId: step.id,
    number: step.revision ?? 1,
    source: step.settings.stepType === 'review' ? 'passthrough' : 'model',
    fingerprint: 'f',
    fingerprintVersion: 1,
    attempt: step.attempts === 0 ? null : 1,
    truncated: step.truncated,
    createdAt: step.finishedAt ?? core.now(),
    length: text.length,
    text,
  }
}

/** Gives a step another text by hand; what refers to it becomes stale. */
export function overrideInMemory(core: MemoryCore, run: Run, step: StepRun, text: string): Run {
  const revisions = revisionsOf(core, step)
  const number = (revisions.at(-1)?.number ?? 0) + 1
  revisions.push({
    ...firstRevision(core, step, text),
    number,
    source: 'human',
    attempt: null,
    createdAt: core.now(),
  })
  const dependencies = stepDependencies(run.steps.map(({ settings }) => settings))
  const dependents = dependentsOf(dependencies, step.id)
  return {
    ...run,
    updatedAt: core.now(),
    steps: run.steps.map((one) => {
      if (one.id === step.id)
        return { ...one, output: text, revision: number, revisionSource: 'human', stale: false }
      return dependents.has(one.id) && one.output !== null
        ? { ...one, stale: true, staleBecause: step.label }
        : one
    }),
  }
}

export function historyInMemory(core: MemoryCore, step: StepRun, texts: readonly number[]): StepHistory {
  return {
    revisions: revisionsOf(core, step).map(({ text, ...revision }) => ({
      ...revision,
      ...(texts.includes(revision.number) && { text }),
    })),
    attempts: Array.from({ length: step.attempts }, (_, index) => attemptOf(core, step, index + 1)),
  }
}

function attemptOf(core: MemoryCore, step: StepRun, number: number): Attempt {
  const last = number === step.attempts
  const atWork = last && step.status === 'running'
  return {
    stepId: step.id,
    number,
    connection: step.settings.connection ?? { name: 'demo', kind: 'demo' },
    model: step.settings.model ?? 'demo-writer',
    systemPrompt: 'You write plainly.',
    messages: [{ role: 'user', content: step.settings.prompt.replaceAll(/\{\{.*?\}\}/g, 'a habit tracker') }],
    outcome: atWork ? 'running' : last ? 'completed' : 'failed',
    finishReason: last && !atWork ? { unified: 'stop', raw: 'stop' } : null,
    error: last ? null : { code: 'overloaded', message: 'Overloaded (529).', retryable: true },
    tokenUsage: last ? step.tokenUsage : null,
    costEstimate: atWork ? null : last ? step.costEstimate : 0,
    startedAt: step.startedAt ?? core.now(),
    finishedAt: step.finishedAt,
  }
}
