import type { Problem } from '@shared/errors'
import type { EditedWorkflow } from '../document/edited-workflow'
import {
  exampleFieldKey,
  INPUT_EXAMPLE,
  INPUT_SCHEMA,
  stepSchemaKey,
  takesSchema,
} from '../document/unfinished-texts'
import { readJsonText, readSchemaText, type ReadText } from '../read-json-text'

/** What was typed and is no value yet. It can't be saved, so that nothing may be saved as long as it is there. */
export function findUnfinished({ unfinished, steps, input }: EditedWorkflow): Problem[] {
  if (unfinished === undefined) return []
  const problems: Problem[] = []
  const add = (path: Problem['path'], message: string): void => {
    problems.push({ path, message, severity: 'error' })
  }
  const schemaText = unfinished[INPUT_SCHEMA]
  if (schemaText !== undefined) {
    add(
      ['input', 'schema'],
      `Input: the JSON Schema is not finished. ${reasonOf(readSchemaText(schemaText))}`,
    )
  }
  const exampleText = unfinished[INPUT_EXAMPLE]
  if (exampleText !== undefined) {
    add(['input', 'example'], `Input: the example is not finished. ${reasonOf(readJsonText(exampleText))}`)
  }
  const properties = input?.schema?.['properties']
  for (const name of typeof properties === 'object' && properties !== null ? Object.keys(properties) : []) {
    if (unfinished[exampleFieldKey(name)] !== undefined) {
      add(['input', 'example'], `Input: the example of "${name}" is not of the kind that the field asks for.`)
    }
  }
  for (const [position, step] of steps.entries()) {
    const text = takesSchema(step) ? unfinished[stepSchemaKey(step.id)] : undefined
    if (text === undefined) continue
    const place = `Step ${position + 1} "${step.label}"`
    const reason = reasonOf(readSchemaText(text))
    add(['steps', position, 'output', 'schema'], `${place}: the JSON Schema is not finished. ${reason}`)
  }
  return problems
}

function reasonOf(read: ReadText<unknown>): string {
  return read.ok ? '' : read.reason
}
