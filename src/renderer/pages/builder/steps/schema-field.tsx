import type { JsonSchema } from '@shared/model/step'
import { useState } from 'react'
import { Button } from '../../../ui/button'
import { TextArea } from '../../../ui/text-area'

interface SchemaFieldProps {
  schema: JsonSchema | undefined
  onChange: (schema: JsonSchema | undefined) => void
}

const EXAMPLE: JsonSchema = {
  type: 'object',
  properties: { title: { type: 'string' }, points: { type: 'array', items: { type: 'string' } } },
  required: ['title', 'points'],
  additionalProperties: false,
}

/** A JSON Schema as text. What is no JSON object yet stays here, with the reason. */
export function SchemaField({ schema, onChange }: SchemaFieldProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? (schema === undefined ? '' : JSON.stringify(schema, null, 2))
  const type = (next: string): void => {
    setTyped(next)
    const read = readSchema(next)
    if (read !== null) onChange(read.schema)
  }
  return (
    <div className="schema-field">
      <TextArea
        label="JSON Schema"
        help="Optional. An answer that does not match is asked for again."
        error={readSchema(text) === null ? 'This is no JSON object yet.' : undefined}
        rows={3}
        value={text}
        onChange={type}
        onBlur={() => {
          if (readSchema(text) !== null) setTyped(null)
        }}
      />
      {text === '' && (
        <Button size="small" look="ghost" onClick={() => onChange(EXAMPLE)}>
          Start with an example
        </Button>
      )}
    </div>
  )
}

/** Null: no JSON object. Blank is no schema. */
function readSchema(text: string): { schema: JsonSchema | undefined } | null {
  if (text.trim() === '') return { schema: undefined }
  try {
    const value: JsonSchema | unknown[] | null = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return { schema: value }
  } catch {
    return null
  }
}
