import type { JsonValue } from '@shared/model/json'
import type { JsonSchema } from '@shared/model/step'
import { fitSchema } from './fit-schema'
import { singular, textFor } from './name-text'
import type { Brief } from './read-brief'

/**
 * A JSON answer about the brief: valid against the schema where there is one, for the keywords that providers'
 * strict modes share; else an object with the fields that the prompt names.
 */
export function writeJson(brief: Brief, schema: JsonSchema | undefined): string {
  const value = schema === undefined ? freeObject(brief) : fitSchema(brief, schema)
  return JSON.stringify(value, null, 2)
}

/** Without a schema: the fields that the prompt puts into quotes or backticks, else some that always make sense. */
function freeObject(brief: Brief): JsonValue {
  const named = [...brief.material.matchAll(/["'`]([A-Za-z_]\w{0,40})["'`]/g)].map(([, name = '']) => name)
  const names =
    named.length > 0 ? [...new Set(named)].slice(0, 12) : ['title', 'summary', 'audience', 'points']
  return Object.fromEntries(names.map((name, index) => [name, freeValue(brief, name, index)]))
}

function freeValue(brief: Brief, name: string, index: number): JsonValue {
  if (/^(?:is|has|should|can)[A-Z_]/.test(name)) return true
  if (/count|number|score|rating|total|amount|price|year|age$/i.test(name)) return index + 1
  if (/[^s]s$/.test(name)) return [0, 1, 2].map((at) => textFor(brief, singular(name), at))
  return textFor(brief, name, 0)
}
