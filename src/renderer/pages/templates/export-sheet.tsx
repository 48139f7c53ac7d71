import type { TemplateSummary } from '@shared/contract'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { Button } from '../../ui/button'
import { CheckField } from '../../ui/check-field'
import { formatCount } from '../../ui/format-count'
import { saveFile } from '../../ui/save-file'
import { Sheet, SheetBody, SheetFoot } from '../../ui/sheet'
import { useShortcut } from '../../ui/use-shortcut'
import { ErrorNotice } from '../error-notice'
import { countSteps } from './count-steps'

interface ExportSheetProps {
  templates: readonly TemplateSummary[]
  /** Ticked from the start. */
  chosenId: string | null
  onClose: () => void
}

/** Writes any number of templates as files, or one of them to the clipboard. */
export default function ExportSheet({ templates, chosenId, onClose }: ExportSheetProps) {
  const { connection, toasts } = useAppState()
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(chosenId === null ? [] : [chosenId]))
  const chosen = templates.filter(({ id }) => ticked.has(id))
  const all = chosen.length === templates.length
  const read = (template: TemplateSummary) => connection.client.templates.export({ templateId: template.id })

  const save = useAction(async () => {
    const files = await Promise.all(chosen.map(read))
    for (const file of files) saveFile(file)
    onClose()
  })
  const copy = useAction(async () => {
    const [only] = chosen
    if (only === undefined) return
    await navigator.clipboard.writeText((await read(only)).text)
    onClose()
    toasts.show({ message: `“${only.name}” is on the clipboard. Paste it into any Baton window.` })
  })
  const submit = (): void => {
    if (chosen.length > 0) save.run()
  }
  useShortcut('confirmSheet', submit)
  const error = save.error ?? copy.error

  return (
    <Sheet title="Export templates" description="Choose what to write to files." onClose={onClose}>
      <SheetBody>
        <p className="list-text">
          A file holds prompts and settings only: no key, no address, nothing of your runs. Whoever has Baton
          can open it.
        </p>
        {error !== null && <ErrorNotice error={error} title="The templates could not be exported." />}
        <fieldset className="export-choices">
          <legend>
            Templates
            <Button
              size="small"
              look="ghost"
              onClick={() => setTicked(new Set(all ? [] : templates.map(({ id }) => id)))}
            >
              {all ? 'Choose none' : 'Choose all'}
            </Button>
          </legend>
          {templates.map((template) => (
            <CheckField
              key={template.id}
              label={template.name}
              detail={countSteps(template)}
              checked={ticked.has(template.id)}
              onChange={(checked) =>
                setTicked((before) =>
                  checked ? before.union(new Set([template.id])) : before.difference(new Set([template.id])),
                )
              }
            />
          ))}
        </fieldset>
      </SheetBody>
      <SheetFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button
          unavailable={chosen.length !== 1 || copy.busy}
          hint={chosen.length > 1 ? 'The clipboard holds one template at a time.' : undefined}
          onClick={() => copy.run()}
        >
          Copy to the clipboard
        </Button>
        <Button
          look="primary"
          shortcut="confirmSheet"
          unavailable={chosen.length === 0 || save.busy}
          onClick={submit}
        >
          {chosen.length > 1 ? `Save ${formatCount(chosen.length, 'file')}` : 'Save file'}
        </Button>
      </SheetFoot>
    </Sheet>
  )
}
