import type { z } from 'zod'
import type { Problem } from '../errors'

type Path = (string | number)[]

/** As many problems and warnings as a person may want to read; a file with more of them is no template. */
export const MAX_LISTED_PROBLEMS = 100

/** As many faults of its workflow as are told of a template. */
export const MAX_LISTED_FAULTS = 1_000

export function problem(path: Path, message: string, severity: Problem['severity'] = 'error'): Problem {
  return { path, message, severity }
}

/** A text from the file, quoted, cut, and without characters that could disturb what stands around it. */
export function shown(text: string): string {
  const harmless = text
    .slice(0, 200)
    .toWellFormed()
    .replace(/[\p{Cc}\p{Bidi_Control}\u2028\u2029]/gu, '\u{FFFD}')
  const characters = Array.from(harmless)
  return `"${characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : harmless}"`
}

/** A place in the file in words, to begin a sentence with: `The field "output.format" of step 3`. */
export function placeOf(path: Path): string {
  const [list, index, ...rest] = path
  if (list === 'steps' && typeof index === 'number') {
    return rest.length === 0 ? `Step ${index + 1}` : `The field ${fieldName(rest)} of step ${index + 1}`
  }
  return path.length === 0 ? 'The file' : `The field ${fieldName(path)}`
}

function fieldName(path: Path): string {
  const parts = path.length > 6 ? [...path.slice(0, 3), '…', ...path.slice(-2)] : path
  return shown(parts.map((part) => String(part).slice(0, 60)).join('.'))
}

/** What the file's schema found, as a sentence that says where, what, and what to do. */
export function schemaProblem(issue: z.core.$ZodIssue, file: unknown): Problem {
  const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
  const place = placeOf(path)
  const value = valueAt(file, path)
  if (value === undefined) return problem(path, `${place} is missing. Add it: it must be ${wanted(issue)}.`)
  return problem(path, `${place} must be ${wanted(issue)}, and is ${described(value)}. Change it.`)
}

function wanted(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_NAMES[issue.expected] ?? issue.expected
    case 'invalid_value':
      return issue.values.length === 1
        ? shown(String(issue.values[0]))
        : `one of ${issue.values.map((value) => shown(String(value))).join(', ')}`
    case 'too_small':
      if (issue.origin === 'string') return 'a text that is not empty'
      return issue.inclusive === false
        ? `more than ${figure(issue.minimum)}`
        : `at least ${figure(issue.minimum)}`
    case 'too_big':
      if (issue.origin === 'string') return `at most ${figure(issue.maximum)} characters long`
      if (issue.origin === 'array') return `a list of at most ${figure(issue.maximum)}`
      return `at most ${figure(issue.maximum)}`
    case 'invalid_format':
      return 'one line of text'
    case 'custom':
    case 'invalid_element':
    case 'invalid_key':
    case 'invalid_union':
    case 'not_multiple_of':
    case 'unrecognized_keys':
      break
  }
  // The schema has no rules of these kinds that a JSON value can break.
  return 'something else'
}

const TYPE_NAMES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
}

function described(value: unknown): string {
  if (typeof value === 'string') {
    return value.length > 60 ? `a text of ${figure(value.length)} characters` : shown(value)
  }
  if (Array.isArray(value)) return `a list of ${figure(value.length)}`
  if (typeof value === 'object' && value !== null) return 'an object'
  return String(value)
}

function figure(value: number | bigint): string {
  return value.toLocaleString('en')
}

function valueAt(file: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part)
        ? Reflect.get(value, part)
        : undefined,
    file,
  )
}
