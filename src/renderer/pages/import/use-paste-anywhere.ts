import { useEffect } from 'react'
import type { ImportStore } from '../../state/import-store'
import { readTemplateFile } from './read-template-file'

const MOST_CHARACTERS = 5_000_000

/** Takes a template's text, or its file, that is pasted anywhere but into a field. Other texts are let be. */
export function usePasteAnywhere(imports: ImportStore): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent): void => {
      const { clipboardData } = event
      if (clipboardData === null || event.defaultPrevented || isField(event.target)) return
      if (document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null) return
      const files = [...clipboardData.files]
      const text = clipboardData.getData('text/plain')
      if (files.length > 0) {
        void Promise.all(files.map(readTemplateFile)).then((read) => imports.open(...read))
      } else if (isTemplate(text)) {
        imports.open(
          text.length > MOST_CHARACTERS
            ? {
                fileName: PASTED,
                refusal: 'The text is larger than 5 MB, and a template is at most that large.',
              }
            : { fileName: PASTED, text },
        )
      } else return
      event.preventDefault()
    }
    window.addEventListener('paste', onPaste)
    return () => window.removeEventListener('paste', onPaste)
  }, [imports])
}

const PASTED = 'pasted text'

/** Whether a text means to be a template. Whether it is one the importer says. */
function isTemplate(text: string): boolean {
  return /^\uFEFF?\s*\{/.test(text) && text.includes('"format"') && text.includes('"steps"')
}

function isField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('input, textarea, select, [role=textbox]'))
  )
}
