import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { saveFile } from '../../ui/save-file'
import type { BuilderScope } from './builder-context'

export interface SaveAndRun {
  save: () => void
  run: () => void
  /** Saves, and gives the workflow as a file. */
  exportFile: () => void
  busy: boolean
  error: unknown
}

export function useSaveAndRun(
  { session, view }: BuilderScope,
  onCreated: (workflowId: string) => void,
): SaveAndRun {
  const { connection, runSheet } = useAppState()
  /** Null where somebody else changed it. */
  const saveNow = async (): Promise<{ id: string; name: string } | null> => {
    view.finishTyping()
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
  return {
    save: () => save.run(),
    run: () => run.run(),
    exportFile: () => exportFile.run(),
    busy: save.busy || run.busy || exportFile.busy,
    error: save.error ?? run.error ?? exportFile.error,
  }
}
