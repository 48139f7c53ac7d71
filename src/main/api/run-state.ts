import type { RunState } from '@shared/contract'
import type { Run } from '@shared/model/run'

/** Where a run stands. */
export function runState({ id, status, pauseReason, pausing, seq, updatedAt }: Run): RunState {
  return { runId: id, status, pauseReason, pausing, seq, updatedAt }
}
