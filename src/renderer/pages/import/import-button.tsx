import { useRef } from 'react'
import { useAppState } from '../../state/app-state'
import { Button } from '../../ui/button'

/** Lets the user choose template files; what they would add is shown before anything is written. */
export function ImportButton() {
  const { imports } = useAppState()
  const chooser = useRef<HTMLInputElement>(null)
  const read = async (files: FileList | null): Promise<void> => {
    for (const file of files ?? []) imports.open({ fileName: file.name, text: await file.text() })
  }
  return (
    <>
      <input
        ref={chooser}
        type="file"
        accept=".json,application/json"
        multiple
        hidden
        aria-label="Template files"
        onChange={(event) => {
          void read(event.currentTarget.files)
          event.currentTarget.value = ''
        }}
      />
      <Button onClick={() => chooser.current?.click()}>Import</Button>
    </>
  )
}
