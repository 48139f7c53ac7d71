import type { Problem } from '@shared/errors'

/** What a schema found, as every Standard Schema library says it. */
export interface ValidationIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** As many as a person may want to read. */
const MAX_PROBLEMS = 100
/** A field's name comes from the caller and may be anything. */
const MAX_NAME = 100

/** The issues of a schema as problems, at least one. Names places and rules, and never repeats a value. */
export function validationProblems(issues: readonly ValidationIssue[]): Problem[] {
  const problems = issues.slice(0, MAX_PROBLEMS).map((issue): Problem => {
    const path = (issue.path ?? []).map((part) => pathPart(typeof part === 'object' ? part.key : part))
    return { path, message: sentence(path, issue.message), severity: 'error' }
  })
  return problems.length > 0
    ? problems
    : [{ path: [], message: 'The input is not valid.', severity: 'error' }]
}

function pathPart(key: PropertyKey): string | number {
  return typeof key === 'number' ? key : String(key).slice(0, MAX_NAME)
}

/** Our own messages are sentences; a library's are not, and don't say where. */
function sentence(path: (string | number)[], message: string): string {
  if (message.endsWith('.')) return message
  const short = message.length > 300 ? `${message.slice(0, 300)}…` : message
  return path.length === 0 ? `${short}.` : `"${path.join('.')}": ${short}.`
}
