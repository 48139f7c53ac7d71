import { useEffect } from 'react'
import type { ImportStore } from '../../state/import-store'
import { readPastedTemplates } from './read-pasted-templates'
import { readTemplateFile } from './read-template-file'

/** Takes templates that are pasted anywhere but into a field, as texts or as files. Other texts are let be. */
export function usePasteAnywhere(imports: ImportStore): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const { clipboardData } = event
      if (clipboardData === null || event.defaultPrevented || isField(event.target)) return
      if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null) return
      const files = [...clipboardData.files]
      if (files.length > 0) {
        void Promise.all(files.map(readTemplateFile)).then((read) => imports.open(...read))
      } else {
        const templates = readPastedTemplates(clipboardData.getData('text/plain'))
        if (templates.length === 0) return
        imports.open(...templates)
      }
      event.preventDefault()
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [imports])
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role=textbox]'))
  )
}
