import { BatonError, invalid, type Problem } from '../errors'
import { PROVIDER_KINDS, type ProviderKind } from './provider-kinds'
import { checkTemplateFile, knownFields } from './template-file-check'
import { readTemplateJson } from './template-file-json'
import { MAX_LISTED_PROBLEMS, placeOf, problem, shown } from './template-file-problems'
import { MAX_TEMPLATE_BYTES, TEMPLATE_FORMAT, TEMPLATE_SCHEMA_ID } from './template-file-schema'
import { readTexts, writableTexts } from './template-file-text'
import { workflowSettings, type WorkflowSettings } from './workflow'

/**
 * Reads a template file. It is untrusted: size, depth and amount are limited, nothing in it is executed or fetched,
 * and what comes back is a plain value that fits `workflowSettings`. Absent fields stay absent.
 *
 * It does not check the prompts: a reference to a step that isn't there is a matter of validating the workflow.
 *
 * @param text the file's text, decoded as UTF-8; a byte order mark and any line ends are fine
 * @returns the template, and what was left out or deserves a look
 * @throws BatonError `INVALID` with everything that is wrong, each with its path in the file
 */
export function parseTemplateFile(text: string): { template: WorkflowSettings; warnings: Problem[] } {
  if (isTooLarge(text)) {
    const message = 'The file is larger than 5 MB, and a template is at most that large. Choose another file.'
    throw invalid([problem([], message)])
  }
  const json = readTemplateJson(text.startsWith('\uFEFF') ? text.slice(1) : text)
  const texts = readTexts(json.value)
  const { file, problems, warnings } = checkTemplateFile(texts.value)
  // What is unreadable needs no second sentence about not fitting.
  const unreadable = new Set(texts.problems.map(({ path }) => path.join('\n')))
  const errors = [
    ...json.problems,
    ...texts.problems,
    ...problems.filter(({ path }) => !unreadable.has(path.join('\n'))),
  ]
  if (file === undefined || errors.length > 0) throw invalid(firstOf(errors))
  const { $schema: _schema, format: _format, ...template } = file
  return {
    template,
    warnings: firstOf([...texts.warnings, ...warnings, ...unknownProviders(template)]),
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
  return written(importable(written(writableTexts(known))))

  function kindOf(provider: string | undefined): string | undefined {
    if (provider === undefined || isProviderKind(provider)) return provider
    return providerKindOf(provider)
  }
}

/** What an import will make of a text that is about to be exported. */
function importable(text: string): WorkflowSettings {
  try {
    return parseTemplateFile(text).template
  } catch (error) {
    if (!(error instanceof BatonError)) throw error
    const message = `The workflow does not fit into a template file. ${error.message}`
    throw new BatonError(error.code, message, { problems: error.problems, cause: error })
  }
}

function written(settings: object): string {
  return `${JSON.stringify({ $schema: TEMPLATE_SCHEMA_ID, format: TEMPLATE_FORMAT, ...settings }, null, 2)}\n`
}

function isTooLarge(text: string): boolean {
  // A UTF-16 unit is one to three bytes of UTF-8.
  if (text.length > MAX_TEMPLATE_BYTES) return true
  return text.length * 3 > MAX_TEMPLATE_BYTES && new TextEncoder().encode(text).length > MAX_TEMPLATE_BYTES
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

function firstOf(problems: Problem[]): Problem[] {
  const [first] = problems
  if (first === undefined || problems.length <= MAX_LISTED_PROBLEMS) return problems
  const more = 'The file has more places like these. Mend the ones that are listed first.'
  return [...problems.slice(0, MAX_LISTED_PROBLEMS), problem([], more, first.severity)]
}
