import { useState } from 'react'
import { useNavigate } from 'react-router'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { describeError } from '../../state/describe-error'
import type { OpenedFile } from '../../state/import-store'
import { useAction, type Action } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { formatCount } from '../../ui/format-count'
import { Sheet, SheetBody, SheetFoot } from '../../ui/sheet'
import { useShortcut } from '../../ui/use-shortcut'
import { ErrorNotice } from '../error-notice'
import { FilePreview, type ImportChoices } from './file-preview'
import './import-sheet.css'

/** Shows what each file would add and what would be left out, one after the other; adds it when the user says so. */
export default function ImportSheet() {
  const { imports } = useAppState()
  const { files, total } = useStore(imports.store)
  const [file] = files
  const all = useImportAll(files)
  if (file === undefined) return null
  return (
    <Sheet title={`Import ${file.fileName}`} description="What the file would add." onClose={imports.close}>
      <FileToImport key={file.id} file={file} position={total - files.length + 1} total={total} all={all} />
    </Sheet>
  )
}

interface FileToImportProps {
  file: OpenedFile
  position: number
  total: number
  all: ImportAll
}

function FileToImport({ file, position, total, all }: FileToImportProps) {
  const navigate = useNavigate()
  const { connection, imports, templates, toasts } = useAppState()
  const preview = useAnswer(file.text === undefined ? null : `preview ${file.id}`, (client, signal) =>
    client.templates.preview({ text: file.text ?? '' }, { signal }),
  )
  const [choices, setChoices] = useState<ImportChoices>({ name: null, instead: new Map() })
  const name = (choices.name ?? preview.data?.template?.name ?? '').trim()
  const several = total - position > 0

  const add = useAction(async (andUse: boolean) => {
    const { client } = connection
    const replace = [...choices.instead].map(([provider, other]) => ({ provider, connection: other }))
    const { template } = await client.templates.import({ text: file.text ?? '', name, replace })
    templates.changed()
    const workflow = andUse ? await client.workflows.create({ templateId: template.id }) : null
    imports.drop([file.id])
    if (workflow === null) toasts.show({ message: `“${template.name}” is among your templates now.` })
    if (!several)
      await navigate(workflow === null ? `/templates/${template.id}` : `/workflows/${workflow.id}`)
  })
  const ready = preview.data?.template != null && name !== '' && !add.busy && !all.busy
  const run = (act: () => void) => (): void => {
    if (ready) act()
  }
  const forAll = several && all.left > 0
  const primary = forAll ? () => all.run() : run(() => add.run(true))
  useShortcut('confirmSheet', primary)

  return (
    <>
      <SheetBody>
        {add.error !== null && <ErrorNotice error={add.error} title="The template could not be added." />}
        {all.error !== null && <ErrorNotice error={all.error} title="The templates could not be added." />}
        <FilePreview
          file={file}
          place={total > 1 ? `${position} of ${total}` : null}
          preview={preview}
          choices={choices}
          onChoices={setChoices}
        />
      </SheetBody>
      <SheetFoot>
        <Button onClick={() => (several ? imports.drop([file.id]) : imports.close())}>
          {several ? 'Skip' : 'Cancel'}
        </Button>
        <Button unavailable={!ready} onClick={run(() => add.run(false))}>
          Add to templates
        </Button>
        <Button
          look="primary"
          shortcut="confirmSheet"
          unavailable={forAll ? all.busy : !ready}
          onClick={primary}
        >
          {forAll ? `Import ${all.left > 1 ? 'all ' : ''}${all.left}` : 'Add and use'}
        </Button>
      </SheetFoot>
    </>
  )
}

interface ImportAll extends Action<[]> {
  /** How many there are that may be added. */
  left: number
}

/** Adds every file that is left. Those that can't be added stay, to be looked at one by one. */
function useImportAll(files: OpenedFile[]): ImportAll {
  const navigate = useNavigate()
  const { connection, imports, templates, toasts } = useAppState()
  const [refused, setRefused] = useState<readonly number[]>([])
  const left = files.filter(({ id, text }) => text !== undefined && !refused.includes(id))
  const action = useAction(async () => {
    const added: number[] = []
    try {
      for (const { id, text = '' } of left) {
        try {
          await connection.client.templates.import({ text })
          added.push(id)
        } catch (error) {
          if (describeError(error).code !== 'INVALID') throw error
          setRefused((before) => [...before, id])
        }
      }
    } finally {
      if (added.length > 0) templates.changed()
      imports.drop(added)
    }
    if (added.length > 0) toasts.show({ message: `${formatCount(added.length, 'template')} added` })
    await navigate('/templates')
  })
  return { ...action, left: left.length }
}
