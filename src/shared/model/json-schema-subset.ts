import type { Problem } from '../errors'
import type { JsonValue } from './json'
import type { JsonSchema } from './step'

type Path = Problem['path']

/**
 * What of a JSON Schema for an output is outside of the subset that the providers' strict modes share (OpenAI's
 * Structured Outputs and Anthropic's, as of 2026), as problems with paths from the schema's root. Empty: any provider
 * can be held to it. Whether the schema is a valid one is another question (`checkSchema` of the engine).
 *
 * The subset: an object at the root; `type`, `properties` that are all `required` and no others, `items`, `enum`,
 * `const`, `anyOf`, `$ref` to `$defs` without cycles, `minItems` 0 or 1, some `format`s, and annotations.
 */
export function checkJsonSchemaSubset(schema: JsonSchema): Problem[] {
  const problems: Problem[] = []
  const say = (path: Path, sentence: string): void => {
    problems.push({ path, message: `${placeOf(path)} ${sentence}`, severity: 'error' })
  }
  if (schema['type'] !== 'object')
    say([], 'must have the "type" "object": put a list or a text into a property.')
  else checkNode(schema, [], 1, say)
  const definitions = schema['$defs']
  if (isObject(definitions)) {
    for (const [name, definition] of Object.entries(definitions))
      checkNode(definition, ['$defs', name], 1, say)
    const cycle = findCycle(schema, definitions)
    if (cycle !== undefined) {
      say(['$defs', cycle], 'contains itself. Write out as many levels as are needed instead.')
    }
  }
  return problems
}

type Say = (path: Path, sentence: string) => void

