import { useEffect, useState } from 'react'
import type { ImportStore, OfferedFile } from '../../state/import-store'
import { isCovered } from '../../ui/is-covered'
import { readTemplateFile, refuseFolder } from './read-template-file'

/**
 * Takes template files that are dropped anywhere in the window, and keeps the browser from opening what is dropped.
 * Editors and the sheets that take files of their own have them first.
 *
 * @returns whether files hover over the window that would be taken
 */
export function useDropAnywhere(imports: ImportStore): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      const { dataTransfer } = event
      if (dataTransfer === null || !dataTransfer.types.includes('Files')) return
      const taken = event.defaultPrevented || isEditor(event.target)
      if (!taken) {
        event.preventDefault()
        dataTransfer.dropEffect = isBusy(imports) ? 'none' : 'copy'
      }
      setOver(!taken && !isBusy(imports))
    }
    const onDragLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      const { dataTransfer } = event
      if (dataTransfer === null || !dataTransfer.types.includes('Files')) return
      if (event.defaultPrevented || isEditor(event.target)) return
      event.preventDefault()
      if (isBusy(imports)) return
      void Promise.all(readDropped(dataTransfer)).then((files) => imports.open(...files))
    }
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    return () => {
      window.removeEventListener('dragover', onDragOver)
      window.removeEventListener('dragleave', onDragLeave)
      window.removeEventListener('drop', onDrop)
    }
  }, [imports])
  return over
}

/** What was dropped is only there during the event: everything is taken out of it at once, and read afterwards. */
function readDropped({ items }: DataTransfer): Promise<OfferedFile>[] {
  return [...items].flatMap((item) => {
    const entry = item.webkitGetAsEntry()
    if (entry?.isDirectory === true) return [Promise.resolve(refuseFolder(entry.name))]
    const file = item.getAsFile()
    return file === null ? [] : [readTemplateFile(file)]
  })
}

/** A prompt's editor takes text files itself. */
function isEditor(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.isContentEditable
}

/** Something else waits for the user's answer. Further files can join those whose import is being looked at. */
function isBusy(imports: ImportStore): boolean {
  return imports.store.getState().files.length === 0 && isCovered()
}
