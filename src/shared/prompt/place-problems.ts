import type { Problem } from '../errors'
import type { Finding } from './evaluation'
import type { PromptScope } from './prompt-scope'
import type { PromptTemplate } from './prompt-template'

/**
 * Turns what was found in segments into problems with their places.
 *
 * @param findings by segment; undefined where there is nothing to say.
 */
export function placeProblems(
  template: PromptTemplate,
  scope: PromptScope,
  findings: ((Finding & { severity: Problem['severity'] }) | undefined)[],
): Problem[] {
  const { position, field = 'prompt' } = scope
  const label = scope.steps.steps[position]?.label ?? ''
  const place = `In the ${field === 'prompt' ? 'prompt' : 'system prompt'} of "${label}"`
  const severalLines = template.segments.some((segment) => segment.source.includes('\n'))
  const problems: Problem[] = []
  let line = 1
  for (const [index, segment] of template.segments.entries()) {
    const finding = findings[index]
    if (finding) {
      const problem: Problem = {
        path: ['steps', position, field],
        message: `${place}${severalLines ? `, line ${line}` : ''}: ${finding.message}`,
        severity: finding.severity,
        range: segment.range,
      }
      if (finding.fix) problem.fix = finding.fix
      problems.push(problem)
    }
    line += countLines(segment.source)
  }
  return problems
}

function countLines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count++
  return count
}
