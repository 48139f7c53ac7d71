import { FileInput } from 'lucide-react'
import { Suspense, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { latePart } from '../../ui/late-part'
import { PageCover } from '../../ui/page-cover'
import { readTemplateFile } from './read-template-file'
import { useDropAnywhere } from './use-drop-anywhere'
import { usePasteAnywhere } from './use-paste-anywhere'
import './import-place.css'

const ImportSheet = latePart(() => import('./import-sheet'))

/** Where template files come in, by whichever door, and where the sheet appears that shows what they would add. */
export function ImportPlace() {
  const { imports } = useAppState()
  const hasFiles = useStore(imports.store, ({ files }) => files.length > 0)
  const chooser = useRef<HTMLInputElement>(null)
  const over = useDropAnywhere(imports)
  usePasteAnywhere(imports)
  useEffect(() => imports.onChoose(() => chooser.current?.click()), [imports])
  return (
    <>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        aria-label="Template files"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])]
          currentTarget.value = ''
          void Promise.all(files.map(readTemplateFile)).then((read) => imports.open(...read))
        }}
      />
      {over && (
        <div className="drop-target" aria-hidden="true">
          <div>
            <FileInput />
            <b>Drop to import</b>
            <span>You see what is in a template before it is added.</span>
          </div>
        </div>
      )}
      {hasFiles && (
        <Suspense fallback={<PageCover />}>
          <ImportSheet />
        </Suspense>
      )}
    </>
  )
}
