import { closestName } from './closest-name'
import type { Finding } from './evaluation'
import { listNames } from './find-value'
import { printLabel, printReference } from './print-prompt'
import { earlierLabels, type PromptScope } from './prompt-scope'
import type { ReferenceSegment, ReferenceTarget } from './prompt-template'
import { shortenText } from './shorten-text'

/** Says why a label means no earlier step, and which one was probably meant. */
export function explainUnknownLabel(
  segment: ReferenceSegment,
  target: Extract<ReferenceTarget, { kind: 'step' }>,
  scope: PromptScope,
): Finding {
  const { label } = target
  const written = shortenText(segment.source)
  const positions = scope.steps.positions.get(label) ?? []
  if (positions.includes(scope.position)) {
    return { message: `${written} refers to its own step. A step can refer only to steps before it.` }
  }
  if (positions.length > 0) {
    return {
      message:
        `${written} refers to step "${label}", which comes later. ` +
        `Move this step below "${label}", or move "${label}" up.`,
    }
  }
  const earlier = earlierLabels(scope)
  const split = splitLabel(segment, target, earlier)
  if (split) return split
  const close = closestName(label, earlier)
  if (close !== undefined) {
    const text = relabel(segment, close)
    return {
      message: `${written} refers to a step "${shortenText(label)}", and there is none. Did you mean "${close}"?`,
      fix: { label: `Change to ${shortenText(text)}`, text },
    }
  }
  const later = closestName(label, scope.steps.positions.keys())
  const known =
    later !== undefined
      ? `Did you mean "${later}"? It is not before this step: move it up.`
      : earlier.size === 0
        ? 'There is no step before this one.'
        : `The steps before this one: ${listNames([...earlier])}.`
  return { message: `${written} refers to a step "${shortenText(label)}", and there is none. ${known}` }
}

/** `{{steps.v1.0 draft.content}}` where a step is labelled "v1.0 draft": the label needs quotes. */
function splitLabel(
  segment: ReferenceSegment,
  target: Extract<ReferenceTarget, { kind: 'step' }>,
  earlier: Set<string>,
): Finding | undefined {
  const path = target.path === 'content' ? ['content'] : target.path
  for (let length = Math.min(path.length, 20); length > 0; length--) {
    const label = [target.label, ...path.slice(0, length)].join('.')
    if (!earlier.has(label)) continue
    const [first = 'content', ...rest] = path.slice(length)
    const text = printReference({
      target: { kind: 'step', label, path: first === 'content' ? 'content' : [first, ...rest] },
      defaultText: segment.reference.defaultText,
    })
    return {
      message: `A label with a dot is written in quotes. Write ${text} for step "${label}".`,
      fix: { label: `Change to ${shortenText(text)}`, text },
    }
  }
  return undefined
}

/** The source of a reference with another label in it, otherwise as it was written. */
export function relabel(segment: ReferenceSegment, label: string): string {
  const { source, range, labelRange } = segment
  if (!labelRange) return source
  const before = source.slice(0, labelRange.from - range.from)
  return before + printLabel(label) + source.slice(labelRange.to - range.from)
}
