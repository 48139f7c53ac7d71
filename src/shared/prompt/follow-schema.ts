import type { JsonValue } from '../model/json'
import type { JsonSchema } from '../model/step'
import { listNames } from './find-value'

/** What a JSON Schema says about a path into the values that it describes. */
export type SchemaFinding =
  /** They have it; `optional`: some of them may lack it, by the schema. */
  | { kind: 'known'; schema: JsonSchema; optional: boolean }
  /** They may have it or not: the schema leaves that open. */
  | { kind: 'open' }
  /** None of them has it. */
  | {
      kind: 'none'
      /** How much of the path is there. */
      depth: number
      /** What is there instead, as the end of a sentence: `has "name" and "age"`. */
      description: string
      /** The fields that there are, for suggestions. */
      names: string[]
    }

/** A schema that leads back into itself, or branches without end, is left open after so many looks. */
const MOST_LOOKS = 500

/**
 * Follows a path through a JSON Schema, as `findValue` does through a value. Errs towards `open`: `none` is said only
 * where no value that is valid has the path, as far as types, `properties`, `items`, `anyOf`, `oneOf` and references
 * inside of the schema say it.
 */
export function followSchema(schema: JsonSchema, path: readonly string[]): SchemaFinding {
  return follow(schema, 0, { root: schema, path, looksLeft: MOST_LOOKS })
}

/** A node with its reference followed; undefined where it says nothing about fields. */
export function readNode(node: JsonValue | undefined, root: JsonSchema): JsonSchema | undefined {
  let at = node
  for (let hops = 0; hops < 20; hops++) {
    if (!isObject(at)) return undefined
    const reference = at['$ref']
    if (typeof reference !== 'string') return at
    at = target(reference, root)
  }
  return undefined
}

/** The schemas that a value may be valid against instead of just this one. */
export function alternativesOf(node: JsonSchema): JsonValue[] {
  const { anyOf, oneOf } = node
  return [...(Array.isArray(anyOf) ? anyOf : []), ...(Array.isArray(oneOf) ? oneOf : [])]
}

export function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

interface Search {
  root: JsonSchema
  path: readonly string[]
  looksLeft: number
}

const OPEN: SchemaFinding = { kind: 'open' }
/** Beside these, what else a node says is not the whole of it. */
const UNREAD = ['allOf', 'if', 'not', 'patternProperties', 'prefixItems', 'unevaluatedProperties', 'dependentSchemas'] // prettier-ignore

function follow(node: JsonValue | undefined, depth: number, search: Search): SchemaFinding {
  if (search.looksLeft-- <= 0) return OPEN
  const read = readNode(node, search.root)
  if (read === undefined) return OPEN
  if (depth === search.path.length) return { kind: 'known', schema: read, optional: false }
  const alternatives = alternativesOf(read)
  const own = typesOf(read).map((type) => followType(type, read, depth, search))
  const found = alternatives.map((alternative) => follow(alternative, depth, search))
  // Beside a choice, what the node itself doesn't have may come from the choice.
  const all = found.length > 0 ? [...found, ...own.filter(({ kind }) => kind === 'known')] : own
  const result = combine(all)
  return result.kind === 'none' && UNREAD.some((keyword) => keyword in read) ? OPEN : result
}

function followType(type: string, node: JsonSchema, depth: number, search: Search): SchemaFinding {
  const name = search.path[depth] ?? ''
  if (type === 'object') {
    const properties = isObject(node['properties']) ? node['properties'] : {}
    if (Object.hasOwn(properties, name)) {
      const found = follow(properties[name], depth + 1, search)
      const { required } = node
      const isRequired = Array.isArray(required) && required.includes(name)
      return found.kind === 'known' && !isRequired ? { ...found, optional: true } : found
    }
    if (node['additionalProperties'] !== false) return OPEN
    const names = Object.keys(properties)
    const description = names.length === 0 ? 'is an object without fields' : `has ${listNames(names)}`
    return { kind: 'none', depth, names, description }
  }
  if (type === 'array') {
    if (/^(0|[1-9]\d*)$/.test(name)) return follow(node['items'], depth + 1, search)
    return { kind: 'none', depth, names: [], description: 'is a list, counted from 0' }
  }
  return { kind: 'none', depth, names: [], description: DESCRIPTIONS[type] ?? 'has no fields' }
}

const DESCRIPTIONS: Record<string, string> = {
  string: 'is text, which has no fields',
  number: 'is a number, which has no fields',
  integer: 'is a number, which has no fields',
  boolean: 'is true or false, which has no fields',
  null: 'is null',
}

/** Of what is found under several possibilities, what holds for all. */
function combine(findings: readonly SchemaFinding[]): SchemaFinding {
  const known = findings.find((finding) => finding.kind === 'known')
  if (known !== undefined) {
    return { ...known, optional: findings.some((one) => one.kind !== 'known' || one.optional) }
  }
  const none = findings.filter((finding) => finding.kind === 'none')
  if (none.length < findings.length) return OPEN
  // What came closest says most.
  const [closest] = none.toSorted(
    (one, other) => other.depth - one.depth || other.names.length - one.names.length,
  )
  return closest ?? OPEN
}

function typesOf(node: JsonSchema): string[] {
  const { type } = node
  if (typeof type === 'string') return [type]
  if (Array.isArray(type)) return type.filter((one) => typeof one === 'string')
  if (isObject(node['properties'])) return ['object']
  return isObject(node['items']) ? ['array'] : []
}

/** What a JSON Pointer into the same schema leads to. */
function target(reference: string, root: JsonSchema): JsonValue | undefined {
  if (reference === '#') return root
  if (!reference.startsWith('#/')) return undefined
  let at: JsonValue | undefined = root
  for (const part of reference.slice(2).split('/')) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (!isObject(at) || !Object.hasOwn(at, name)) return undefined
    at = at[name]
  }
  return at
}
