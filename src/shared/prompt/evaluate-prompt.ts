import { closestName } from './closest-name'
import { evaluateReference } from './evaluate-reference'
import type { ContentReader, Evaluation, Finding } from './evaluation'
import { parseReference } from './parse-reference'
import { printLabel } from './print-prompt'
import { earlierLabels, type PromptScope } from './prompt-scope'
import { normalizeLabel } from './normalize-label'
import type { BrokenSegment, PromptTemplate } from './prompt-template'
import { shortenText } from './shorten-text'
import { readJson, type JsonReading } from './read-json'

/**
 * Evaluates each segment, in order: the one decision that lint and resolve both report. Text that comes out of a
 * reference is never read as a template.
 *
 * @param known what sources came to in this scope before, its `field` aside; added to. Whoever evaluates a text again
 *   after every letter gives the same map each time, and a new one for another scope.
 */
export function evaluatePrompt(
  template: PromptTemplate,
  scope: PromptScope,
  known = new Map<string, Evaluation>(),
): Evaluation[] {
  const readings = new Map<number, JsonReading>()
  const readContent: ContentReader = (position, content) => {
    const reading = readings.get(position) ?? readJson(content)
    readings.set(position, reading)
    return reading
  }
  return template.segments.map((segment) => {
    if (segment.type === 'text') return { kind: 'text', text: segment.value }
    const before = known.get(segment.source)
    if (before) return before
    const evaluation: Evaluation =
      segment.type === 'broken'
        ? { kind: 'wrong', ...evaluateBroken(segment, scope) }
        : evaluateReference(segment, scope, readContent)
    known.set(segment.source, evaluation)
    return evaluation
  })
}

/** `{{Draft}}` where there is a step "Draft" is a slip that only the scope can tell. */
function evaluateBroken(segment: BrokenSegment, scope: PromptScope): Finding {
  const { problem, unknownName: name, source } = segment
  if (name !== undefined && name !== '') {
    const earlier = earlierLabels(scope)
    const wanted = normalizeLabel(name)
    const label = earlier.has(wanted) ? wanted : closestName(wanted, earlier)
    if (label !== undefined) {
      const rest = source.slice(2).trimStart().slice(name.length)
      const respelled = `{{steps${printLabel(label)}${rest}`
      const parsed = parseReference(respelled)
      const text = parsed.ok ? respelled : parsed.fix.text
      if (text.startsWith('{{')) {
        return {
          message:
            `There is no variable "${shortenText(name)}", but there is a step "${label}". ` +
            `Write ${shortenText(text)}.`,
          fix: { label: `Change to ${shortenText(text)}`, text },
        }
      }
    }
  }
  return { message: problem.message, fix: problem.fix }
}
