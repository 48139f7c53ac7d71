import { useState, type ReactNode } from 'react'
import type { Action } from '../../state/use-action'
import { Button } from '../../ui/button'
import { Sheet, SheetBody, SheetFoot } from '../../ui/sheet'
import { TextArea } from '../../ui/text-area'
import { TextField } from '../../ui/text-field'
import { useShortcut } from '../../ui/use-shortcut'
import './details-sheet.css'

interface DetailsSheetProps {
  title: string
  /** One sentence on what it is for. */
  description: string
  /** What its button says. */
  verb: string
  name: string
  about: string
  save: Action<[name: string, about: string]>
  /** Above the fields: what went wrong, or what to know. */
  notice?: ReactNode
  onClose: () => void
}

/** Asks for the name and the description of a template. */
export function DetailsSheet({
  title,
  description,
  verb,
  notice,
  save,
  onClose,
  ...before
}: DetailsSheetProps) {
  const [name, setName] = useState(before.name)
  const [about, setAbout] = useState(before.about)
  const blank = name.trim() === ''
  const submit = (): void => {
    if (!blank) save.run(name.trim(), about.trim())
  }
  useShortcut('confirmSheet', submit)
  return (
    <Sheet title={title} description={description} onClose={onClose}>
      <SheetBody>
        <form
          ref={selectName}
          className="template-details"
          onSubmit={(event) => {
            event.preventDefault()
            submit()
          }}
        >
          <p className="list-text">{description}</p>
          {notice}
          <TextField
            label="Name"
            value={name}
            onChange={setName}
            maxLength={200}
            spellCheck={false}
            error={blank ? 'A template needs a name.' : undefined}
          />
          <TextArea label="Description" value={about} onChange={setAbout} maxLength={10_000} />
        </form>
      </SheetBody>
      <SheetFoot>
        <Button onClick={onClose}>Cancel</Button>
        <Button look="primary" shortcut="confirmSheet" unavailable={blank || save.busy} onClick={submit}>
          {verb}
        </Button>
      </SheetFoot>
    </Sheet>
  )
}

/** The name is what is most likely to be another one. */
function selectName(form: HTMLFormElement | null): void {
  const field = form?.querySelector('input')
  field?.focus()
  field?.select()
}
