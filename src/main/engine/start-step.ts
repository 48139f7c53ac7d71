import type { Attempt, StepRun } from '@shared/model/run'
import type { FlightControl } from './flight-control'
import type { EnginePorts } from './ports'
import { prepareStep } from './prepare-step'
import { refreshStale } from './staleness'
import type { Turn } from './turn'

/**
 * Starts a model step whose turn has come. `settled`: it has its end already (from the cache, unchanged, or
 * failed before anything was sent). `over-budget`: nothing happened; try again when others have settled. `waiting`:
 * it waits for its turn at the connection.
 */
export function startStep(
  turn: Turn,
  step: StepRun,
  flights: FlightControl,
  ports: EnginePorts,
): 'launched' | 'settled' | 'over-budget' | 'waiting' {
  const { id: stepId, label: stepLabel } = step
  const prepared = prepareStep(turn.run, step, flights.mistakes.get(stepId) ?? null, ports)
  switch (prepared.kind) {
    case 'unchanged':
      turn.emit({ type: 'progress', stepId, stepLabel, status: 'completed' })
      refreshStale(turn)
      return 'settled'
    case 'cached': {
      const { text, fingerprint } = prepared.output
      const revision = turn.revise(step, { source: 'cache', text, fingerprint })
      turn.emit({
        type: 'done',
        scope: 'step',
        stepId,
        stepLabel,
        revision,
        output: text,
        truncated: false,
        reused: true,
        tokenUsage: step.tokenUsage,
        costEstimate: step.costEstimate,
        durationMs: 0,
      })
      refreshStale(turn, stepId)
      return 'settled'
    }
    case 'failed': {
      const { tokenUsage, costEstimate, durationMs } = step
      turn.emit({
        type: 'error',
        scope: 'step',
        stepId,
        stepLabel,
        error: prepared.error,
        tokenUsage,
        costEstimate,
        durationMs,
      })
      return 'settled'
    }
    case 'request': {
      const { request, fingerprint, worstCost, prefix } = prepared
      if (worstCost === null || !flights.fits(turn.run, worstCost)) return 'over-budget'
      if (!flights.hasSlot(stepId, request.connection)) return 'waiting'
      const attempt: Attempt = {
        stepId,
        number: step.attempts + 1,
        connection: request.connection,
        model: request.model,
        systemPrompt: request.systemPrompt,
        messages: request.messages,
        outcome: 'running',
        finishReason: null,
        error: null,
        tokenUsage: null,
        costEstimate: null,
        startedAt: ports.clock.now(),
        finishedAt: null,
      }
      turn.record(attempt)
      turn.dropPartial(stepId)
      turn.emit({ type: 'progress', stepId, stepLabel, status: 'running', attempt: attempt.number })
      flights.launch({ attempt, request, fingerprint, worstCost, prefix, startSeq: turn.run.seq })
      return 'launched'
    }
  }
}
