import type { JsonValue } from '../model/json'
import { closestName } from './closest-name'
import type { ContentReader, Evaluation, Finding } from './evaluation'
import { explainUnknownLabel } from './explain-unknown-label'
import { describeValue, findValue } from './find-value'
import { followSchema, type SchemaFinding } from './follow-schema'
import { printReference } from './print-prompt'
import { findReferencedStep, type PromptScope } from './prompt-scope'
import type { Reference, ReferenceSegment } from './prompt-template'
import { shortenText } from './shorten-text'

/** Decides what a reference comes to. A default stands in for what is missing or disabled, never for a wrong label. */
export function evaluateReference(
  segment: ReferenceSegment,
  scope: PromptScope,
  readContent: ContentReader,
): Evaluation {
  const { reference } = segment
  const written = shortenText(segment.source)
  const { target } = reference
  if (target.kind === 'input') return evaluateInput(reference, target.path, written, scope)

  const position = findReferencedStep(scope.steps, target.label, scope.position)
  const step = position === undefined ? undefined : scope.steps.steps[position]
  if (position === undefined || step === undefined) {
    return { kind: 'wrong', ...explainUnknownLabel(segment, target, scope) }
  }
  if (step.enabled === false) {
    return orDefault(reference, 'wrong', () => ({
      message: `${written} refers to step "${target.label}", which is disabled. Enable it, or give a default.`,
      fix: addDefault(reference),
    }))
  }
  const promised =
    target.path === 'content' || step.schema === undefined ? null : followSchema(step.schema, target.path)
  if (target.path !== 'content' && promised?.kind === 'none') {
    return evaluateMissing(reference, target.path, promised, `the schema of "${target.label}"`, written)
  }
  const { content } = step
  if (content === undefined || content === null) {
    return {
      kind: 'not yet',
      message: `${written} refers to step "${target.label}", which has no output yet.`,
    }
  }
  if (target.path === 'content') return { kind: 'text', text: content }

  // What the schema promises is in the next output, whatever the last one had.
  const lacking = promised?.kind === 'known' && !promised.optional ? 'not yet' : 'lacking'
  const owner = `the output of "${target.label}"`
  const reading = readContent(position, content)
  if (!reading.ok) {
    const text = content.trim()
    const begins = text === '' ? 'it is empty' : `it begins with "${shortenText(text, 40)}"`
    return orDefault(reference, lacking, () => ({
      message:
        `${written} reads a field, but ${owner} is not JSON: ${begins}. ` +
        `Set the output format of "${target.label}" to JSON, write .content for its text, or give a default.`,
      fix: addDefault(reference),
    }))
  }
  return evaluatePath(reference, lacking, reading.value, target.path, owner, written)
}

function evaluateInput(
  reference: Reference,
  path: string[],
  written: string,
  scope: PromptScope,
): Evaluation {
  const { input } = scope
  const isText = input.kind === 'text' || (input.kind === 'value' && typeof input.value === 'string')
  if (isText && path.length > 0) {
    return orDefault(reference, 'wrong', () => ({
      message:
        `${written} asks for a field, but the input is text, which has no fields. ` +
        'Write {{input}} for all of it, or give the input as a JSON object.',
      fix: changeTo(printReference({ ...reference, target: { kind: 'input', path: [] } })),
    }))
  }
  if (input.kind === 'absent') {
    return orDefault(reference, 'wrong', () => ({
      message: `${written} needs an input, but there is none. Give the run an input, or give a default.`,
      fix: addDefault(reference),
    }))
  }
  if (input.kind === 'described' && path.length > 0) {
    const found = followSchema(input.schema, path)
    if (found.kind === 'none') {
      return evaluateMissing(reference, path, found, 'the schema of the input', written)
    }
    if (found.kind === 'known' && found.optional) {
      return orDefault(reference, 'lacking', () => ({
        message: `${written} may be left out of the input, and then there is nothing to put in. Require it, or give a default.`,
        fix: addDefault(reference),
      }))
    }
  }
  if (input.kind !== 'value') {
    return {
      kind: 'not yet',
      message: `${written} needs an input, and there is none yet. Give the run an input.`,
    }
  }
  return evaluatePath(reference, 'wrong', input.value, path, 'the input', written)
}

/** Why there is no text; the lint makes of it what it makes of the kind. */
type Lack = 'wrong' | 'lacking' | 'not yet'

function evaluatePath(
  reference: Reference,
  kind: Lack,
  value: JsonValue,
  path: string[],
  owner: string,
  written: string,
): Evaluation {
  const found = findValue(value, path)
  if (found.found) return printValue(found.value, kind, written)
  const { depth, holder } = found
  const isFields = holder !== null && typeof holder === 'object' && !Array.isArray(holder)
  return orDefault(reference, kind, () =>
    explainMissing(
      reference,
      path,
      depth,
      isFields ? Object.keys(holder) : [],
      describeValue(holder),
      owner,
      written,
    ),
  )
}

function evaluateMissing(
  reference: Reference,
  path: string[],
  { depth, names, description }: Extract<SchemaFinding, { kind: 'none' }>,
  owner: string,
  written: string,
): Evaluation {
  return orDefault(reference, 'wrong', () =>
    explainMissing(reference, path, depth, names, description, owner, written),
  )
}

/** @param description of what is there, as the end of a sentence */
function explainMissing(
  reference: Reference,
  path: string[],
  depth: number,
  names: string[],
  description: string,
  owner: string,
  written: string,
): Finding {
  const name = path[depth] ?? ''
  const place = depth === 0 ? owner : `"${path.slice(0, depth).join('.')}" in ${owner}`
  const close = closestName(name, names)
  const question = close === undefined ? '' : ` Did you mean "${close}"?`
  const respelled = { ...reference.target, path: path.with(depth, close ?? name) }
  return {
    message:
      `${written} finds no "${shortenText(name)}": ${shortenText(place)} ${description}.` +
      `${question} Correct the path, or give a default.`,
    fix:
      close === undefined
        ? addDefault(reference)
        : changeTo(printReference({ ...reference, target: respelled })),
  }
}

function printValue(value: JsonValue, kind: Lack, written: string): Evaluation {
  if (typeof value === 'string') return { kind: 'text', text: value }
  try {
    return { kind: 'text', text: JSON.stringify(value) }
  } catch {
    // The one way in which printing a JSON value fails: it is nested more deeply than the stack is high.
    return {
      kind,
      message: `${written} is nested too deeply to be written out. Refer to a part of it.`,
    }
  }
}

/** @param explain called only where there is no default: what it says takes time to put together. */
function orDefault(reference: Reference, kind: Lack, explain: () => Finding): Evaluation {
  const { defaultText } = reference
  return defaultText === undefined ? { kind, ...explain() } : { kind: 'text', text: defaultText }
}

function addDefault(reference: Reference): { label: string; text: string } {
  return { label: 'Give a default', text: printReference({ ...reference, defaultText: 'none' }) }
}

function changeTo(text: string): { label: string; text: string } {
  return { label: `Change to ${shortenText(text)}`, text }
}
