import { tableColumns, type OutlineSection, namedBullets } from './read-outline'
import type { Brief } from './read-brief'
import type { Statement } from './read-statements'
import { clip, quoted } from './sentences'
import { is, nameOf, ofKind } from './sort-statements'
import { writeTable } from './write-table'

/**
 * Any other section: in the form that its description asks for (a table with these columns, bullets with these
 * names, so many points), out of the user's own sentences. No sentence twice.
 */
export function writeGeneralSection(section: OutlineSection, brief: Brief, position: number): string {
  const columns = tableColumns(section.description)
  if (columns !== undefined) return writeTable(columns, brief)
  const known = KNOWN.find(([heading]) => heading.test(section.heading))?.[1](brief)
  if (known !== undefined) return known
  const bullets = namedBullets(section.description)
  const statements = bullets.length > 0 ? take(brief, position, bullets.length) : take(brief, position, 2)
  if (statements.length === 0) return emptySection(section)
  return bullets.length > 0
    ? bullets
        .map((name, index) => `- **${name}:** ${statements[index]?.text ?? 'nothing in the text'}`)
        .join('\n')
    : list(statements.map(({ text }) => text))
}

/** Each section has its own part of the text. */
function take({ statements }: Brief, position: number, count: number): Statement[] {
  return statements.slice(position * count, (position + 1) * count)
}

function emptySection({ description }: OutlineSection): string {
  const wanted = clip(description.split('\n', 1)[0] ?? '', 160)
  return wanted === ''
    ? '*A model writes this section. The demo found nothing more in the text.*'
    : `*A model writes here what the prompt asks for: ${quoted(wanted)}.*`
}

const list = (lines: string[]) => lines.map((line) => `- ${line}`).join('\n')

/** The sections that the prompts of new steps ask for. */
const KNOWN: [RegExp, (brief: Brief) => string | undefined][] = [
  [/^in short$/i, ({ idea, statements }) => statements.slice(0, 3).map(({ text }) => text).join(' ') || `This is about ${quoted(idea)}.`],
  [/^what is known$/i, whatIsKnown],
  [/where views differ/i, whereViewsDiffer],
  [/examples and precedents/i, () => 'None that the demo could vouch for: it looks nothing up and makes none up. A model names cases it knows, and marks them. [verify]'],
  [/^findings$/i, findings],
  [/gaps and contradictions/i, gaps],
  [/other explanations/i, () => 'Something else may have changed at the same time, or the text may tell of those only who were asked. It does not say enough to decide.'],
  [/what follows/i, whatFollows],
  [/^open$/i, ({ statements }) => listOrNothing(ofKind(statements, 'unknown'))],
] // prettier-ignore

function listOrNothing(statements: Statement[]): string | undefined {
  return statements.length === 0 ? undefined : list(statements.slice(0, 5).map(({ text }) => text))
}

function whatIsKnown({ statements, idea }: Brief): string {
  const stated = statements.slice(0, 5).map(({ text }) => `${text} [known: it is in the text]`)
  return stated.length > 0
    ? list(stated)
    : `Only the subject is given: ${quoted(idea)}. The demo knows nothing beyond it; a model writes what it knows, and marks it. [verify]`
}

function whereViewsDiffer({ statements }: Brief): string {
  const disputed = ofKind(statements, 'dispute')
  return (
    listOrNothing(disputed) ??
    list([
      '**Do it soon.** Its best argument: what is learned early is cheap. [inferred]',
      '**Wait and look.** Its best argument: what is not built need not be looked after. [inferred]',
    ])
  )
}

function findings(brief: Brief): string {
  const telling = [...brief.statements]
    .sort((a, b) => Number(is(b, 'fact')) - Number(is(a, 'fact')))
    .slice(0, 4)
  if (telling.length === 0)
    return `The material is a single thought, ${quoted(brief.idea)}. There is nothing in it to weigh yet.`
  return telling
    .map(
      (statement, index) =>
        `${index + 1}. **${nameOf(statement)}.** The passage: ${quoted(statement.text)}. How sure: ${is(statement, 'fact') ? 'medium, as it has a figure' : 'low, as it is only said'}.`,
    )
    .join('\n')
}

function gaps({ statements }: Brief): string {
  const open = [...ofKind(statements, 'unknown'), ...ofKind(statements, 'belief')]
  return (
    listOrNothing(open) ??
    list(['No figure says how large this is.', 'Nobody is named who would have to act on it.'])
  )
}

function whatFollows({ statements }: Brief): string {
  const action = ofKind(statements, 'action')[0]
  return [
    `Settle the first gap above before anything else. (finding 1)`,
    action === undefined
      ? 'Name somebody who answers for it.'
      : `Do what the text itself asks for: ${quoted(action.text)}.`,
  ]
    .map((line, index) => `${index + 1}. ${line}`)
    .join('\n')
}
