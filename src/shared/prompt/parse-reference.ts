import { closestName } from './closest-name'
import { normalizeLabel } from './normalize-label'
import { parseDefault } from './parse-default'
import { printReference } from './print-prompt'
import { shortenText } from './shorten-text'
import { endOfString, indexOutsideStrings, readString, unquote } from './string-literal'
import type { Reference, ReferenceTarget, TextRange } from './prompt-template'

export type ParsedReference =
  | {
      ok: true
      reference: Reference
      /** Of a step: where the label stands in the source, with the dot or brackets around it. */
      labelRange?: TextRange
    }
  | {
      ok: false
      message: string
      /** Replaces the whole source. */
      fix: { label: string; text: string }
      unknownName?: string
    }

type Failure = Extract<ParsedReference, { ok: false }> & {
  /** Another spelling, to be offered if it turns out to be a reference. */
  respelled?: string
}
type Parsed<T> = ({ ok: true } & T) | Failure

/**
 * Reads one reference.
 *
 * @param source from `{{` to `}}`, both included, with no `}}` between them but in strings.
 */
export function parseReference(source: string): ParsedReference {
  const parsed = readReference(source)
  if (parsed.ok || parsed.respelled === undefined) return parsed
  // Once, and not for what the other spelling would suggest in turn: that could go on for as long as the source.
  const { respelled, ...failure } = parsed
  const second = readReference(respelled)
  if (second.ok) return { ...failure, fix: changeTo(respelled) }
  return second.fix.text.startsWith('{{') ? { ...failure, fix: second.fix } : failure
}

function readReference(source: string): Extract<ParsedReference, { ok: true }> | Failure {
  const body = source.slice(0, -2)
  const pipe = indexOutsideStrings(body, '|')
  const expression = pipe === -1 ? body : body.slice(0, pipe)
  const filter = pipe === -1 ? undefined : parseDefault(body.slice(pipe + 1))
  const target = parseTarget(expression, source, filter?.text)
  if (!target.ok) return target
  const reference: Reference = { target: target.target }
  if (filter) {
    reference.defaultText = filter.text
    if (filter.wrong !== undefined) return replacement(filter.wrong, printReference(reference))
  }
  return target.labelRange ? { ok: true, reference, labelRange: target.labelRange } : { ok: true, reference }
}