/** OpenAI's limit. */
const DEEPEST = 10
/** They constrain nothing. */
const ANNOTATIONS = ['title', 'description', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly', '$comment'] // prettier-ignore
const OF_ANY_TYPE = ['type', 'enum', 'const', 'anyOf', ...ANNOTATIONS]
const AT_ROOT = ['$schema', '$id', '$defs']
const OF_TYPE: Record<string, readonly string[]> = {
  object: ['properties', 'required', 'additionalProperties'],
  array: ['items', 'minItems'],
  string: ['format'],
  number: [],
  integer: [],
  boolean: [],
  null: [],
}
const FORMATS = ['date-time', 'time', 'date', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uuid']
const INSTEAD: Record<string, string> = {
  oneOf: 'Use "anyOf".',
  allOf: 'Write its parts into one schema.',
  definitions: 'Call it "$defs", at the root.',
  patternProperties: 'Use a list of objects with a name and a value.',
  prefixItems: 'Use an object with a property for each place.',
}
const IN_WORDS = 'Say it in the "description" instead.'

function checkNode(node: JsonValue | undefined, path: Path, depth: number, say: Say): void {
  if (!isObject(node)) return say(path, 'must be a schema: an object with a "type".')
  if (depth > DEEPEST)
    return say(path, `is nested more than ${DEEPEST} levels deep. Make the schema flatter.`)
  if (node['$ref'] !== undefined) return checkReference(node, path, say)
  const types = typesOf(node)
  const allowed = [
    ...OF_ANY_TYPE,
    ...(path.length === 0 ? AT_ROOT : []),
    ...types.flatMap((type) => OF_TYPE[type] ?? []),
  ]
  for (const keyword of Object.keys(node)) {
    if (!allowed.includes(keyword)) sayUnshared(keyword, path, say)
  }
  checkType(node, types, path, say)
  if (Array.isArray(node['anyOf'])) {
    if (path.length === 0) say(path, 'can\'t be an "anyOf". Put it into a property.')
    node['anyOf'].forEach((choice, index) => checkNode(choice, [...path, 'anyOf', index], depth, say))
  }
  if (types.includes('object')) checkObject(node, path, depth, say)
  if (types.includes('array')) {
    checkNode(node['items'], [...path, 'items'], depth + 1, say)
    if (![undefined, 0, 1].some((least) => least === node['minItems'])) {
      say([...path, 'minItems'], `may be 0 or 1. ${IN_WORDS}`)
    }
  }
  const format = node['format']
  if (types.includes('string') && format !== undefined && !FORMATS.some((each) => each === format)) {
    say([...path, 'format'], `may be one of ${FORMATS.join(', ')}. ${IN_WORDS}`)
  }
}

function sayUnshared(keyword: string, path: Path, say: Say): void {
  say([...path, keyword], `is not in what all providers can be held to. ${INSTEAD[keyword] ?? IN_WORDS}`)
}

function checkReference(node: Record<string, JsonValue>, path: Path, say: Say): void {
  if (typeof node['$ref'] !== 'string' || !/^#\/\$defs\/[^/]+$/.test(node['$ref'])) {
    say([...path, '$ref'], 'must name a schema under "$defs" at the root: "#/$defs/NAME".')
  }
  for (const keyword of Object.keys(node)) {
    if (keyword !== '$ref' && !ANNOTATIONS.includes(keyword)) {
      say([...path, keyword], 'can\'t stand beside "$ref". Put it into the schema that is referred to.')
    }
  }
}

function checkType(node: Record<string, JsonValue>, types: string[], path: Path, say: Say): void {
  const unknown = types.find((type) => !Object.hasOwn(OF_TYPE, type))
  if (unknown !== undefined) return say([...path, 'type'], `has no type "${unknown}".`)
  if (types.length > 1 && (types.includes('object') || types.includes('array'))) {
    say([...path, 'type'], 'can\'t be a list with "object" or "array" in it. Use "anyOf".')
  }
  const values = [...(Array.isArray(node['enum']) ? node['enum'] : []), ...(node['const'] === undefined ? [] : [node['const']])] // prettier-ignore
  if (values.some((value) => typeof value === 'object' && value !== null)) {
    say(path, 'may give texts, numbers, true, false and null as its values, and no others.')
  }
  if (types.length === 0 && values.length === 0 && !Array.isArray(node['anyOf'])) {
    say(path, 'has no "type". Say what it is.')
  }
}

function checkObject(node: Record<string, JsonValue>, path: Path, depth: number, say: Say): void {
  const { properties, required, additionalProperties } = node
  if (additionalProperties !== undefined && additionalProperties !== false) {
    say([...path, 'additionalProperties'], 'must be false: there can be no others than are listed.')
  }
  if (!isObject(properties)) {
    return say(path, 'has no "properties". List them: there can be no others.')
  }
  for (const [name, property] of Object.entries(properties)) {
    const place = [...path, 'properties', name]
    if (!Array.isArray(required) || !required.includes(name)) {
      say(place, 'must be in "required". If it may be missing, allow null: "type": ["string", "null"].')
    }
    checkNode(property, place, depth + 1, say)
  }
}

/** The name of a definition that leads back to itself. */
function findCycle(root: JsonSchema, definitions: Record<string, JsonValue>): string | undefined {
  const done = new Set<string>()
  const visit = (name: string, above: readonly string[]): string | undefined => {
    if (above.includes(name)) return name
    if (done.has(name)) return undefined
    done.add(name)
    return first(referencesIn(definitions[name]), (next) => visit(next, [...above, name]))
  }
  return first(referencesIn(root), (name) => visit(name, []))
}

function first<T>(names: Iterable<string>, find: (name: string) => T | undefined): T | undefined {
  for (const name of names) {
    const found = find(name)
    if (found !== undefined) return found
  }
  return undefined
}

function referencesIn(node: JsonValue | undefined): Set<string> {
  if (Array.isArray(node)) return new Set(node.flatMap((each) => [...referencesIn(each)]))
  if (!isObject(node)) return new Set()
  const reference = node['$ref']
  const here = typeof reference === 'string' ? [reference.replace('#/$defs/', '')] : []
  return new Set([...here, ...Object.values(node).flatMap((each) => [...referencesIn(each)])])
}

function typesOf({ type }: Record<string, JsonValue>): string[] {
  if (typeof type === 'string') return [type]
  return Array.isArray(type) ? type.map(String) : []
}

/** Where it is, for a human: `"properties.age" of the schema`. */
function placeOf(path: Path): string {
  return path.length === 0 ? 'The schema' : `"${path.join('.')}" of the schema`
}

function isObject(value: JsonValue | undefined): value is Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
