import type { Template } from '@shared/contract'
import type { WorkflowSettings } from '@shared/model/workflow'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { describeError } from '../../state/describe-error'
import { useAction } from '../../state/use-action'
import { Notice } from '../../ui/notice'
import { ErrorNotice } from '../error-notice'
import { DetailsSheet } from './details-sheet'

interface EditDetailsSheetProps {
  template: Template
  onClose: () => void
}

/** Gives one of the user's templates another name or description. Its steps stay as they are. */
export default function EditDetailsSheet({ template, onClose }: EditDetailsSheetProps) {
  const { connection, templates } = useAppState()
  // What is there by now, where it was changed elsewhere; only name and description go over it.
  const [newer, setNewer] = useState<Template | null>(null)
  const save = useAction(async (name: string, description: string) => {
    const { id, updatedAt, workflow } = newer ?? template
    try {
      await connection.client.templates.update({
        templateId: id,
        updatedAt,
        workflow: withDetails(workflow, name, description),
      })
      templates.changed()
      onClose()
    } catch (error) {
      if (describeError(error).code !== 'CONFLICT') throw error
      setNewer(await connection.client.templates.get({ templateId: id }))
    }
  })
  return (
    <DetailsSheet
      title="Edit details"
      description="What the template is called in your list, and what it is for. Its steps stay as they are."
      verb="Save"
      name={template.name}
      about={template.description}
      save={save}
      notice={
        <>
          {newer !== null && (
            <Notice tone="warn" title="This template was changed elsewhere meanwhile.">
              It is called “{newer.name}” now. Save again to give it the name and the description below; all
              else stays as it is now.
            </Notice>
          )}
          {save.error !== null && <ErrorNotice error={save.error} title="The details could not be saved." />}
        </>
      }
      onClose={onClose}
    />
  )
}

function withDetails(workflow: WorkflowSettings, name: string, description: string): WorkflowSettings {
  const { description: _, ...rest } = workflow
  return { ...rest, name, ...(description !== '' && { description }) }
}
