import type { Brief } from './read-brief'
import { capital, clip, quoted } from './sentences'
import { is, nameOf, ofKind } from './sort-statements'
import { findItems } from './find-items'

/** A shorter version of the material: its own sentences and points, not new ones. */
export function writeSummary({ statements, idea }: Brief): string {
  const main = statements.find(({ text }) => text.length > 30) ?? statements[0]
  const others = statements.filter((one) => one !== main)
  if (main === undefined) return `${capital(idea)}. There is nothing in it to shorten.\n`
  const points = others.sort((a, b) => Number(is(b, 'fact')) - Number(is(a, 'fact'))).slice(0, 5)
  const open = ofKind(statements, 'unknown').filter((one) => one !== main && !points.includes(one))
  return [
    `**${main.text}**`,
    bullets(points.map(({ text }) => text)),
    open.length === 0 ? '' : `Open:\n\n${bullets(open.slice(0, 3).map(({ text }) => text))}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

/** The named points of the material as a list. */
export function writeExtract(brief: Brief): string {
  const points = pointsOf(brief)
  return points.length === 0 ? `- ${capital(brief.idea)}\n` : `${bullets(points.slice(0, 12))}\n`
}

/** The material in another form: the most important first, one thing to a line. */
export function writeTransform({ statements, idea }: Brief): string {
  if (statements.length < 2) return `${capital(statements[0]?.text ?? idea)}\n`
  const asked = statements.filter((one) => is(one, 'action'))
  const rest = statements.filter((one) => !asked.includes(one))
  return [
    asked.length === 0 ? '' : `**To do**\n\n${bullets(asked.slice(0, 4).map(({ text }) => text))}`,
    `**To know**\n\n${bullets(rest.slice(0, 8).map(({ text }) => text))}`,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

/** Any other request: its shape, filled with what the request itself says. */
export function writeText(brief: Brief): string {
  const { idea, audience, statements, pick } = brief
  const opening = pick.one(
    [
      `This is where the text on ${quoted(idea)} begins.`,
      `The subject is ${quoted(idea)}, seen by ${audience}.`,
    ],
    'opening',
  )
  const points = pointsOf(brief)
  return `# ${capital(clip(idea, 80))}

${opening} A model would write it in full; the demo sets out what it has to say.

## What it is built from

${bullets(points.length > 0 ? points.slice(0, 6) : [`One thought: ${quoted(idea)}.`])}

## How it goes on

1. It begins with the moment in which this matters, for ${audience}.
2. ${statements.length > 1 ? `It takes up ${quoted(nameOf(statements[1] ?? { text: idea }))}, as the request does.` : 'It says one thing, and shows it with an example.'}
3. It ends with what a reader can do next.
`
}

function pointsOf({ material, ownText, statements }: Brief): string[] {
  const items = findItems(ownText === '' ? material : ownText)
  return items.length > 1
    ? items.map(({ name, text }) => (text === '' ? `**${name}**` : `**${name}**: ${text}`))
    : statements.map(({ text }) => text)
}

function bullets(points: string[]): string {
  return points.map((point) => `- ${point}`).join('\n')
}
