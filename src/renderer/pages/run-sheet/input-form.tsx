import type { InputDescription } from '@shared/model/workflow'
import { SelectField } from '../../ui/select-field'
import { TextArea } from '../../ui/text-area'
import { TextField } from '../../ui/text-field'
import type { InputDraft } from '../../state/run-sheet-store'
import { textOf } from './input-draft'
import type { InputField } from './input-fields'

interface InputFormProps {
  draft: InputDraft
  fields: InputField[] | null
  description: InputDescription | null
  errors: Record<string, string>
  onChange: (draft: InputDraft) => void
}

/** The input as a text, or as the fields of its schema. */
export function InputForm({ draft, fields, description, errors, onChange }: InputFormProps) {
  if (draft.kind !== 'fields') {
    return (
      <TextArea
        label="Input"
        rows={9}
        {...(draft.kind === 'json' && { hint: 'JSON' })}
        {...(description?.description !== undefined && { help: description.description })}
        error={errors['']}
        value={draft.text}
        onChange={(text) => onChange({ ...draft, text })}
      />
    )
  }
  return (
    <>
      {description?.description !== undefined && <p className="list-text">{description.description}</p>}
      {(fields ?? []).map((field) => (
        <FieldControl
          key={field.name}
          field={field}
          error={errors[field.name]}
          value={draft.texts[field.name] ?? ''}
          onChange={(text) => onChange({ kind: 'fields', texts: { ...draft.texts, [field.name]: text } })}
        />
      ))}
    </>
  )
}

interface FieldControlProps {
  field: InputField
  error: string | undefined
  value: string
  onChange: (value: string) => void
}

function FieldControl({ field, error, value, onChange }: FieldControlProps) {
  const shared = {
    label: field.label,
    value,
    onChange,
    ...(field.help !== undefined && { help: field.help }),
  }
  const hint = field.required ? {} : { hint: 'optional' }
  switch (field.kind) {
    case 'choice':
    case 'yes-no': {
      const options =
        field.kind === 'yes-no'
          ? [
              { value: 'true', name: 'Yes' },
              { value: 'false', name: 'No' },
            ]
          : field.options.map((option) => ({ value: textOf(option), name: textOf(option) }))
      return <SelectField {...shared} error={error} options={[{ value: '', name: 'Choose…' }, ...options]} />
    }
    case 'number':
    case 'integer':
      return <TextField {...shared} {...hint} error={error} inputMode="decimal" />
    case 'text':
      return <TextArea {...shared} {...hint} error={error} rows={2} />
    case 'list':
      return <TextArea {...shared} error={error} hint={listHint(field)} rows={2} />
    case 'json':
      return <TextArea {...shared} error={error} hint="JSON" rows={3} />
  }
}

function listHint({ required, canBeEmpty }: InputField): string {
  if (!required) return 'optional, one on each line'
  return canBeEmpty ? 'one on each line, or none' : 'one on each line'
}
