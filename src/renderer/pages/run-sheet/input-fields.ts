import type { JsonValue } from '@shared/model/json'
import type { JsonSchema } from '@shared/model/step'

/** One field of the form that an input schema makes. */
export interface InputField {
  name: string
  label: string
  help?: string
  required: boolean
  /** `list`: of texts. */
  kind: 'text' | 'number' | 'integer' | 'yes-no' | 'choice' | 'list' | 'json'
  /** For `list`: none at all is a list, too. */
  canBeEmpty: boolean
  /** For `choice`. */
  options: JsonValue[]
}

/** The fields of a schema of an object; null if it is none, or none with fields. */
export function inputFields(schema: JsonSchema | undefined): InputField[] | null {
  if (schema === undefined || !isRecord(schema['properties'])) return null
  const required = Array.isArray(schema['required']) ? schema['required'] : []
  const fields = Object.entries(schema['properties']).map(([name, property]) =>
    inputField(name, isRecord(property) ? property : {}, required.includes(name)),
  )
  return fields.length === 0 ? null : fields
}

/** Whether an input without fields has to be written as JSON: by its schema it is no text. */
export function wantsJson(schema: JsonSchema | undefined): boolean {
  const type = schema?.['type']
  if (schema === undefined || type === undefined || inputFields(schema) !== null) return false
  return !(Array.isArray(type) ? type : [type]).includes('string')
}

function inputField(name: string, property: Record<string, unknown>, required: boolean): InputField {
  const { title, description } = property
  const options: JsonValue[] = Array.isArray(property['enum']) ? property['enum'] : []
  return {
    name,
    label: typeof title === 'string' ? title : readable(name),
    ...(typeof description === 'string' && { help: description }),
    required,
    kind: options.length > 0 ? 'choice' : kindOf(property),
    canBeEmpty: !(Number(property['minItems']) > 0),
    options,
  }
}

function kindOf({ type, items }: Record<string, unknown>): InputField['kind'] {
  if (type === 'string' || type === undefined) return 'text'
  if (type === 'number' || type === 'integer') return type
  if (type === 'array' && isRecord(items) && items['type'] === 'string') return 'list'
  return type === 'boolean' ? 'yes-no' : 'json'
}

/** `due_date` and `dueDate` become "Due date". */
function readable(name: string): string {
  const words = name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words === '' ? name : words.charAt(0).toUpperCase() + words.slice(1)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
