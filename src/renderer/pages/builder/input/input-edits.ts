import type { JsonValue } from '@shared/model/json'
import type { JsonSchema } from '@shared/model/step'
import type { InputDescription } from '@shared/model/workflow'
import { renameInputField } from '@shared/prompt/rename-input-field'
import { inputFields } from '../../run-sheet/input-fields'
import { printField, readField } from '../../run-sheet/input-draft'
import type { EditedWorkflow } from '../document/edited-workflow'
import { exampleFieldKey, INPUT_EXAMPLE, INPUT_SCHEMA, withoutUnfinished } from '../document/unfinished-texts'
import { writeSimpleFields, type SimpleField } from './simple-fields'

/** Undefined removes. */
type InputChange = { [Field in keyof InputDescription]?: InputDescription[Field] | undefined }

/** Says something else about the input. Where nothing is said any more, there is no description. */
export function changeInput(workflow: EditedWorkflow, change: InputChange): EditedWorkflow {
  const { input, ...rest } = workflow
  const { description, example, schema } = { ...input, ...change }
  const changed: InputDescription = {
    ...(description !== undefined && description !== '' && { description }),
    ...(example !== undefined && example !== '' && { example }),
    ...(schema !== undefined && { schema }),
  }
  return Object.keys(changed).length === 0 ? rest : { ...rest, input: changed }
}

/** The input is a text again. Of an example with fields a single text stays. */
export function toPlainText(workflow: EditedWorkflow): EditedWorkflow {
  const { example } = workflow.input ?? {}
  const isText = typeof example === 'string'
  const [only, ...others] = isObject(example) ? Object.values(example) : []
  const single = typeof only === 'string' && others.length === 0 ? only : undefined
  const changed = changeInput(workflow, { schema: undefined, example: isText ? example : single })
  return withoutUnfinished(changed, isOfInput)
}

/** The input has fields: at first one, which takes what the text was. */
export function toFields(workflow: EditedWorkflow): EditedWorkflow {
  const { example } = workflow.input ?? {}
  const first: SimpleField = { name: 'text', kind: 'text', description: '', required: true }
  const changed = changeInput(workflow, {
    schema: writeSimpleFields([first]),
    example: typeof example === 'string' && example !== '' ? { text: example } : undefined,
  })
  return withoutUnfinished(changed, isOfInput)
}

/**
 * Puts other fields in place of those there are. The example keeps what fits.
 *
 * @param former for each field the name it had; null: it is new
 */
export function changeFields(
  workflow: EditedWorkflow,
  fields: readonly SimpleField[],
  former: readonly (string | null)[],
): EditedWorkflow {
  const before = workflow.input?.schema
  const schema = writeSimpleFields(fields, before)
  const example = carryExample(workflow.input?.example, before, schema, former)
  const kept = new Set(fields.map(({ name }, at) => (former[at] === name ? exampleFieldKey(name) : '')))
  return withoutUnfinished(
    changeInput(workflow, { schema, example }),
    (key) => key === INPUT_SCHEMA || (key.startsWith(`${INPUT_EXAMPLE}/`) && !kept.has(key)),
  )
}

/** Puts a field at another place, in the form and in the example. */
export function moveField(
  workflow: EditedWorkflow,
  fields: readonly SimpleField[],
  from: number,
  to: number,
): EditedWorkflow {
  const field = fields[from]
  if (field === undefined || from === to) return workflow
  const moved = fields.toSpliced(from, 1).toSpliced(to, 0, field)
  const names = moved.map(({ name }) => name)
  const changed = changeFields(workflow, moved, names)
  // Names that are numbers stand first in an object, whatever is done.
  const order = Object.keys(changed.input?.schema?.['properties'] ?? {})
  return order.every((name, at) => name === fields[at]?.name) ? workflow : changed
}

/** Gives a field another name, in the prompts too. */
export function renameField(
  workflow: EditedWorkflow,
  fields: readonly SimpleField[],
  at: number,
  name: string,
): EditedWorkflow {
  const field = fields[at]
  if (field === undefined) return workflow
  const renamed = changeFields(
    workflow,
    fields.with(at, { ...field, name }),
    fields.map((each) => each.name),
  )
  return { ...renamed, steps: renameInputField(renamed.steps, field.name, name) }
}

function carryExample(
  example: JsonValue | undefined,
  before: JsonSchema | undefined,
  after: JsonSchema,
  former: readonly (string | null)[],
): JsonValue | undefined {
  if (!isObject(example)) return undefined
  const fieldsBefore = inputFields(before) ?? []
  const entries = (inputFields(after) ?? []).flatMap((field, at): [string, JsonValue][] => {
    const source = fieldsBefore.find(({ name }) => name === former[at])
    const value = source === undefined ? undefined : example[source.name]
    if (source === undefined || value === undefined) return []
    if (source.kind === field.kind) return [[field.name, value]]
    const carried = field.kind === 'yes-no' ? undefined : readField(field, printField(source, value))
    return carried === undefined ? [] : [[field.name, carried]]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function isOfInput(key: string): boolean {
  return key === INPUT_SCHEMA || key.startsWith(INPUT_EXAMPLE)
}

function isObject(value: JsonValue | undefined): value is { [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
