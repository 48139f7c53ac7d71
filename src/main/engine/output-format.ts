import { z } from 'zod'
import { readJson } from '@shared/prompt/read-json'
import type { JsonValue } from '@shared/model/json'
import type { JsonSchema, OutputFormat } from '@shared/model/step'

/**
 * The system prompt with the instruction to answer in JSON, where JSON is asked for. Every provider understands an
 * instruction. It is not needed where the provider itself holds the answer to the schema (`enforcesFormat`).
 */
export function withFormatInstruction(systemPrompt: string, output: OutputFormat): string {
  if (output.format === 'text') return systemPrompt
  const instruction =
    output.schema === undefined
      ? 'Answer with one JSON value and nothing else: no introduction, no explanation, no code fence.'
      : `Answer with one JSON value that is valid against this JSON Schema, and nothing else: no introduction, no explanation, no code fence.\n${JSON.stringify(output.schema)}`
  return systemPrompt === '' ? instruction : `${systemPrompt}\n\n${instruction}`
}

/** Null where a text is what the format asks for, else the reason as a sentence. Any text is a `text`. */
export function checkOutput(text: string, output: OutputFormat): string | null {
  if (output.format === 'text') return null
  const json = readJson(text)
  if (!json.ok) return json.reason
  if (output.schema === undefined) return null
  return checkValue(json.value, output.schema)
}

/** Null where a value is valid against a JSON Schema, else the reason as a sentence. */
export function checkValue(value: JsonValue, jsonSchema: JsonSchema): string | null {
  const schema = readSchema(jsonSchema)
  if (typeof schema === 'string') return schema
  const checked = schema.safeParse(value)
  if (checked.success) return null
  const first = checked.error.issues[0]
  const place = first === undefined || first.path.length === 0 ? 'the value' : `\`${first.path.join('.')}\``
  return `${place}: ${first?.message ?? 'does not match the schema'}.`
}

/** Null where a schema can be used, else the reason as a sentence. */
export function checkSchema(schema: JsonSchema): string | null {
  const read = readSchema(schema)
  return typeof read === 'string' ? read : null
}

// A schema may come from a file that somebody else wrote: it is interpreted, never compiled to code.
z.config({ jitless: true })

/** Schemas belong to frozen steps: few, and each is used for every answer of its step. */
const known = new WeakMap<JsonSchema, z.ZodType | string>()

function readSchema(schema: JsonSchema): z.ZodType | string {
  let read = known.get(schema)
  if (read === undefined) {
    try {
      read = z.fromJSONSchema(schema)
    } catch (error) {
      read = `The JSON Schema can't be used: ${error instanceof Error ? error.message : 'it is not valid'}.`
    }
    known.set(schema, read)
  }
  return read
}
