import type { JsonSchema } from '@shared/model/step'
import type { InputDescription } from '@shared/model/workflow'
import { useState } from 'react'
import { useStore } from 'zustand'
import { Choice } from '../../../ui/choice'
import { useBuilder } from '../builder-context'
import { INPUT_SCHEMA, withUnfinished } from '../document/unfinished-texts'
import { SchemaField } from '../steps/schema-field'
import { FieldList } from './field-list'
import { changeInput, toFields, toPlainText } from './input-edits'
import { readSimpleFields } from './simple-fields'

type Shape = 'text' | 'fields' | 'schema'

const SHAPES = [
  { value: 'text', name: 'Plain text' },
  { value: 'fields', name: 'Fields' },
  { value: 'schema', name: 'JSON Schema' },
] as const

const EXAMPLE: JsonSchema = {
  type: 'object',
  properties: { topic: { type: 'string', description: 'What it is about.' } },
  required: ['topic'],
  additionalProperties: false,
}

/** What an input has to look like: any text, the fields of a form, or whatever a JSON Schema can say. */
export function InputShape({ input }: { input: InputDescription | undefined }) {
  const { document } = useBuilder().session
  const unfinished = useStore(document.store, ({ workflow }) => workflow.unfinished?.[INPUT_SCHEMA])
  const [asSchema, setAsSchema] = useState(false)
  const schema = input?.schema
  const fields = schema === undefined ? null : readSimpleFields(schema)
  const isSchema = asSchema || unfinished !== undefined || (schema !== undefined && fields === null)
  const shape: Shape = isSchema ? 'schema' : schema === undefined ? 'text' : 'fields'
  // Where the schema says more than fields can, choosing them would drop it.
  const isBeyondFields = unfinished !== undefined || (schema !== undefined && fields === null)

  const choose = (chosen: Shape): void => {
    setAsSchema(chosen === 'schema')
    if (chosen === 'text') document.edit(toPlainText)
    if (chosen === 'fields' && schema === undefined) document.edit(toFields)
  }
  return (
    <div className="input-shape">
      <div className="field">
        <span className="field-head" aria-hidden="true">
          Shape
        </span>
        <Choice
          label="Shape of the input"
          value={shape}
          options={isBeyondFields ? SHAPES.filter(({ value }) => value !== 'fields') : SHAPES}
          onChange={choose}
        />
        <p className="field-help">{HELP[shape]}</p>
      </div>
      {shape === 'fields' && fields !== null && <FieldList fields={fields} />}
      {shape === 'schema' && (
        <div data-field="input.schema">
          <SchemaField
            help="What an input is held against before a run starts."
            example={EXAMPLE}
            schema={schema}
            unfinished={unfinished}
            onChange={(typed) =>
              document.edit(
                (workflow) =>
                  'unfinished' in typed
                    ? withUnfinished(workflow, INPUT_SCHEMA, typed.unfinished)
                    : withUnfinished(changeInput(workflow, { schema: typed.value }), INPUT_SCHEMA, undefined),
                INPUT_SCHEMA,
              )
            }
          />
        </div>
      )}
    </div>
  )
}

const HELP: Record<Shape, string> = {
  text: 'Prompts take it as {{input}}.',
  fields: 'A run asks for them in a form. Prompts take one as {{input.NAME}}, and all of them as {{input}}.',
  schema: 'A run asks in a form for the fields of an object, and for anything else as JSON.',
}
