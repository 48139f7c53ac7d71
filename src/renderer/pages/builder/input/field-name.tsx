import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { useBuilder } from '../builder-context'

interface FieldNameProps {
  name: string
  /** Names of the other fields. */
  taken: readonly string[]
  onRename: (name: string) => void
}

/** Renames when the user is done typing, so that references follow the whole name and not each letter. */
export function FieldName({ name, taken, onRename }: FieldNameProps) {
  const { view } = useBuilder()
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const error = typed === null ? undefined : refusal(typed.trim(), taken)
  const finish = (): void => {
    if (typed !== null && error === undefined && typed.trim() !== name) onRename(typed.trim())
    setTyped(null)
  }
  const newestFinish = useRef(finish)
  useEffect(() => {
    newestFinish.current = finish
  })
  useEffect(() => view.hold(() => newestFinish.current()), [view])
  // Also where the field goes without being left.
  useLayoutEffect(() => () => newestFinish.current(), [])
  return (
    <div className="input-field-name">
      <input
        type="text"
        className="control"
        aria-label="Field name"
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : id}
        maxLength={100}
        spellCheck={false}
        value={typed ?? name}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={finish}
        onKeyDown={(event) => {
          if (event.key === 'Enter') finish()
          if (event.key === 'Escape') setTyped(null)
        }}
      />
      {error !== undefined && (
        <p id={id} className="field-error">
          {error}
        </p>
      )}
    </div>
  )
}

function refusal(name: string, taken: readonly string[]): string | undefined {
  if (name === '') return 'A field needs a name.'
  if (taken.includes(name)) return 'There is a field with this name already.'
  return name === '__proto__' ? 'This name is reserved.' : undefined
}
