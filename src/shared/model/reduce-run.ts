import type { RevisionMark, RunEvent } from './run-event'
import type { Run, StepRun } from './run'
import { stepPosition } from './step-position'

/**
 * What an event does to a run: the one definition, used by the engine before an event is stored and by every
 * listener when it arrives. Pure; unchanged steps keep their identity.
 *
 * An event that the run has seen already (`seq`) is ignored. Numbers may be skipped: a listener gets pieces of text
 * joined, under the number of the last.
 */
export function reduceRun(run: Run, event: RunEvent): Run {
  if (event.runId !== run.id || event.seq <= run.seq) return run
  const next = { ...run, seq: event.seq, updatedAt: event.at }
  switch (event.type) {
    case 'progress':
      if (event.stepId === undefined) {
        const pausing = event.pausing === true
        return { ...next, status: event.status, pauseReason: null, pausing, finishedAt: null }
      }
      return withStep(next, event.stepId, event.seq, (step) => ({
        ...step,
        ...revised(event.revision, event.output),
        status: event.status,
        until: event.until ?? null,
        ...('tokenUsage' in event && { tokenUsage: event.tokenUsage ?? null }),
        ...('costEstimate' in event && { costEstimate: event.costEstimate ?? null }),
        ...(event.status === 'running' && {
          attempts: event.attempt ?? step.attempts,
          startedAt: event.at,
          finishedAt: null,
          partial: '',
          error: null,
        }),
        // For a slot, no longer because of a failure.
        ...(event.status === 'waiting' && { error: null }),
        ...(event.status === 'completed' && { rerun: null, finishedAt: event.at }),
        ...(event.status === 'pending' && { startedAt: null }),
      }))
    case 'text':
      return withStep(next, event.stepId, event.seq, (step) => ({
        ...step,
        partial:
          step.partial.length === event.offset
            ? step.partial + event.delta
            : step.partial.slice(0, event.offset) + event.delta,
      }))
    case 'done':
      if (event.scope === 'run') {
        return { ...next, status: event.status, pauseReason: null, pausing: false, finishedAt: event.at }
      }
      return withStep(next, event.stepId, event.seq, (step) => ({
        ...step,
        ...revised(event.revision, event.output ?? step.partial),
        status: 'completed',
        partial: '',
        rerun: null,
        until: null,
        error: null,
        truncated: event.truncated,
        unknownFinish: event.unknownFinish ?? null,
        reused: event.reused,
        tokenUsage: event.tokenUsage,
        costEstimate: event.costEstimate,
        durationMs: event.durationMs,
        finishedAt: event.at,
      }))
    case 'error':
      if (event.scope === 'run') return next
      return withStep(next, event.stepId, event.seq, (step) => ({
        ...step,
        status: 'failed',
        until: null,
        error: event.error,
        tokenUsage: event.tokenUsage,
        costEstimate: event.costEstimate,
        finishedAt: event.at,
      }))
    case 'retry':
      return withStep(next, event.stepId, event.seq, (step) => ({
        ...step,
        status: 'waiting',
        until: event.until,
        error: event.error,
        tokenUsage: event.tokenUsage,
        costEstimate: event.costEstimate,
      }))
    case 'skipped':
      return withStep(next, event.stepId, event.seq, (step) => ({
        ...step,
        ...revised(event.revision, event.output),
        status: 'skipped',
        rerun: null,
        finishedAt: event.at,
      }))
    case 'paused':
      return { ...next, status: 'paused', pauseReason: event.reason, pausing: false }
  }
}

function revised(mark: RevisionMark | undefined, output: string | undefined): Partial<StepRun> {
  if (mark === undefined) return {}
  return {
    output: output ?? '',
    revision: mark.number,
    revisionSource: mark.source,
    fingerprint: mark.fingerprint,
    fingerprintVersion: mark.fingerprintVersion,
    stale: false,
    staleBecause: null,
  }
}

function withStep(run: Run, stepId: string, seq: number, change: (step: StepRun) => StepRun): Run {
  const index = stepPosition(run, stepId)
  const step = run.steps[index]
  if (step === undefined) return run
  return { ...run, steps: run.steps.with(index, { ...change(step), seq }) }
}
