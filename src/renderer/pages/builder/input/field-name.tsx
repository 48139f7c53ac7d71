import { useId } from 'react'
import { useRenaming } from '../use-renaming'

interface FieldNameProps {
  name: string
  /** Names of the other fields. */
  taken: readonly string[]
  onRename: (name: string) => void
}

/** The name of a field of the input; the references to it follow a new one. */
export function FieldName({ name, taken, onRename }: FieldNameProps) {
  const id = useId()
  const refusalOf = (text: string): string | undefined => refusal(text.trim(), taken)
  const { typed, setTyped, finish, onKeyDown } = useRenaming((text) => {
    if (refusalOf(text) === undefined && text.trim() !== name) onRename(text.trim())
  })
  const error = typed === null ? undefined : refusalOf(typed)
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
        onKeyDown={onKeyDown}
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
