import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import type { TemplateSource } from '../../state/template-store'
import { useAction } from '../../state/use-action'
import { ErrorNotice } from '../error-notice'
import { DetailsSheet } from './details-sheet'

/** Makes a template of a workflow, under the name and with the description that the user gives. */
export default function SaveTemplateSheet({ source }: { source: TemplateSource }) {
  const navigate = useNavigate()
  const { connection, templates, toasts } = useAppState()
  const save = useAction(async (name: string, description: string) => {
    const template = await connection.client.templates.create(wanted(source, name, description))
    templates.changed()
    templates.closeSave()
    toasts.show({
      message: `“${template.name}” is among your templates now.`,
      action: { name: 'Show', run: () => void navigate(`/templates/${template.id}`) },
    })
  })
  return (
    <DetailsSheet
      title="Save as template"
      description="A template is a copy to start from: later changes of the workflow don’t touch it."
      verb="Save template"
      name={source.name}
      about={source.description}
      save={save}
      notice={
        save.error !== null && <ErrorNotice error={save.error} title="The template could not be saved." />
      }
      onClose={templates.closeSave}
    />
  )
}

function wanted(source: TemplateSource, name: string, description: string) {
  if (source.workflowId !== undefined) return { workflowId: source.workflowId, name, description }
  const { description: _, ...rest } = source.workflow
  return { workflow: { ...rest, name, ...(description !== '' && { description }) } }
}
