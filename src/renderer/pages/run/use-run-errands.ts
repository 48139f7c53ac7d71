import type { Run } from '@shared/model/run'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAction, type Action } from '../../state/use-action'
import { saveFile } from '../../ui/save-file'

export interface RunErrands {
  clone: Action<[]>
  exportFile: Action<['markdown' | 'json']>
  remove: Action<[]>
}

/** What can be done with a run as a whole, other than letting it go on. */
export function useRunErrands(run: Run): RunErrands {
  const navigate = useNavigate()
  const { connection, runs: listed, toasts } = useAppState()
  const { runs } = connection.client
  const clone = useAction(async () => {
    const { runId } = await runs.clone({ runId: run.id })
    listed.changed()
    await navigate(`/runs/${runId}`)
    toasts.show({ message: 'Cloned. Press Resume to run it.' })
  })
  const exportFile = useAction(async (format: 'markdown' | 'json') =>
    saveFile(await runs.export({ runId: run.id, format })),
  )
  const remove = useAction(async () => {
    const written = await runs.delete({ runId: run.id, updatedAt: run.updatedAt })
    listed.changed()
    await navigate('/runs')
    toasts.show({
      message: `Run of “${run.workflowName}” deleted`,
      undo: async () => {
        await runs.delete({ runId: run.id, updatedAt: written.updatedAt, undo: true })
        listed.changed()
        await navigate(`/runs/${run.id}`)
      },
    })
  })
  return { clone, exportFile, remove }
}
