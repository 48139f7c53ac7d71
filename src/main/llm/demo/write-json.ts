import type { JsonValue } from '@shared/model/json'
import type { JsonSchema } from '@shared/model/step'
import { fitSchema } from './fit-schema'
import { singular, textFor } from './name-text'
import type { Brief } from './read-brief'
import { rowsFor } from './rows-for'

/**
 * A JSON answer about the brief: valid against the schema where there is one, for the keywords that providers'
 * strict modes share; else an object with the fields that the prompt names.
 */
export function writeJson(brief: Brief, schema: JsonSchema | undefined): string {
  const value = schema === undefined ? freeObject(brief) : fitSchema(brief, schema)
  return JSON.stringify(value, null, 2)
}

interface Field {
  name: string
  /** A list of objects with these. */
  parts: string[]
  isList: boolean
}

/** Without a schema: the fields that the prompt names, else some that always make sense. */
function freeObject(brief: Brief): JsonValue {
  const listed = listedFields(brief.instructions)
  const fields = listed.length > 0 ? listed : quotedFields(brief.material)
  return Object.fromEntries(fields.map((field) => [field.name, freeValue(brief, field)]))
}

/** `- "dates": a list of objects with "date" and "event"`. */
function listedFields(instructions: string): Field[] {
  return instructions.split('\n').flatMap((line) => {
    const [, name, rest = ''] = /^\s*[-*] ["'`]([A-Za-z_]\w{0,40})["'`]:? *(.{0,400})/.exec(line) ?? []
    if (name === undefined) return []
    const parts = /objects? with/i.test(rest) ? namesIn(rest) : []
    return [{ name, parts, isList: /\blist\b/i.test(rest) }]
  })
}

/** Names in quotes or backticks, wherever they stand. */
function quotedFields(material: string): Field[] {
  const named = namesIn(material).slice(0, 12)
  const names = named.length > 0 ? named : ['title', 'summary', 'audience', 'points']
  return names.map((name) => ({ name, parts: [], isList: /[^s]s$/.test(name) }))
}

function namesIn(text: string): string[] {
  return [...new Set([...text.matchAll(/["'`]([A-Za-z_]\w{0,40})["'`]/g)].map(([, name = '']) => name))]
}

function freeValue(brief: Brief, { name, parts, isList }: Field): JsonValue {
  if (/^(?:is|has|should|can)[A-Z_]/.test(name)) return true
  if (/count|number|score|rating|total|amount|price|year|age$/i.test(name)) return 1
  if (!isList) return textFor(brief, name, 0)
  const rows = rowsFor(brief, name)
  if (parts.length === 0)
    return rows?.map(({ text }) => text) ?? [0, 1, 2].map((at) => textFor(brief, singular(name), at))
  return (rows ?? []).map((row, index) =>
    Object.fromEntries(parts.map((part) => [part, textFor(brief, part, index, row)])),
  )
}
