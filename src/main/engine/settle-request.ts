import type { FlightControl } from './flight-control'
import { judgeAnswer } from './judge-answer'
import { refreshOpenGate } from './open-gate'
import type { EnginePorts } from './ports'
import { retryDelay } from './retry-policy'
import type { RequestResult } from './send-request'
import { addSpend, attemptSpend, endedAttempt } from './settle-attempt'
import { refreshStale } from './staleness'
import type { Turn } from './turn'

/** A request has ended: gives its step an output, another attempt, a failure, or (stopped) its turn back. */
export function settleRequest(
  turn: Turn,
  stepId: string,
  result: RequestResult,
  flights: FlightControl,
  ports: EnginePorts,
): void {
  const flight = flights.land(stepId)
  const step = turn.step(stepId)
  const named = { stepId, stepLabel: step.label }
  const spend = attemptSpend(flight.attempt, result, ports)
  const sums = addSpend(step, spend)
  const now = ports.clock.now()

  const verdict = result.aborted ? null : judgeAnswer(step.settings, result, flight.prefix)
  if (verdict?.ok !== true && flight.unwritten !== '') {
    const { number } = flight.attempt
    turn.keepPartial({ stepId, attempt: number, offset: flight.written, text: flight.unwritten })
  }
  if (verdict === null) {
    turn.record(endedAttempt(flight.attempt, 'stopped', null, result, spend, now))
    turn.emit({ type: 'progress', ...named, status: 'pending', ...sums })
    return
  }

  if (verdict.ok) {
    turn.record(endedAttempt(flight.attempt, 'completed', null, result, spend, now))
    const { fingerprint, attempt, prefix, startSeq } = flight
    const { truncated, unknownFinish } = verdict
    const text = prefix + result.text
    const revision = turn.revise(step, {
      source: 'model',
      text,
      fingerprint,
      attempt: attempt.number,
      truncated,
    })
    turn.dropPartial(stepId)
    turn.emit({
      type: 'done',
      scope: 'step',
      ...named,
      revision,
      ...(prefix !== '' && { output: text }),
      truncated,
      ...(unknownFinish !== undefined && { unknownFinish }),
      reused: false,
      ...sums,
      durationMs: Math.round(result.durationMs),
    })
    if (refreshStale(turn, stepId, startSeq)) refreshOpenGate(turn)
    return
  }

  const { error } = verdict
  turn.record(endedAttempt(flight.attempt, 'failed', error, result, spend, now))
  if (error.code === 'bad_format')
    flights.mistakes.set(stepId, { answer: result.text, reason: error.message })
  else flights.mistakes.delete(stepId)
  const failures = flights.failed(stepId)
  const delayMs = retryDelay(error, failures, step.settings.maxRetries, ports.random())
  if (delayMs !== null && flights.halting !== null) {
    turn.emit({ type: 'progress', ...named, status: 'pending', ...sums })
  } else if (delayMs !== null) {
    turn.emit({
      type: 'retry',
      ...named,
      attempt: flight.attempt.number,
      delayMs,
      until: now + delayMs,
      reason: error.message,
      error,
      ...sums,
      durationMs: Math.round(result.durationMs),
    })
    flights.wait(stepId, delayMs)
  } else {
    turn.emit({
      type: 'error',
      scope: 'step',
      ...named,
      error,
      ...sums,
      durationMs: Math.round(result.durationMs),
    })
  }
}
