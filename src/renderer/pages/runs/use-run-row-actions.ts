import type { RunSummary } from '@shared/contract'
import { useMemo } from 'react'
import { useAppState } from '../../state/app-state'
import { saveFile } from '../../ui/save-file'

export interface RunRowActions {
  /** Opens the input sheet, filled. */
  runAgain: (run: RunSummary) => void
  exportFile: (run: RunSummary, format: 'markdown' | 'json') => void
  remove: (run: RunSummary) => void
}

/** What a row's menu does. A failure is told to the list, which shows it in place. */
export function useRunRowActions(
  onFailure: (failure: { title: string; error: unknown } | null) => void,
): RunRowActions {
  const { connection, runs: listed, runSheet, toasts } = useAppState()
  const { runs } = connection.client
  return useMemo(() => {
    const attempt = (title: string, act: () => Promise<void>): void => {
      onFailure(null)
      act().catch((error: unknown) => onFailure({ title, error }))
    }
    return {
      runAgain: ({ id, workflowId, workflowName }) =>
        runSheet.ask({ subject: { kind: 'run', runId: id, workflowId }, name: workflowName }),
      exportFile: ({ id }, format) =>
        attempt('The run could not be exported.', async () => {
          saveFile(await runs.export({ runId: id, format }))
        }),
      remove: ({ id, workflowName, updatedAt }) =>
        attempt('The run could not be deleted.', async () => {
          const written = await runs.delete({ runId: id, updatedAt })
          listed.changed()
          const undo = (): void =>
            attempt('The run could not be brought back.', async () => {
              await runs.delete({ runId: id, updatedAt: written.updatedAt, undo: true })
              listed.changed()
            })
          toasts.show({ message: `Run of “${workflowName}” deleted`, undo })
        }),
    }
  }, [runs, listed, runSheet, toasts, onFailure])
}
