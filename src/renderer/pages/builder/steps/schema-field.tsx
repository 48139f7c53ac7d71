import type { JsonSchema } from '@shared/model/step'
import { Button } from '../../../ui/button'
import { JsonField, type TypedValue } from '../json-field'
import { readSchemaText } from '../read-json-text'

interface SchemaFieldProps {
  help: string
  /** What to begin with, where there is nothing. */
  example: JsonSchema
  schema: JsonSchema | undefined
  /** What was typed last, if it is no schema yet. */
  unfinished: string | undefined
  onChange: (typed: TypedValue<JsonSchema>) => void
}

/** A JSON Schema as text. */
export function SchemaField({ help, example, schema, unfinished, onChange }: SchemaFieldProps) {
  return (
    <div className="schema-field" data-field="schema" data-focus-then=".schema-field textarea">
      <JsonField
        label="JSON Schema"
        help={help}
        rows={3}
        value={schema}
        unfinished={unfinished}
        read={readSchemaText}
        onChange={onChange}
      />
      {schema === undefined && unfinished === undefined && (
        <Button size="small" onClick={() => onChange({ value: example })}>
          Start with an example
        </Button>
      )}
    </div>
  )
}
