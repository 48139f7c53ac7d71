import type { JsonValue } from '@shared/model/json'
import type { JsonSchema } from '@shared/model/step'
import type { PromptScope } from '@shared/prompt/prompt-scope'
import { readJson } from '@shared/prompt/read-json'
import { schemaPaths } from '@shared/prompt/schema-paths'

/** A field as a reference names it: from the outermost object on. */
export type FieldPath = string[]

/** Fields of the input: of its schema, else of what the last run was given. */
export function fieldsOfInput({ input: described }: PromptScope, { input }: PromptScope): FieldPath[] {
  return knownFields(
    described.kind === 'described' ? described.schema : undefined,
    input.kind === 'value' ? input.value : null,
  )
}

/** Fields of a step's output: of its schema, else of what it put out last. `content` always means the whole text. */
export function fieldsOfOutput(schema: JsonSchema | undefined, content: string | null): FieldPath[] {
  const reading = content === null ? null : readJson(content)
  return knownFields(schema, reading?.ok === true ? reading.value : null).filter(
    ([name]) => name !== 'content',
  )
}

function knownFields(schema: JsonSchema | undefined, value: JsonValue): FieldPath[] {
  const paths = schema === undefined ? [] : schemaPaths(schema)
  if (paths.length > 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return paths
  return Object.keys(value).map((name) => [name])
}
