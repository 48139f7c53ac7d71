import { z } from 'zod'
import { invalid, type BatonError, type Problem } from '../errors'
import { PROVIDER_KINDS, type ProviderKind } from './connection'
import { readTemplateJson } from './template-file-json'
import { MAX_LISTED_PROBLEMS, placeOf, problem, schemaProblem, shown } from './template-file-problems'
import {
  MAX_TEMPLATE_BYTES,
  TEMPLATE_FORMAT,
  TEMPLATE_SCHEMA_ID,
  templateFile,
  type TemplateFile,
} from './template-file-schema'
import { readTexts, writableTexts } from './template-file-text'
import { workflowSettings, type WorkflowSettings } from './workflow'

/**
 * Reads a template file. It is untrusted: size, depth and amount are limited, nothing in it is executed or fetched,
 * and what comes back is a plain value that fits `workflowSettings`. Absent fields stay absent.
 *
 * It does not check the prompts: a reference to a step that isn't there is a matter of validating the workflow.
 *
 * @param text the file's text; a byte order mark and any line ends are fine
 * @returns the template, and what was left out or deserves a look
 * @throws BatonError `INVALID` with everything that is wrong, each with its path in the file
 */
export function parseTemplateFile(text: string): { template: WorkflowSettings; warnings: Problem[] } {
  if (isTooLarge(text)) {
    throw refused(
      'The file is larger than 5 MB, and a template is at most that large. Choose a template file.',
    )
  }
  const json = readTemplateJson(text.startsWith('\uFEFF') ? text.slice(1) : text)
  const texts = readTexts(json.value)
  const { file, problems, warnings } = checkSchema(objectOfThisFormat(texts.value))
  const all = [...json.problems, ...texts.problems, ...problems, ...warnings]
  const errors = all.filter(({ severity }) => severity === 'error')
  if (file === undefined || errors.length > 0) throw invalid(firstOf(errors))
  const { $schema: _schema, format: _format, ...template } = file
  return {
    template,
    warnings: firstOf([
      ...all.filter(({ severity }) => severity === 'warning'),
      ...unknownProviders(template),
    ]),
  }
}

/**
 * Writes a template file: fields in the schema's order, two spaces, a final newline; the same settings give the same
 * bytes. What the settings leave out stays out. The text is what an import would read back, so exporting an import
 * gives the same bytes, and control characters, which an import refuses, are not written.
 *
 * Only authored settings are written, whatever else the value carries. Of a step's provider only the kind is:
 * `providerKindOf` finds the kind of a connection by its name, and a step whose connection it doesn't know is
 * written without a provider. What already is a kind stays.
 *
 * @throws BatonError `INVALID` for settings that no file can hold, such as more than 500 steps
 */
export function formatTemplateFile(
  settings: WorkflowSettings,
  { providerKindOf }: { providerKindOf: (provider: string) => ProviderKind | undefined },
): string {
  const steps = settings.steps.map((step) => ({ ...step, provider: kindOf(step.provider) }))
  const known = knownFields(workflowSettings, { ...settings, steps })
  return written(parseTemplateFile(written(writableTexts(known))).template)

  function kindOf(provider: string | undefined): string | undefined {
    if (provider === undefined || isProviderKind(provider)) return provider
    return providerKindOf(provider)
  }
}

function written(settings: object): string {
  return `${JSON.stringify({ $schema: TEMPLATE_SCHEMA_ID, format: TEMPLATE_FORMAT, ...settings }, null, 2)}\n`
}

/** The fields that the schema knows, at every level, in its order. Bags of JSON stay as they are. */
function knownFields(schema: z.ZodObject, value: object): Record<string, unknown> {
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

function isTooLarge(text: string): boolean {
  // A UTF-16 unit is one to three bytes of UTF-8.
  if (text.length > MAX_TEMPLATE_BYTES) return true
  return text.length * 3 > MAX_TEMPLATE_BYTES && new TextEncoder().encode(text).length > MAX_TEMPLATE_BYTES
}

/** Another format is the only thing said about a file: the rest can't be judged by this format's rules. */
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
  if (typeof format === 'string' && /^baton\/[1-9][0-9]{0,8}$/.test(format)) {
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

/** Unknown fields are left out and named; everything else that doesn't fit is a problem. */
function checkSchema(file: object): {
  file: TemplateFile | undefined
  problems: Problem[]
  warnings: Problem[]
} {
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

function leftOut(path: (string | number)[], keys: string[]): string {
  const names = keys.slice(0, 10).map(shown).join(', ')
  const more = keys.length > 10 ? ` and ${keys.length - 10} more` : ''
  return `${placeOf(path)} has fields that Baton doesn't know: ${names}${more}. They are left out.`
}

function unknownProviders(template: WorkflowSettings): Problem[] {
  return template.steps.flatMap(({ provider }, index) => {
    if (provider === undefined || isProviderKind(provider)) return []
    const path = ['steps', index, 'provider']
    return [
      problem(
        path,
        `${placeOf(path)} is ${shown(provider)}, which is no kind of provider that Baton knows. Choose a connection for this step, unless you have one of that name.`,
        'warning',
      ),
    ]
  })
}

function isProviderKind(provider: string): provider is ProviderKind {
  return PROVIDER_KINDS.some((kind) => kind === provider)
}

function refused(message: string, path: (string | number)[] = []): BatonError {
  return invalid([problem(path, message)])
}

function firstOf(problems: Problem[]): Problem[] {
  const more = problems.length - MAX_LISTED_PROBLEMS
  if (more <= 0) return problems
  const severity = problems.some((each) => each.severity === 'error') ? 'error' : 'warning'
  return [
    ...problems.slice(0, MAX_LISTED_PROBLEMS),
    problem(
      [],
      `The file has ${more} more places like these. Mend the ones that are listed first.`,
      severity,
    ),
  ]
}
