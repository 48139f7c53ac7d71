import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { saveFile } from '../../ui/save-file'
import type { BuilderScope } from './builder-context'
import { requireFinished } from './checks/require-finished'
import { decideReferences } from './document/decide-references'

export interface SaveAndRun {
  save: () => void
  run: () => void
  /** Saves, and gives the workflow as a file. */
  exportFile: () => void
  busy: boolean
  error: unknown
}

export function useSaveAndRun(scope: BuilderScope, onCreated: (workflowId: string) => void): SaveAndRun {
  const { connection, runSheet } = useAppState()
  const { session } = scope
  /** Null where somebody else changed it, or there is something to be decided first. */
  const saveNow = async (): Promise<{ id: string; name: string } | null> => {
    if (!(await decideReferences(scope))) return null
    requireFinished(scope)
    const before = session.store.getState().workflowId
    const saved = await session.save()
    if (saved !== null && saved.id !== before) onCreated(saved.id)
    return saved
  }
  const save = useAction(saveNow)
  const run = useAction(async () => {
    const saved = await saveNow()
    if (saved === null) return
    runSheet.ask({ subject: { kind: 'workflow', workflowId: saved.id }, name: saved.name })
  })
  const exportFile = useAction(async () => {
    const saved = await saveNow()
    if (saved !== null) saveFile(await connection.client.templates.export({ workflowId: saved.id }))
  })
  /** What stood in the way of one of them is of no interest once another is asked for. */
  const start = (action: typeof save): void => {
    for (const each of [save, run, exportFile]) if (each !== action) each.clear()
    action.run()
  }
  return {
    save: () => start(save),
    run: () => start(run),
    exportFile: () => start(exportFile),
    busy: save.busy || run.busy || exportFile.busy,
    error: save.error ?? run.error ?? exportFile.error,
  }
}
