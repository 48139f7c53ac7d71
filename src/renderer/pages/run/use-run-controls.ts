import type { Run } from '@shared/model/run'
import { useAppState } from '../../state/app-state'
import { useAction, type Action } from '../../state/use-action'

export interface RunControls {
  canPause: boolean
  /** A pause was asked for, wherever, and steps at work have not ended yet. */
  pausing: boolean
  canResume: boolean
  canStop: boolean
  canRunAgain: boolean
  pause: Action<[]>
  resume: Action<[]>
  stop: Action<[]>
  /** Opens the run-input sheet, filled with this run's input. */
  runAgain: () => void
}

/** What can be done with a run as it stands. What came of it is told by its events. */
export function useRunControls(run: Run): RunControls {
  const { connection, runSheet } = useAppState()
  const { runs } = connection.client
  const { id: runId, status, pauseReason, pausing } = run
  const pause = useAction(async () => {
    await runs.pause({ runId })
  })
  const resume = useAction(async () => {
    await runs.resume({ runId })
  })
  const stop = useAction(async () => {
    await runs.stop({ runId })
  })
  // A gate has its own bar, with a way to stop.
  const atGate = status === 'paused' && pauseReason === 'review'
  return {
    canPause: status === 'running',
    pausing,
    canResume: ['failed', 'stopped', 'interrupted'].includes(status) || (status === 'paused' && !atGate),
    canStop: status === 'running' || (status === 'paused' && !atGate),
    canRunAgain: status === 'completed',
    pause,
    resume,
    stop,
    runAgain: () =>
      runSheet.ask({
        subject: { kind: 'run', runId, workflowId: run.workflowId },
        name: run.workflowName,
        ...(run.input !== undefined && { input: run.input }),
      }),
  }
}