function parseTarget(
  expression: string,
  source: string,
  defaultText: string | undefined,
): Parsed<{ target: ReferenceTarget; labelRange?: TextRange }> {
  const rootEnd = expression.slice(2).search(/[.["]/)
  const end = rootEnd === -1 ? expression.length : rootEnd + 2
  const root = expression.slice(2, end).trim()
  if (root === 'input') {
    const path = parsePath(expression, end, source)
    return path.ok ? { ok: true, target: { kind: 'input', path: path.path } } : path
  }
  if (root !== 'steps') return unknownRoot(root, expression, end, source)

  const labelled = parseLabel(expression, end, source)
  if (!labelled.ok) return labelled
  const { label, labelRange } = labelled
  const path = parsePath(expression, labelRange.to, source)
  if (!path.ok) return path
  const [first, ...rest] = path.path
  const mended = (fields: 'content' | string[]): string =>
    printReference({ target: { kind: 'step', label, path: fields }, defaultText })
  if (first === undefined) {
    const text = mended('content')
    return replacement(`This names a step but not what of it. Write ${shortenText(text)} for its text.`, text)
  }
  if (first === 'content') {
    if (rest.length === 0) return { ok: true, target: { kind: 'step', label, path: 'content' }, labelRange }
    const text = mended(rest[0] === 'content' ? 'content' : rest)
    return replacement(`"content" is the whole text and has no fields. Write ${shortenText(text)}.`, text)
  }
  return { ok: true, target: { kind: 'step', label, path: path.path }, labelRange }
}

function unknownRoot(root: string, expression: string, end: number, source: string): Failure {
  if (expression.slice(2).trim() === '') {
    return plainText('There is nothing between these braces. Name a variable, such as {{input}}', source)
  }
  const close = closestName(root, ['input', 'steps'])
  if (close === undefined) {
    const failure = plainText(
      `There is no variable "${shortenText(root)}". Use {{input}} or {{steps.Label.content}}`,
      source,
    )
    return { ...failure, unknownName: root }
  }
  const message = `There is no variable "${shortenText(root)}". Did you mean "${close}"?`
  return { ...plainText(message, source), message, respelled: `{{${close}${source.slice(end)}` }
}

/** Reads `["Label"]`, or `.Label` up to the next dot or `["`, which no plain label can hold. */
function parseLabel(
  expression: string,
  from: number,
  source: string,
): Parsed<{ label: string; labelRange: TextRange }> {
  const start = skipSpace(expression, from)
  if (expression[start] === '[') {
    const quoted = parseBrackets(expression, start, source)
    if (!quoted.ok) return quoted
    const label = normalizeLabel(quoted.name)
    if (label === '') return plainText('The label of the step is empty. Name a step', source)
    return { ok: true, label, labelRange: { from: start, to: quoted.end } }
  }
  const length = expression.slice(start + 1).search(/\.|\[\s*"/)
  const to = length === -1 ? expression.length : start + 1 + length
  const written = expression.slice(start + 1, to)
  const label = normalizeLabel(written)
  if (label === '' || expression[start] !== '.') {
    return plainText('This does not say which step. Write {{steps.Label.content}}', source)
  }
  if (/["{}]/.test(label)) {
    return plainText(
      `A label with a quote or a brace goes in brackets and quotes: {{steps["Label"].content}}`,
      source,
    )
  }
  return { ok: true, label, labelRange: { from: start, to: start + 1 + written.trimEnd().length } }
}

/** Reads `.name`, `["name"]` and `[0]` up to the end. */
function parsePath(expression: string, from: number, source: string): Parsed<{ path: string[] }> {
  const path: string[] = []
  let position = skipSpace(expression, from)
  while (position < expression.length) {
    if (expression[position] === '[') {
      const quoted = parseBrackets(expression, position, source)
      if (!quoted.ok) return quoted
      path.push(quoted.name)
      position = skipSpace(expression, quoted.end)
      continue
    }
    const length = expression.slice(position + 1).search(/[.[]/)
    const end = length === -1 ? expression.length : position + 1 + length
    const name = expression.slice(position + 1, end).trim()
    if (expression[position] !== '.' || /["{}\]]/.test(name)) {
      return plainText(`This is not a path: "${shortenText(expression.slice(from).trim())}"`, source)
    }
    if (name === '')
      return plainText('A field name is missing next to a dot. Write it, or remove the dot', source)
    path.push(name)
    position = end
  }
  return { ok: true, path }
}

function parseBrackets(
  expression: string,
  open: number,
  source: string,
): Parsed<{ name: string; end: number }> {
  const start = skipSpace(expression, open + 1)
  const stringEnd = endOfString(expression, start)
  const index = /^\d+/.exec(expression.slice(start, start + 20))?.[0]
  const end = stringEnd === -1 ? start + (index?.length ?? 0) : stringEnd
  const close = skipSpace(expression, end)
  const name = stringEnd === -1 ? index : readString(expression.slice(start, stringEnd))
  if (name !== undefined && expression[close] === ']') return { ok: true, name, end: close + 1 }

  const failure = plainText(
    'What is in brackets is a name in straight double quotes, such as ["v1.0 draft"], or an index',
    source,
  )
  const bracket = expression.indexOf(']', start)
  const written = unquote(expression.slice(start, bracket === -1 ? start : bracket))
  if (written === '') return failure
  const respelled = `${source.slice(0, open)}[${JSON.stringify(written)}]${source.slice(bracket + 1)}`
  return { ...failure, respelled }
}

function skipSpace(text: string, from: number): number {
  let position = from
  while (position < text.length && text[position]?.trim() === '') position++
  return position
}

function plainText(message: string, source: string): Failure {
  const fix = { label: 'Write it as plain text', text: '\\' + source }
  return { ok: false, message: `${message}, or write \\{{ for plain braces.`, fix }
}

function replacement(message: string, text: string): Failure {
  return { ok: false, message, fix: changeTo(text) }
}

function changeTo(text: string): { label: string; text: string } {
  return { label: `Change to ${shortenText(text)}`, text }
}
