import { ChevronsUpDown, X } from 'lucide-react'
import { CheckField } from '../../../ui/check-field'
import { IconButton } from '../../../ui/icon-button'
import { FieldName } from './field-name'
import { FIELD_KINDS, type FieldKind, type SimpleField } from './simple-fields'

export interface FieldRowProps {
  field: SimpleField
  /** Names of the other fields. */
  taken: readonly string[]
  onRename: (name: string) => void
  onChange: (change: Partial<Omit<SimpleField, 'name'>>) => void
  /** Null: it can't be removed. */
  onRemove: (() => void) | null
}

const KIND_NAMES: Record<FieldKind, string> = {
  text: 'Text',
  number: 'Number',
  integer: 'Whole number',
  'yes-no': 'Yes or no',
  list: 'List of texts',
}

/** What is said of one field of the input: its name, what it is, and what kind of value it takes. */
export function FieldRow({ field, taken, onRename, onChange, onRemove }: FieldRowProps) {
  const { name, kind, description, required } = field
  return (
    <>
      <FieldName name={name} taken={taken} onRename={onRename} />
      <span className="select input-field-kind">
        <select
          className="control"
          aria-label="Kind"
          value={kind}
          onChange={(event) => {
            const chosen = FIELD_KINDS.find((candidate) => candidate === event.target.value)
            if (chosen !== undefined) onChange({ kind: chosen })
          }}
        >
          {FIELD_KINDS.map((each) => (
            <option key={each} value={each}>
              {KIND_NAMES[each]}
            </option>
          ))}
        </select>
        <ChevronsUpDown className="select-arrow" aria-hidden="true" />
      </span>
      <input
        type="text"
        className="control input-field-what"
        aria-label="What it is"
        placeholder="What it is"
        maxLength={2_000}
        value={description}
        onChange={(event) => onChange({ description: event.target.value })}
      />
      <CheckField label="Required" checked={required} onChange={(next) => onChange({ required: next })} />
      <IconButton
        size="small"
        icon={X}
        label={onRemove === null ? 'The only field. Choose Plain text to have none' : `Remove ${name}`}
        unavailable={onRemove === null}
        onClick={() => onRemove?.()}
      />
    </>
  )
}
