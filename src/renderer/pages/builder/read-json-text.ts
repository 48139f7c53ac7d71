import type { JsonValue } from '@shared/model/json'
import type { JsonSchema } from '@shared/model/step'

/** `reason`: why a text is no value yet, a sentence. */
export type ReadText<Value> = { ok: true; value: Value | undefined } | { ok: false; reason: string }

/** JSON; a blank text is no value. */
export function readJsonText(text: string): ReadText<JsonValue> {
  if (text.trim() === '') return { ok: true, value: undefined }
  try {
    const value: JsonValue = JSON.parse(text)
    return { ok: true, value }
  } catch (error) {
    return { ok: false, reason: reasonOf(error) }
  }
}

/** A JSON Schema, which is an object; a blank text is none. */
export function readSchemaText(text: string): ReadText<JsonSchema> {
  const read = readJsonText(text)
  if (!read.ok || read.value === undefined) return read.ok ? { ok: true, value: undefined } : read
  const { value } = read
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return { ok: true, value }
  return { ok: false, reason: 'It must be an object, in braces.' }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  const line = /line (\d+)/.exec(message)?.[1]
  return line === undefined ? 'It ends too early to be JSON.' : `It is no JSON: look at line ${line}.`
}
