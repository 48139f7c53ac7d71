import { useEffect, useRef } from 'react'
import type { ExportedFile } from '@shared/contract'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { Button } from '../../ui/button'
import { formatCount } from '../../ui/format-count'
import { Notice } from '../../ui/notice'
import { Sheet, SheetBody, SheetFoot } from '../../ui/sheet'
import { useShortcut } from '../../ui/use-shortcut'
import { ErrorNotice } from '../error-notice'
import { listTemplates } from '../import/read-pasted-templates'
import { ExportChoices } from './export-choices'
import type { Exportable, ExportList } from './export-list'
import { useChosenFiles } from './use-chosen-files'

interface ExportSheetProps {
  /** What can be chosen. */
  thing: 'template' | 'workflow'
  list: ExportList
  /** Ticked from the start. */
  chosen: Exportable | null
  read: (id: string) => Promise<ExportedFile>
  onClose: () => void
}

/** Writes any number of workflows or templates as files, or to the clipboard. */
export function ExportSheet({ thing, list, chosen: first, read, onClose }: ExportSheetProps) {
  const { connection, toasts } = useAppState()
  const { chosen, choose, gone, readFiles } = useChosenFiles(first, read)
  const { size } = chosen
  const things = `${thing}s`

  const closing = useRef(new AbortController())
  useEffect(() => {
    const controller = new AbortController()
    closing.current = controller
    return () => controller.abort()
  }, [])
  const save = useAction(async () => {
    const files = await readFiles()
    if (files === null) return list.onRetry()
    const kept = await connection.host.keepFiles(files, closing.current.signal)
    if (kept === null) return
    onClose()
    if (kept.folder !== null) {
      toasts.show({ message: `${formatCount(size, 'file')} saved in “${lastPart(kept.folder)}”` })
    }
  })
  const copy = useAction(async () => {
    const files = await readFiles()
    if (files === null) return list.onRetry()
    const texts = files.map(({ text }) => text)
    await navigator.clipboard.writeText(texts.length === 1 ? texts.join('') : listTemplates(texts))
    onClose()
    const [only] = chosen.values()
    const [what, it] = size > 1 ? [`${formatCount(size, thing)} are`, 'them'] : [`“${only?.name}” is`, 'it']
    toasts.show({ message: `${what} on the clipboard. Paste ${it} into any Baton window.` })
  })
  const submit = (): void => {
    if (size > 0) save.run()
  }
  useShortcut('confirmSheet', submit)
  const error = save.error ?? copy.error

  return (
    <Sheet
      title={`Export ${things}`}
      description="Choose what to write to files, or to the clipboard."
      onClose={onClose}
    >
      <SheetBody>
        <p className="list-text">
          A file holds prompts and settings only: no key, no address, nothing of your runs. Whoever has Baton
          can open it.
        </p>
        {error !== null && <ErrorNotice error={error} title={`The ${things} could not be exported.`} />}
        <div role="status">
          {gone.length > 0 && (
            <Notice tone="warn" title={sayGone(gone)}>
              Nothing is exported yet{size > 0 && '; the others are still chosen'}.
            </Notice>
          )}
        </div>
        <ExportChoices things={things} list={list} chosen={chosen} onChosen={choose} />
      </SheetBody>
      <SheetFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button unavailable={size === 0 || copy.busy} onClick={() => copy.run()}>
          Copy to the clipboard
        </Button>
        <Button look="primary" shortcut="confirmSheet" unavailable={size === 0 || save.busy} onClick={submit}>
          {save.busy ? 'Saving…' : size > 1 ? `Save ${formatCount(size, 'file')}` : 'Save file'}
        </Button>
      </SheetFoot>
    </Sheet>
  )
}

function sayGone([first, ...others]: readonly Exportable[]): string {
  if (others.length === 0) return `“${first?.name}” was deleted meanwhile.`
  return `“${first?.name}” and ${others.length} more were deleted meanwhile.`
}

/** A folder by its own name, whichever way the system writes paths. */
function lastPart(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path
}
