import type { JsonValue } from '@shared/model/json'
import { useState } from 'react'
import { TextArea } from '../../ui/text-area'
import type { ReadText } from './read-json-text'
import './json-field.css'

/** A value, or a text that is none yet. */
export type TypedValue<Value> = { value: Value | undefined } | { unfinished: string }

interface JsonFieldProps<Value extends JsonValue> {
  label: string
  help: string
  rows: number
  value: Value | undefined
  /** What was typed last, if it is no value yet. */
  unfinished: string | undefined
  read: (text: string) => ReadText<Value>
  onChange: (typed: TypedValue<Value>) => void
}

/** JSON as text. Its spaces and line breaks stay as they are typed, until the field is left. */
export function JsonField<Value extends JsonValue>({
  label,
  help,
  rows,
  value,
  unfinished,
  read,
  onChange,
}: JsonFieldProps<Value>) {
  const [typed, setTyped] = useState<string | null>(null)
  const text = unfinished ?? (typed !== null && means(read(typed), value) ? typed : print(value))
  const current = read(text)
  const type = (next: string): void => {
    setTyped(next)
    const result = read(next)
    onChange(result.ok ? { value: result.value } : { unfinished: next })
  }
  return (
    <div className="json-field">
      <TextArea
        label={label}
        help={help}
        error={current.ok ? undefined : current.reason}
        rows={rows}
        value={text}
        onChange={type}
        onBlur={() => setTyped(null)}
      />
    </div>
  )
}

/** Undo, or another window, may have changed the value since. */
function means<Value extends JsonValue>(read: ReadText<Value>, value: Value | undefined): boolean {
  return read.ok && print(read.value) === print(value)
}

function print(value: JsonValue | undefined): string {
  return value === undefined ? '' : JSON.stringify(value, null, 2)
}
