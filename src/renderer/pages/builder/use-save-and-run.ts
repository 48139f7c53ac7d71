import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import type { BuilderScope } from './builder-context'

export interface SaveAndRun {
  save: () => void
  run: () => void
  /** Saves and gives the workflow, or null where somebody else changed it. */
  saveNow: () => Promise<{ id: string; name: string } | null>
  busy: boolean
  error: unknown
}

export function useSaveAndRun(
  { session, view }: BuilderScope,
  onCreated: (workflowId: string) => void,
): SaveAndRun {
  const { runSheet } = useAppState()
  const saveNow: SaveAndRun['saveNow'] = async () => {
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
  return {
    save: () => save.run(),
    run: () => run.run(),
    saveNow,
    busy: save.busy || run.busy,
    error: save.error ?? run.error,
  }
}
