import type { StepRun } from '@shared/model/run'
import { fingerprint, sameFingerprint } from './fingerprint'
import { resolveStep } from './resolve-step'
import { refreshStale } from './staleness'
import type { Turn } from './turn'

/**
 * A review gate's turn has come: opens it on its resolved prompt, or passes it under YOLO. A gate that was put back
 * only because it might be stale, and shows what it showed, stays passed.
 */
export function openGate(turn: Turn, gate: StepRun): void {
  const named = { stepId: gate.id, stepLabel: gate.label }
  const resolved = resolveStep(turn.run, gate)
  if (!resolved.ok) {
    const { tokenUsage, costEstimate, durationMs } = gate
    const { error } = resolved
    turn.emit({ type: 'error', scope: 'step', ...named, error, tokenUsage, costEstimate, durationMs })
    return
  }
  const text = resolved.prompt
  const hash = fingerprint(gate.settings, text, '', null)
  if (gate.rerun === 'if-stale' && gate.output !== null && sameFingerprint(gate, hash)) {
    turn.emit({ type: 'progress', ...named, status: 'completed' })
    refreshStale(turn)
    return
  }
  const revision = turn.revise(gate, { source: 'passthrough', text, fingerprint: hash })
  if (turn.run.options.yoloMode) {
    turn.emit({ type: 'skipped', ...named, reason: 'yolo', revision, output: text })
  } else {
    turn.emit({ type: 'progress', ...named, status: 'awaiting_review', revision, output: text })
  }
  refreshStale(turn, gate.id)
}

/** An open gate whose text has changed underneath is opened again on the new text; a decision on the old one conflicts. */
export function refreshOpenGate(turn: Turn): void {
  const gate = turn.run.steps.find((step) => step.status === 'awaiting_review' && step.stale)
  if (gate === undefined) return
  const resolved = resolveStep(turn.run, gate)
  if (resolved.ok && !sameFingerprint(gate, fingerprint(gate.settings, resolved.prompt, '', null))) {
    openGate(turn, gate)
  }
}
