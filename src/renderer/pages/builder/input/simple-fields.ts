import type { JsonValue } from '@shared/model/json'
import type { JsonSchema } from '@shared/model/step'

export const FIELD_KINDS = ['text', 'number', 'integer', 'yes-no', 'list'] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** A field of the input, as far as it can be edited without writing JSON Schema. */
export interface SimpleField {
  name: string
  kind: FieldKind
  /** What it is; may be empty. */
  description: string
  required: boolean
}

const SCHEMAS: Record<FieldKind, JsonSchema> = {
  text: { type: 'string' },
  number: { type: 'number' },
  integer: { type: 'integer' },
  'yes-no': { type: 'boolean' },
  list: { type: 'array', items: { type: 'string' } },
}

/** The fields of a schema that says nothing but its fields; null: it says more, or other things. */
export function readSimpleFields(schema: JsonSchema): SimpleField[] | null {
  const { type, properties, required, additionalProperties, ...more } = schema
  const isClosed = additionalProperties === undefined || additionalProperties === false
  if (type !== 'object' || !isObject(properties) || !isClosed || Object.keys(more).length > 0) return null
  const names = required ?? []
  if (!Array.isArray(names) || !names.every((name) => typeof name === 'string' && name in properties))
    return null
  const fields = Object.entries(properties).map(([name, property]): SimpleField | null => {
    const simple = isObject(property) ? readProperty(property) : null
    return simple === null ? null : { name, ...simple, required: names.includes(name) }
  })
  const known = fields.filter((field) => field !== null)
  return known.length === 0 || known.length < fields.length ? null : known
}

function readProperty({
  description = '',
  ...rest
}: JsonSchema): Pick<SimpleField, 'kind' | 'description'> | null {
  const kind = FIELD_KINDS.find((candidate) => isSame(rest, SCHEMAS[candidate]))
  return kind === undefined || typeof description !== 'string' ? null : { kind, description }
}

/**
 * The schema of fields.
 *
 * @param former the schema before, whose openness stays; without one no other fields are allowed
 */
export function writeSimpleFields(fields: readonly SimpleField[], former?: JsonSchema): JsonSchema {
  const required = fields.filter((field) => field.required).map(({ name }) => name)
  const isOpen = former !== undefined && former['additionalProperties'] === undefined
  const saysRequired = required.length > 0 || former?.['required'] !== undefined
  return {
    type: 'object',
    properties: Object.fromEntries(
      fields.map(({ name, kind, description }) => [
        name,
        { ...SCHEMAS[kind], ...(description !== '' && { description }) },
      ]),
    ),
    ...(saysRequired && { required }),
    ...(!isOpen && { additionalProperties: false }),
  }
}

function isObject(value: JsonValue | undefined): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSame(one: JsonSchema, other: JsonSchema): boolean {
  const names = Object.keys(one)
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => JSON.stringify(one[name]) === JSON.stringify(other[name]))
  )
}
