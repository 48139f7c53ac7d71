import { conflict, invalid } from '@shared/errors'
import type { StepRun } from '@shared/model/run'
import { stepsToSendBack } from './send-back'
import { refreshStale } from './staleness'
import type { Turn } from './turn'

/**
 * What a reviewer decides at an open gate. `stepId` and `revision` say which text was on the screen; absent: the
 * current one.
 */
export type Decision = { stepId?: string; revision?: number } & (
  | { kind: 'approve' }
  | { kind: 'edit'; text: string }
  | { kind: 'sendBack'; comment: string }
)

/**
 * Applies a decision to the gate that is open.
 * @throws BatonError `CONFLICT` when no gate is open or the decision was made on another text; `INVALID` when the
 *   gate refers to no step that could be sent back.
 */
export function decideGate(turn: Turn, decision: Decision): void {
  const gate = turn.run.steps.find((step) => step.status === 'awaiting_review')
  if (gate === undefined || gate.output === null || gate.revision === null || gate.fingerprint === null) {
    throw conflict('No review gate of this run is open.', 'Resume the run without a decision.')
  }
  const meant = decision.stepId === undefined || decision.stepId === gate.id
  if (!meant || (decision.revision !== undefined && decision.revision !== gate.revision)) {
    throw conflict(
      'This decision was made on a text that is no longer under review.',
      'Read it again, then decide.',
    )
  }
  if (decision.kind === 'sendBack') return sendBack(turn, gate, decision.comment)

  const text = decision.kind === 'edit' ? decision.text : gate.output
  const edited = text !== gate.output
  const revision = edited
    ? turn.revise(gate, { source: 'human', text, fingerprint: gate.fingerprint })
    : {
        number: gate.revision,
        source: 'passthrough' as const,
        fingerprint: gate.fingerprint,
        fingerprintVersion: gate.fingerprintVersion ?? 0,
      }
  turn.emit({
    type: 'done',
    scope: 'step',
    stepId: gate.id,
    stepLabel: gate.label,
    revision,
    output: text,
    truncated: false,
    reused: false,
    tokenUsage: null,
    costEstimate: 0,
    durationMs: null,
  })
  refreshStale(turn, gate.id)
}

/** Puts back the steps that the gate shows, with the comment; what lies between and becomes stale follows. */
function sendBack(turn: Turn, gate: StepRun, comment: string): void {
  const { models, between } = stepsToSendBack(turn.run, gate.id)
  if (models.size === 0) {
    throw invalid([
      {
        path: ['decision'],
        severity: 'error',
        message: `"${gate.label}" shows no step's text, so there is nothing to send back. Approve, edit or stop instead.`,
      },
    ])
  }
  const seq = turn.run.seq + 1
  turn.replace({
    ...turn.run,
    steps: turn.run.steps.map((step) => {
      if (models.has(step.id)) {
        const feedback = { comment, previousOutput: step.output ?? '' }
        return { ...step, status: 'pending', rerun: 'always', feedback, seq }
      }
      if (step.id === gate.id) return { ...step, status: 'pending', rerun: 'always', seq }
      if (between.has(step.id)) return { ...step, status: 'pending', rerun: 'if-stale', seq }
      return step
    }),
  })
}
