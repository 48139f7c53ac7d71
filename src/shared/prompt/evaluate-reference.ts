import type { JsonValue } from '../model/json'
import { closestName } from './closest-name'
import type { ContentReader, Evaluation, Finding } from './evaluation'
import { explainUnknownLabel } from './explain-unknown-label'
import { describeValue, findValue } from './find-value'
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
  const { content } = step
  if (content === undefined || content === null) {
    return {
      kind: 'not yet',
      message: `${written} refers to step "${target.label}", which has no output yet.`,
    }
  }
  if (target.path === 'content') return { kind: 'text', text: content }

  const owner = `the output of "${target.label}"`
  const reading = readContent(position, content)
  if (!reading.ok) {
    const text = content.trim()
    const begins = text === '' ? 'it is empty' : `it begins with "${shortenText(text, 40)}"`
    return orDefault(reference, 'lacking', () => ({
      message:
        `${written} reads a field, but ${owner} is not JSON: ${begins}. ` +
        `Set the output format of "${target.label}" to JSON, write .content for its text, or give a default.`,
      fix: addDefault(reference),
    }))
  }
  return evaluatePath(reference, 'lacking', reading.value, target.path, owner, written)
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
  if (input.kind !== 'value') {
    return {
      kind: 'not yet',
      message: `${written} needs an input, and there is none yet. Give the run an input.`,
    }
  }
  return evaluatePath(reference, 'wrong', input.value, path, 'the input', written)
}

function evaluatePath(
  reference: Reference,
  kind: 'wrong' | 'lacking',
  value: JsonValue,
  path: string[],
  owner: string,
  written: string,
): Evaluation {
  const found = findValue(value, path)
  if (found.found) return printValue(found.value, kind, written)
  const { depth, holder } = found
  return orDefault(reference, kind, () => {
    const name = path[depth] ?? ''
    const place = depth === 0 ? owner : `"${path.slice(0, depth).join('.')}" in ${owner}`
    const isObject = holder !== null && typeof holder === 'object' && !Array.isArray(holder)
    const close = isObject ? closestName(name, Object.keys(holder)) : undefined
    const question = close === undefined ? '' : ` Did you mean "${close}"?`
    const respelled = { ...reference.target, path: path.with(depth, close ?? name) }
    return {
      message:
        `${written} finds no "${shortenText(name)}": ${shortenText(place)} ${describeValue(holder)}.` +
        `${question} Correct the path, or give a default.`,
      fix:
        close === undefined
          ? addDefault(reference)
          : changeTo(printReference({ ...reference, target: respelled })),
    }
  })
}

function printValue(value: JsonValue, kind: 'wrong' | 'lacking', written: string): Evaluation {
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
function orDefault(reference: Reference, kind: 'wrong' | 'lacking', explain: () => Finding): Evaluation {
  const { defaultText } = reference
  return defaultText === undefined ? { kind, ...explain() } : { kind: 'text', text: defaultText }
}

function addDefault(reference: Reference): { label: string; text: string } {
  return { label: 'Give a default', text: printReference({ ...reference, defaultText: 'none' }) }
}

function changeTo(text: string): { label: string; text: string } {
  return { label: `Change to ${shortenText(text)}`, text }
}
