import type { TemplatePreview, TemplateSummary } from '@shared/contract'
import type { Problem } from '@shared/errors'
import { useMemo } from 'react'
import type { OpenedFile } from '../../state/import-store'
import type { Answer } from '../../state/use-answer'
import { useTemplates } from '../../state/use-templates'
import { formatSize } from '../../ui/format-size'
import { Notice } from '../../ui/notice'
import { ProblemList } from '../../ui/problem-list'
import { Skeleton } from '../../ui/skeleton'
import { TextField } from '../../ui/text-field'
import { ErrorNotice } from '../error-notice'
import { WorkflowFaults } from '../outline/workflow-faults'
import { WorkflowOutline } from '../outline/workflow-outline'
import { countSteps } from '../templates/count-steps'
import { ConnectionWishes } from './connection-wishes'

/** What the user decides about a file before it is added. */
export interface ImportChoices {
  /** Null: as the file says. */
  name: string | null
  /** By provider: the connection to use instead. */
  instead: ReadonlyMap<string, string>
}

interface FilePreviewProps {
  file: OpenedFile
  /** "1 of 3". */
  place: string | null
  preview: Answer<TemplatePreview>
  choices: ImportChoices
  onChoices: (choices: ImportChoices) => void
}

/** What would come of one file. */
export function FilePreview({ file, place, preview, choices, onChoices }: FilePreviewProps) {
  const { data, error, reload } = preview
  const { text } = file
  const size = useMemo(() => (text === undefined ? '' : formatSize(new Blob([text]).size)), [text])
  return (
    <>
      <div className="import-file">
        {(place !== null || file.text !== undefined) && (
          <p>
            {file.text !== undefined && <span>{size}</span>}
            {place !== null && <b>{place}</b>}
          </p>
        )}
        {data?.template != null && (
          <>
            <h3>{data.template.name}</h3>
            {data.template.description !== '' && <p className="outline-text">{data.template.description}</p>}
            <p className="list-meta">{countSteps(data.template)}</p>
          </>
        )}
      </div>
      {file.refusal !== undefined && <Notice tone="bad" title={file.refusal} />}
      {file.text !== undefined && data === undefined && error === null && <Skeleton rows={4} />}
      {error !== null && (
        <ErrorNotice error={error} title="The file could not be looked at." onRetry={reload} />
      )}
      {data !== undefined && data.problems.length > 0 && (
        <Notice tone="bad" title="This file can’t be imported.">
          <ProblemList problems={data.problems} />
        </Notice>
      )}
      {data?.template != null && (
        <WhatIsAdded template={data.template} preview={data} choices={choices} onChoices={onChoices} />
      )}
    </>
  )
}

interface WhatIsAddedProps {
  template: NonNullable<TemplatePreview['template']>
  preview: TemplatePreview
  choices: ImportChoices
  onChoices: (choices: ImportChoices) => void
}

function WhatIsAdded({ template, preview, choices, onChoices }: WhatIsAddedProps) {
  const name = choices.name ?? template.name
  const others = useTemplates().data ?? []
  const isTaken = others.some((other) => other.name === name.trim())
  const warnings = [
    ...others
      .filter((other) => other.name === template.name)
      .slice(0, 1)
      .map(sameNameWarning),
    // Those of connections are told below, with what will serve instead.
    ...preview.warnings.filter(({ path }) => path[0] !== 'steps' || path[2] !== 'provider'),
  ]
  return (
    <>
      {warnings.length > 0 && (
        <Notice
          tone="warn"
          title={
            warnings.length === 1 ? 'One thing needs your eye' : `${warnings.length} things need your eye`
          }
        >
          <ProblemList problems={warnings} />
        </Notice>
      )}
      <WorkflowFaults faults={preview.faults} />
      <ConnectionWishes
        needs={preview.needs ?? []}
        instead={choices.instead}
        onInstead={(provider, connection) => {
          const instead = new Map(choices.instead)
          if (connection === null) instead.delete(provider)
          else instead.set(provider, connection)
          onChoices({ ...choices, instead })
        }}
      />
      <WorkflowOutline workflow={template.workflow} faults={preview.faults} />
      <TextField
        label="Name in your templates"
        value={name}
        onChange={(value) => onChoices({ ...choices, name: value })}
        maxLength={200}
        spellCheck={false}
        error={name.trim() === '' ? 'A template needs a name.' : undefined}
        {...(isTaken && { help: 'There is a template of this name. Another name tells them apart.' })}
      />
      <p className="outline-options import-promise">
        A template carries prompts and settings only. No key, address or run data comes with it, and it can
        not choose where your keys are sent.
      </p>
    </>
  )
}

function sameNameWarning({ name, source }: TemplateSummary): Problem {
  const message =
    source === 'own'
      ? `You have a template called “${name}” already. It stays as it is, and this one comes beside it.`
      : `A built-in template is called “${name}” too. It stays as it is, and this one comes beside it.`
  return { path: ['name'], message, severity: 'warning' }
}
