import type { JsonValue } from '@shared/model/json'
import { checkJsonSchemaSubset } from '@shared/model/json-schema-subset'
import type { JsonSchema, OutputFormat } from '@shared/model/step'
import { takesJsonSchema } from './takes-json-schema'

/**
 * The schema as the providers' strict modes want it: objects closed, types said, annotations that some refuse left
 * out. It allows nothing that the user's own does not. Undefined where there is none, where it is outside of what the
 * modes share, or the model has no such mode; then the instruction in the prompt is all there is. JSON without a
 * schema has no mode that the providers share: OpenAI's allows objects only.
 */
export function strictSchema(request: { model: string; output: OutputFormat }): JsonSchema | undefined {
  const { format, schema } = request.output
  if (format !== 'json' || schema === undefined || !takesJsonSchema(request.model)) return undefined
  return checkJsonSchemaSubset(schema).length > 0 ? undefined : strictNode(schema)
}

/** Places where the names are the user's, not keywords. */
const NAMED_SCHEMAS = ['properties', '$defs']
const LEFT_OUT = ['$schema', '$id', '$comment', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly']

function strictNode(node: JsonSchema): JsonSchema {
  const strict: JsonSchema = {}
  for (const [keyword, value] of Object.entries(node)) {
    if (LEFT_OUT.includes(keyword)) continue
    if (NAMED_SCHEMAS.includes(keyword) && isSchema(value)) {
      strict[keyword] = Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, strictValue(each)]),
      )
    } else if (keyword === 'items') strict[keyword] = strictValue(value)
    else if (keyword === 'anyOf' && Array.isArray(value)) strict[keyword] = value.map(strictValue)
    else strict[keyword] = value
  }
  if (node['type'] === 'object') strict['additionalProperties'] = false
  const values = Array.isArray(node['enum']) ? node['enum'] : 'const' in node ? [node['const'] ?? null] : []
  if (node['type'] === undefined && values.length > 0) strict['type'] = typesOf(values)
  return strict
}

function strictValue(value: JsonValue): JsonValue {
  return isSchema(value) ? strictNode(value) : value
}

function typesOf(values: JsonValue[]): JsonValue {
  const types = [...new Set(values.map((value) => (value === null ? 'null' : typeof value)))]
  return types.length === 1 ? (types[0] ?? 'null') : types
}

function isSchema(value: JsonValue): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
