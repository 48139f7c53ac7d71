import type { TemplateSummary } from '@shared/contract'
import { useMemo, useState } from 'react'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { saveFile } from '../../ui/save-file'

export interface TemplateActions {
  use: (template: TemplateSummary) => void
  run: (template: TemplateSummary) => void
  saveFile: (template: TemplateSummary) => void
  copyFile: (template: TemplateSummary) => void
  duplicate: (template: TemplateSummary) => void
  remove: (template: TemplateSummary) => void
}

/** What went wrong with the last of them, to be shown in place. */
export interface TemplateFailure {
  title: string
  error: unknown
}

/** What can be done with a template. */
export function useTemplateActions(): { actions: TemplateActions; failure: TemplateFailure | null } {
  const navigate = useNavigate()
  const { connection, runSheet, templates, toasts } = useAppState()
  const { client } = connection
  const [failure, setFailure] = useState<TemplateFailure | null>(null)
  const actions = useMemo((): TemplateActions => {
    const attempt = (title: string, act: () => Promise<void>): void => {
      setFailure(null)
      act().catch((error: unknown) => setFailure({ title, error }))
    }
    return {
      use: ({ id, name }) =>
        attempt(`“${name}” could not be used.`, async () => {
          const workflow = await client.workflows.create({ templateId: id })
          await navigate(`/workflows/${workflow.id}`)
        }),
      run: ({ id, name }) =>
        runSheet.ask({ subject: { kind: 'template', templateId: id }, name, withExample: true }),
      saveFile: ({ id, name }) =>
        attempt(`“${name}” could not be exported.`, async () => {
          saveFile(await client.templates.export({ templateId: id }))
        }),
      copyFile: ({ id, name }) =>
        attempt(`“${name}” could not be copied.`, async () => {
          const { text } = await client.templates.export({ templateId: id })
          await navigator.clipboard.writeText(text)
          toasts.show({ message: `“${name}” is on the clipboard. Paste it into any Baton window.` })
        }),
      duplicate: ({ id, name }) =>
        attempt(`“${name}” could not be duplicated.`, async () => {
          const { workflow } = await client.templates.get({ templateId: id })
          const copy = await client.templates.create({
            workflow: { ...workflow, name: `${name.slice(0, 195)} copy` },
          })
          templates.changed()
          await navigate(`/templates/${copy.id}`)
          toasts.show({ message: `Duplicated as “${copy.name}”` })
        }),
      remove: ({ id, name, updatedAt }) =>
        attempt(`“${name}” could not be deleted.`, async () => {
          const written = await client.templates.delete({ templateId: id, updatedAt })
          // First away from it, then the list without it: its page would say that it is not there.
          await navigate('/templates')
          templates.changed()
          const undo = (): void =>
            attempt(`“${name}” could not be brought back.`, async () => {
              await client.templates.delete({ templateId: id, updatedAt: written.updatedAt, undo: true })
              templates.changed()
              await navigate(`/templates/${id}`)
            })
          toasts.show({ message: `“${name}” deleted`, undo })
        }),
    }
  }, [client, navigate, runSheet, templates, toasts])
  return { actions, failure }
}
