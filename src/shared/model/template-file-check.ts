import { z } from 'zod'
import { invalid, type BatonError, type Problem } from '../errors'
import { placeOf, problem, schemaProblem, shown } from './template-file-problems'
import { TEMPLATE_FORMAT, templateFile, type TemplateFile } from './template-file-schema'

/**
 * Holds what a file contains against the schema of template files. Unknown fields are left out, at every level, and
 * named in a warning; everything else that doesn't fit is a problem.
 *
 * @returns `file` exactly where there are no problems, its fields in the schema's order
 * @throws BatonError `INVALID` for another format: the rest can't be judged by this format's rules
 */
export function checkTemplateFile(value: unknown): {
  file: TemplateFile | undefined
  problems: Problem[]
  warnings: Problem[]
} {
  const file = objectOfThisFormat(value)
  const first = templateFile.safeParse(file)
  if (first.success) return { file: first.data, problems: [], warnings: [] }
  const warnings: Problem[] = []
  const problems: Problem[] = []
  for (const issue of first.error.issues) {
    if (issue.code === 'unrecognized_keys') {
      const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
      warnings.push(problem(path, leftOut(path, issue.keys), 'warning'))
    } else problems.push(schemaProblem(issue, file))
  }
  if (problems.length > 0) return { file: undefined, problems, warnings }
  return { file: templateFile.parse(knownFields(templateFile, file)), problems, warnings }
}

/** The fields that the schema knows, at every level, in its order. Bags of JSON stay as they are. */
export function knownFields(schema: z.ZodObject, value: object): Record<string, unknown> {
  const fields = new Map<string, unknown>(Object.entries(value))
  return Object.fromEntries(
    Object.entries(schema.shape)
      .filter(([key]) => fields.get(key) !== undefined)
      .map(([key, field]) => [key, knownValue(field, fields.get(key))]),
  )
}

function knownValue(schema: unknown, value: unknown): unknown {
  if (schema instanceof z.ZodOptional) return knownValue(schema.unwrap(), value)
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((item) => knownValue(schema.element, item))
  }
  const isObject = typeof value === 'object' && value !== null
  return schema instanceof z.ZodObject && isObject ? knownFields(schema, value) : value
}

function objectOfThisFormat(file: unknown): object {
  if (typeof file !== 'object' || file === null || Array.isArray(file)) {
    throw refused(
      'The file is not a Baton template: it must hold one JSON object. Choose a *.baton.json file.',
    )
  }
  const format: unknown = Reflect.get(file, 'format')
  if (format === TEMPLATE_FORMAT) return file
  if (format === undefined) {
    throw refused(
      `The file is not a Baton template: the field "format" is missing. If it is one, add "format": "${TEMPLATE_FORMAT}".`,
      ['format'],
    )
  }
  if (typeof format === 'string' && /^baton\/[0-9]/.test(format)) {
    throw refused(
      `The file has the format ${shown(format)}, and this Baton reads "${TEMPLATE_FORMAT}". Update Baton to open it.`,
      ['format'],
    )
  }
  throw refused(
    `The field "format" is ${shown(typeof format === 'string' ? format : JSON.stringify(format))}, which is no format of Baton's. If the file is a template, write "${TEMPLATE_FORMAT}".`,
    ['format'],
  )
}

function leftOut(path: (string | number)[], keys: string[]): string {
  const names = keys.slice(0, 10).map(shown).join(', ')
  const more = keys.length > 10 ? ` and ${keys.length - 10} more` : ''
  return `${placeOf(path)} has fields that Baton doesn't know: ${names}${more}. They are left out.`
}

function refused(message: string, path: (string | number)[] = []): BatonError {
  return invalid([problem(path, message)])
}
