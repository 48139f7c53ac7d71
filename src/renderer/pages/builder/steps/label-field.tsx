import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { TextField } from '../../../ui/text-field'
import { useBuilder } from '../builder-context'

interface LabelFieldProps {
  label: string
  onRename: (label: string) => void
}

/** Renames when the user is done typing, so that references follow the whole name and not each letter. */
export function LabelField({ label, onRename }: LabelFieldProps) {
  const { view } = useBuilder()
  const [typed, setTyped] = useState<string | null>(null)
  const finish = (): void => {
    if (typed !== null && typed.trim() !== '' && typed.trim() !== label) onRename(typed)
    setTyped(null)
  }
  const newestFinish = useRef(finish)
  useEffect(() => {
    newestFinish.current = finish
  })
  useEffect(() => view.hold(() => newestFinish.current()), [view])
  // Also where the field goes without being left: its card was closed by a command, or the page was left.
  useLayoutEffect(() => () => newestFinish.current(), [])
  return (
    <TextField
      label="Label"
      maxLength={200}
      error={typed !== null && typed.trim() === '' ? 'A step needs a label.' : undefined}
      value={typed ?? label}
      onChange={setTyped}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === 'Enter') finish()
        if (event.key === 'Escape') setTyped(null)
      }}
    />
  )
}
