import { useAppState } from '../../state/app-state'
import { useBuilder } from './builder-context'
import { toBody } from './document/edited-workflow'

/** Asks under which name a template is to be made of the workflow, as it stands here. */
export function useSaveAsTemplate(): () => void {
  const { templates } = useAppState()
  const { session, view } = useBuilder()
  return () => {
    view.finishTyping()
    const workflow = toBody(session.document.store.getState().workflow)
    templates.askToSave({ name: workflow.name, description: workflow.description ?? '', workflow })
  }
}
