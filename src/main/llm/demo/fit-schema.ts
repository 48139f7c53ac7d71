import type { JsonValue } from '@shared/model/json'
import { choicesFor, singular, textFor } from './name-text'
import type { Brief } from './read-brief'
import { rowsFor, type Row } from './rows-for'

type Schema = Record<string, JsonValue>

/** Deeper than this only what is required is written, so that a schema that contains itself comes to an end. */
const MAX_DEPTH = 6
/** A schema that requires itself has no valid value; it ends here with null. */
const DEEPEST = 30
const MOST_ITEMS = 1_000

/** A value that is valid against a schema, for the keywords that providers' strict modes share. */
export function fitSchema(brief: Brief, schema: Schema): JsonValue {
  return new SchemaWriter(brief, schema).value(schema, { name: 'result', index: 0, depth: 0 })
}

interface Place {
  /** The property's name; what a text there is about. */
  name: string
  /** Position in the array around it, 0 outside of arrays. */
  index: number
  /** What the object around it is about, in a list of objects. */
  row?: Row
  depth: number
}

class SchemaWriter {
  private readonly brief: Brief
  private readonly root: Schema

  constructor(brief: Brief, root: Schema) {
    this.brief = brief
    this.root = root
  }

  value(given: JsonValue | undefined, place: Place): JsonValue {
    if (place.depth > DEEPEST) return null
    const schema = this.resolved(given)
    if (schema['const'] !== undefined) return schema['const']
    const choices = schema['enum']
    if (Array.isArray(choices) && choices.length > 0) return choose(choices, place)
    const alternatives = schema['anyOf'] ?? schema['oneOf']
    if (Array.isArray(alternatives) && alternatives.length > 0) {
      const preferred = alternatives.find((option) => !isNull(this.resolved(option))) ?? alternatives[0]
      return this.value(
        place.depth >= MAX_DEPTH
          ? (alternatives.find((option) => isNull(this.resolved(option))) ?? preferred)
          : preferred,
        { ...place, depth: place.depth + 1 },
      )
    }
    switch (typeOf(schema)) {
      case 'object':
        return this.object(schema, place)
      case 'array':
        return this.array(schema, place)
      case 'integer':
      case 'number':
        return number(schema, place)
      case 'boolean':
        return place.index % 2 === 0
      case 'null':
        return null
      default:
        return string(this.brief, schema, place)
    }
  }

  private object(schema: Schema, { index, row, depth }: Place): JsonValue {
    const properties = record(schema['properties'])
    const required = Array.isArray(schema['required']) ? schema['required'] : []
    const names = Object.keys(properties).filter((name) => depth < MAX_DEPTH || required.includes(name))
    return Object.fromEntries(
      names.map((name) => [
        name,
        this.value(properties[name], { name, index, ...(row && { row }), depth: depth + 1 }),
      ]),
    )
  }

  private array(schema: Schema, { name, depth }: Place): JsonValue {
    const rows = depth < MAX_DEPTH ? rowsFor(this.brief, name) : undefined
    const least = Math.min(numberOr(schema['minItems'], 0), MOST_ITEMS)
    const usual = rows?.length ?? (depth === 1 ? 3 : depth < MAX_DEPTH ? 2 : 0)
    const length = Math.min(Math.max(least, usual), numberOr(schema['maxItems'], MOST_ITEMS))
    const prefix = Array.isArray(schema['prefixItems']) ? schema['prefixItems'] : []
    return Array.from({ length }, (_, index) => {
      const row = rows?.[index]
      return this.value(prefix[index] ?? schema['items'] ?? {}, {
        name: singular(name),
        index,
        ...(row && { row }),
        depth: depth + 1,
      })
    })
  }

  /** Follows `$ref` inside the document, and takes the parts of `allOf` together. */
  private resolved(given: JsonValue | undefined, hops = 0): Schema {
    const schema = record(given)
    if (hops > MAX_DEPTH) return {}
    const reference = schema['$ref']
    if (typeof reference === 'string' && reference.startsWith('#')) {
      return this.resolved(this.find(reference), hops + 1)
    }
    const parts = schema['allOf']
    if (!Array.isArray(parts)) return schema
    return parts.map((part) => this.resolved(part, hops + 1)).reduce<Schema>(merge, schema)
  }

  private find(reference: string): JsonValue | undefined {
    const path = reference.split('/').slice(1)
    const unescaped = path.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    return unescaped.reduce<JsonValue | undefined>((at, key) => record(at)[key], this.root)
  }
}

function merge(left: Schema, right: Schema): Schema {
  const required = [left['required'], right['required']].flatMap((names) =>
    Array.isArray(names) ? names : [],
  )
  const properties = { ...record(left['properties']), ...record(right['properties']) }
  return {
    ...left,
    ...right,
    ...(required.length > 0 && { required }),
    ...(Object.keys(properties).length > 0 && { properties }),
  }
}

function typeOf(schema: Schema): string {
  const type = schema['type']
  if (typeof type === 'string') return type
  if (Array.isArray(type))
    return type.filter((one) => typeof one === 'string').find((one) => one !== 'null') ?? 'null'
  if ('properties' in schema) return 'object'
  if ('items' in schema || 'prefixItems' in schema) return 'array'
  return 'string'
}

function choose(choices: JsonValue[], { name, index, row }: Place): JsonValue {
  const suiting = row === undefined ? [] : choicesFor(name, row)
  return suiting.find((choice) => choices.includes(choice)) ?? choices[index % choices.length] ?? null
}

function isNull(schema: Schema): boolean {
  return schema['type'] === 'null'
}

function number(schema: Schema, { index }: Place): number {
  const step = numberOr(schema['multipleOf'], typeOf(schema) === 'integer' ? 1 : 0.5)
  const low = schema['minimum'] ?? schema['exclusiveMinimum']
  const high = schema['maximum'] ?? schema['exclusiveMaximum']
  const from = numberOr(low, Math.min(1, numberOr(high, 1)))
  const first = Math.ceil(from / step) * step
  const lowest = schema['exclusiveMinimum'] !== undefined && first <= from ? first + step : first
  const wanted = lowest + step * (index + 1)
  return typeof high !== 'number' || wanted < high ? wanted : lowest
}

function string(brief: Brief, schema: Schema, { name, index, row }: Place): string {
  const format = typeof schema['format'] === 'string' ? FORMATS[schema['format']] : undefined
  if (format !== undefined) return format
  const bounded = 'minLength' in schema || 'maxLength' in schema
  const written = textFor(brief, name, index, row)
  // Some count these once and some twice, so that no length would be right for all.
  const text = bounded ? written.replace(/[\u{10000}-\u{10ffff}]/gu, '') : written
  const most = numberOr(schema['maxLength'], 10_000)
  return text.padEnd(Math.min(numberOr(schema['minLength'], 0), 10_000), '.').slice(0, most)
}

const FORMATS: Record<string, string> = {
  date: '2026-01-15',
  'date-time': '2026-01-15T09:30:00Z',
  time: '09:30:00Z',
  duration: 'P2W',
  email: 'hello@example.com',
  uri: 'https://example.com/',
  hostname: 'example.com',
  uuid: '7f1c1f5e-6f0a-4c57-9d53-3f2b8a1c0d42',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
}

function record(value: JsonValue | undefined): Record<string, JsonValue> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}
}

function numberOr(value: JsonValue | undefined, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : otherwise
}
