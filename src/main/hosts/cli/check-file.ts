import type { ApiClient } from '@shared/contract'
import type { Problem } from '@shared/errors'
import type { JsonValue } from '@shared/model/json'

/** What a check of a workflow file found. */
export interface CheckedFile {
  /** Null for a file whose form is wrong. */
  workflow: { name: string; stepCount: number } | null
  problems: Problem[]
}

/** Checks the form of a workflow file, and its prompts, references, schemas and connections, all at once. */
export async function checkFile(api: ApiClient, text: string): Promise<CheckedFile> {
  const { template, warnings, problems } = await api.templates.preview({ text })
  if (template !== null) {
    const checked = await api.workflows.validate({ source: { kind: 'inline', workflow: template.workflow } })
    return {
      workflow: { name: template.name, stepCount: template.steps.length },
      problems: [...warnings, ...checked.problems],
    }
  }
  const known = new Set(problems.map(({ path }) => path.join('\n')))
  const others = (await problemsBeyondForm(api, text)).filter(({ path }) => !known.has(path.join('\n')))
  return { workflow: null, problems: [...problems, ...warnings, ...others] }
}

/** What else is wrong with a file whose form is, as far as it can be told; nothing if it is no JSON object. */
async function problemsBeyondForm(api: ApiClient, text: string): Promise<Problem[]> {
  const file = readObject(text)
  if (file === null) return []
  const { $schema: _schema, format: _format, ...workflow } = file
  const { problems } = await api.workflows.validate({ source: { kind: 'inline', workflow } })
  // A file may have fields that Baton doesn't know: they are left out.
  return problems.filter(({ message }) => !message.includes('Unrecognized key'))
}

function readObject(text: string): { [key: string]: JsonValue } | null {
  try {
    const value: JsonValue = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
