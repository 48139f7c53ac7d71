import { useAppState } from '../../state/app-state'
import { useBuilder } from './builder-context'
import { decideReferences } from './document/decide-references'
import { toBody } from './document/edited-workflow'

/** Asks under which name a template is to be made of the workflow, as it stands here. */
export function useSaveAsTemplate(): () => void {
  const { templates } = useAppState()
  const scope = useBuilder()
  const ask = async (): Promise<void> => {
    if (!(await decideReferences(scope))) return
    const workflow = toBody(scope.session.document.store.getState().workflow)
    templates.askToSave({ name: workflow.name, description: workflow.description ?? '', workflow })
  }
  return () => void ask()
}
