import type { EnginePorts } from './ports'
import { addSpend, attemptSpend, endedAttempt } from './settle-attempt'
import type { RunEdit, Turn } from './turn'

/**
 * Prepares a run that was paused, stopped, failed or left by a dead process for another pass: what has no end goes
 * back to `pending`. A failed step counts as one without an end; a request that a dead process left is recorded as
 * interrupted, with an estimate of what it cost. An open gate under YOLO is passed.
 */
export function recoverRun(ports: EnginePorts): RunEdit {
  return (turn) => recover(turn, ports)
}

function recover(turn: Turn, ports: EnginePorts): void {
  for (const step of turn.run.steps) {
    const named = { stepId: step.id, stepLabel: step.label }
    if (step.status === 'running' || step.status === 'waiting') {
      const attempts = step.attempts > 0 ? ports.store.attempts(turn.run.id, step.id) : []
      const left = attempts.findLast((attempt) => attempt.outcome === 'running')
      if (left === undefined) {
        turn.emit({ type: 'progress', ...named, status: 'pending' })
        continue
      }
      const spend = attemptSpend(
        left,
        { text: step.partial, reasoning: '', finishReason: null, usage: null, charged: true, error: null },
        ports,
      )
      turn.record(endedAttempt(left, 'interrupted', null, { finishReason: null }, spend, ports.clock.now()))
      turn.emit({ type: 'progress', ...named, status: 'pending', ...addSpend(step, spend) })
    } else if (step.status === 'failed') {
      turn.emit({ type: 'progress', ...named, status: 'pending' })
    } else if (step.status === 'awaiting_review' && turn.run.options.yoloMode) {
      turn.emit({ type: 'skipped', ...named, reason: 'yolo' })
    }
  }
}
