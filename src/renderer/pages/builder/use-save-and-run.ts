import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { saveFile } from '../../ui/save-file'
import type { BuilderScope } from './builder-context'
import { requireFinished } from './checks/require-finished'
import { decideReferences } from './document/decide-references'
import { toBody } from './document/edited-workflow'
import { NOTICES } from './document/view-store'

/** What did not work, and why. */
export interface SaveFailure {
  title: string
  error: unknown
}

export interface SaveAndRun {
  save: () => void
  run: () => void
  /** Saves, and gives the workflow as a file. */
  exportFile: () => void
  /** Asks under which name a template is to be made of the workflow, as it stands here. */
  saveAsTemplate: () => void
  busy: boolean
  failure: SaveFailure | null
}

export function useSaveAndRun(scope: BuilderScope): SaveAndRun {
  const { connection, runSheet, templates } = useAppState()
  const { session, view } = scope
  /** False: there is something to be decided first. */
  const isReady = async (): Promise<boolean> => {
    if (!(await decideReferences(scope))) return false
    requireFinished(scope)
    return true
  }
  /** Null where somebody else changed it, or it is not ready. */
  const saveNow = async (): Promise<{ id: string; name: string } | null> => {
    return (await isReady()) ? explained(session.save) : null
  }
  /** Takes the user to where it says why nothing was done. */
  const explained = async <T>(act: () => Promise<T>): Promise<T> => {
    try {
      const done = await act()
      if (done === null) view.goTo(NOTICES)
      return done
    } catch (error) {
      view.goTo(NOTICES)
      throw error
    }
  }
  const save = useAction(saveNow)
  const run = useAction(async () => {
    const saved = await saveNow()
    if (saved === null) return
    runSheet.ask({ subject: { kind: 'workflow', workflowId: saved.id }, name: saved.name })
  })
  const exportFile = useAction(async () => {
    const saved = await saveNow()
    if (saved === null) return
    saveFile(await explained(() => connection.client.templates.export({ workflowId: saved.id })))
  })
  const template = useAction(async () => {
    if (!(await isReady())) return
    const workflow = toBody(session.document.store.getState().workflow)
    templates.askToSave({ name: workflow.name, description: workflow.description ?? '', workflow })
  })
  const notSaved = save.error ?? run.error ?? exportFile.error
  /** What stood in the way of one of them is of no interest once another is asked for. */
  const start = (action: typeof save): void => {
    for (const each of [save, run, exportFile, template]) if (each !== action) each.clear()
    action.run()
  }
  return {
    save: () => start(save),
    run: () => start(run),
    exportFile: () => start(exportFile),
    saveAsTemplate: () => start(template),
    busy: save.busy || run.busy || exportFile.busy,
    failure:
      notSaved !== null
        ? { title: 'The workflow was not saved.', error: notSaved }
        : template.error === null
          ? null
          : { title: 'It can’t be made a template yet.', error: template.error },
  }
}
