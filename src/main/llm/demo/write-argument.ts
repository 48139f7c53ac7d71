import type { Brief } from './read-brief'
import { findItems } from './find-items'
import { capital, clip, quoted } from './sentences'

const FOR = [
  '**What hurts is known.** Nobody asks this about something that works well.',
  '**It can be begun small.** One part shows within weeks whether the rest should follow.',
  '**Waiting costs as well.** The price is only paid later, and by others.',
]
const AGAINST = [
  '**What is there works.** However badly, people rely on it every day.',
  '**The price shows late.** What looks like one piece of work turns out to be three.',
  '**The reasons stay.** What led here leads here again, unless it is named first.',
]

/** The best case for, or against, or both. */
export function writeArgument(brief: Brief): string {
  const question = questionIn(brief)
  const { instructions } = brief
  const against = /\bagainst\b|\bcons?\b|\bdevil/i.test(instructions)
  const both = against && /\bfor and against\b|\bpros\b|\bboth\b/i.test(instructions)
  if (both) return `${sideOf('for', question)}\n\n${sideOf('against', question)}\n`
  return `${sideOf(against ? 'against' : 'for', question)}\n`
}

function sideOf(side: 'for' | 'against', question: string): string {
  const points = side === 'for' ? FOR : AGAINST
  return `The best case **${side}**, on ${quoted(question)}:\n\n${points.map((point, index) => `${index + 1}. ${point}`).join('\n')}`
}

/** A memo on what was decided: the sides that it was given, and what the reviewer wrote besides. */
export function writeMemo(brief: Brief): string {
  const { statements } = brief
  const items = findItems(brief.material).map(({ name, text }) =>
    text === '' ? `**${name}.**` : `**${name}.** ${text}.`,
  )
  const half = Math.ceil(items.length / 2)
  const isTwoSided = /\*\*for\*\*/.test(brief.material) && /\*\*against\*\*/.test(brief.material)
  const given = items.map((item) => item.replace(/\*\*.*?\*\*\s*|\.$/g, ''))
  const own = statements.find(
    ({ text }) =>
      !given.some((one) => one !== '' && text.includes(one)) && !/^The best case|^Write\b|\*/.test(text),
  )
  return [
    `# ${capital(clip(questionIn(brief), 90))}`,
    `**Decided:** ${own?.text ?? 'not said. The approved text has the arguments and no decision; add a line at the gate.'}`,
    isTwoSided ? `## For\n\n${bullets(items.slice(0, half))}` : `## Reasons\n\n${bullets(items)}`,
    isTwoSided ? `## Against\n\n${bullets(items.slice(half))}` : '',
    '## Next\n\nOne small part is begun, somebody looks after it, and in four weeks we look at it again.',
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

/** What stands in typographic quotes in an earlier answer, or behind the colon of the request. */
function questionIn({ material, idea }: Brief): string {
  const handedOn = /“([^”\n]{3,200}\?)”/u.exec(material)?.[1]
  const behind = /:\s+(\S[^\n]{2,300})/.exec(material)?.[1]
  return handedOn ?? clip(behind ?? idea, 160)
}

function bullets(lines: string[]): string {
  return lines.length === 0 ? 'None were given.' : lines.map((line) => `- ${line}`).join('\n')
}
