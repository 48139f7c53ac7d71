import { z } from 'zod'
import type { JsonValue } from '../model/json'

/** Values may be nested this deep, as in template files. */
export const MAX_DEPTH = 100
/** Characters (UTF-16 units) of a workflow, a step, a draft or a template file. */
export const MAX_WORKFLOW_CHARACTERS = 5_000_000
/** Characters (UTF-16 units) of a run's input or of an output. A transport needs room for them in one message. */
export const MAX_TEXT_CHARACTERS = 20_000_000

/**
 * The schema, behind a check of size and depth that neither recurses nor copies, so that a hostile value can't
 * exhaust the stack before its own schema sees it. Refuses what is not plain JSON; a property that is undefined
 * counts as absent.
 */
export function bounded<Output, Input>(
  schema: z.ZodType<Output, Input>,
  maxCharacters = MAX_WORKFLOW_CHARACTERS,
) {
  return z
    .custom<Input>()
    .superRefine((value, context) => {
      const message = whatIsTooMuch(value, maxCharacters)
      if (message !== undefined) context.addIssue({ code: 'custom', message })
    })
    .pipe(schema)
}

/** Text, or a JSON object or array: what a run takes as its input. */
export const runInput = bounded(
  z.custom<JsonValue>(
    (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
    'An input is a text, or a JSON object or array.',
  ),
  MAX_TEXT_CHARACTERS,
)

/** A JSON object that the server keeps and gives back without looking into it. */
export const jsonObject = bounded(
  z.custom<{ [key: string]: JsonValue }>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'A JSON object is wanted here.',
  ),
)
/** Any JSON object. */
export type JsonObject = z.infer<typeof jsonObject>

/** Why a value is refused: a sentence; undefined if it is not. Each value counts one character, texts their length. */
function whatIsTooMuch(root: unknown, maxCharacters: number): string | undefined {
  const open: { value: unknown; depth: number }[] = [{ value: root, depth: 1 }]
  let characters = 0
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { value, depth } = next
    characters += 1
    if (typeof value === 'string') characters += value.length
    else if (typeof value === 'object' && value !== null) {
      if (depth > MAX_DEPTH) return `This is nested more than ${MAX_DEPTH} levels deep.`
      if (Array.isArray(value)) {
        for (const item of value as unknown[]) open.push({ value: item, depth: depth + 1 })
      } else {
        if (!isPlain(value)) return 'Only plain JSON values can be used here.'
        for (const [key, item] of Object.entries(value)) {
          characters += key.length
          if (item !== undefined) open.push({ value: item, depth: depth + 1 })
        }
      }
    } else if (typeof value !== 'boolean' && value !== null && !Number.isFinite(value)) {
      return 'Only plain JSON values can be used here.'
    }
    if (characters + open.length > maxCharacters) {
      return `This is larger than ${maxCharacters.toLocaleString('en')} characters.`
    }
  }
  return undefined
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
