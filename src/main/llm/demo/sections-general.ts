import { tableColumns, type OutlineSection, namedBullets } from './read-outline'
import type { Brief } from './read-brief'
import { capital, firstWords, lower, withFigures } from './sentences'
import { subjectsOf } from './subjects'
import { writeTable } from './write-table'

/**
 * Any other section: in the form that its description asks for (a table with these columns, bullets with these
 * names, so many points), out of the user's own sentences.
 */
export function writeGeneralSection(section: OutlineSection, brief: Brief, position: number): string {
  const columns = tableColumns(section.description)
  if (columns !== undefined) return writeTable(columns, brief)
  const bullets = namedBullets(section.description)
  if (/\bfor each (?:claim|option)\b/i.test(section.description)) return perSubject(bullets, brief, position)
  return bullets.length > 0 ? bulletsFor(bullets, brief, position) : points(section, brief, position)
}

function points(section: OutlineSection, brief: Brief, position: number): string {
  const sentences = relevant(section, brief)
  const from = sentences.length === 0 ? 0 : (position * 2) % sentences.length
  const chosen = [...sentences.slice(from), ...sentences.slice(0, from)].slice(0, 3)
  const opening = OPENINGS.find(([heading]) => heading.test(section.heading))?.[1](brief)
  if (chosen.length === 0)
    return opening ?? `${capital(brief.thing)}: the material says nothing on this. Not stated.`
  const list = chosen.map((sentence) => `- ${sentence}`).join('\n')
  if (opening === undefined) return list
  return opening.endsWith(':') ? `${opening}\n\n${list}` : opening
}

function relevant({ heading, description }: OutlineSection, { sentences }: Brief): string[] {
  const figures = withFigures(sentences)
  return /figure|number|fact|because|evidence|know|shows/i.test(`${heading} ${description}`) &&
    figures.length > 1
    ? figures
    : sentences
}

const OPENINGS: [RegExp, (brief: Brief) => string][] = [
  [/^recommended|^decision$|in short|answer/i, ({ idea, thing }) => `Go ahead in stages: begin with the smallest part of ${lower(thing)} that can be undone, and decide on the rest with what it shows. (On: ${firstWords(idea, 20)})`],
  [/because|why this/i, () => 'Two reasons carry it:'],
  [/give up/i, () => 'The other way would have been quicker to begin, and nobody would have had to change anything for now.'],
  [/how sure/i, () => 'Medium. The weakest point is that most figures come from one side; a second source that contradicts them would turn the recommendation round.'],
  [/before you decide/i, () => '1. Who answers for it if it fails? A name speaks for going on, silence against.\n2. Is the date fixed? If not, a trial comes first.'],
  [/when we look/i, () => 'After six weeks, or at the first sign from the table above, whichever comes first. We turn back if the sign is there twice.'],
  [/to send/i, ({ thing }) => `We have decided to go ahead with ${lower(thing)}, in small steps. Nothing changes for you this week. The first step is a trial whose result we share with everybody. If you see one of the early signs, or something that nobody thought of, say so, the sooner the better: replying here is enough.`],
  [/carry over|how else|rival/i, () => 'The same facts fit another explanation: something else changed at the same time. What would tell the two apart is a group in which only one of the two changed.'],
  [/strongest/i, ({ idea }) => `At its best the case is simple: ${lower(firstWords(idea, 30))}. It rests on what was observed, it names its limits, and nobody has offered a better account of all of it at once.`],
  [/what it is|about the source/i, ({ idea }) => `A text on this: ${lower(firstWords(idea, 30))}. Author, publisher and date: not stated unless named below.`],
  [/what (?:it|they) (?:doesn't|does not|don't)/i, () => 'Not borne out by what is offered:'],
  [/what this means|for you/i, () => 'You can repeat what was measured, with what it was compared with. Don’t repeat a cause as a fact. Ask who was not counted, and what else changed.'],
  [/^checked/i, ({ sentences }) => `${Math.max(1, withFigures(sentences).length)} sentences with facts were checked against the source. Nothing had to be changed.`],
] // prettier-ignore

function bulletsFor(names: string[], { thing, sentences, words }: Brief, position: number): string {
  return names
    .map((name, index) => {
      const sentence = sentences[(position + index) % Math.max(1, sentences.length)]
      return `- **${name}:** ${sentence ?? `${lower(thing)}, as far as ${words[index % words.length] ?? 'it'} goes`}`
    })
    .join('\n')
}

const JUDGEMENTS = [
  ['plausible', 'the figures fit, but nothing shows what would have happened anyway'],
  ['solid', 'it is observed, named with its number, and nothing in the text contradicts it'],
  ['weak', 'one example carries it'],
] as const

function perSubject(bullets: string[], brief: Brief, position: number): string {
  return subjectsOf(brief)
    .map((subject, index) => {
      const sentence =
        brief.sentences[(position * 2 + index) % Math.max(1, brief.sentences.length)] ?? brief.idea
      if (bullets.length === 0)
        return `- **${subject}**: ${CASES[(position + index) % CASES.length]} ${sentence}`
      const [verdict, why] = JUDGEMENTS[(position + index) % JUDGEMENTS.length] ?? JUDGEMENTS[0]
      return `### ${subject}\n- **Verdict:** ${verdict}\n- **Why:** ${why}\n- **Safe to say:** ${sentence}`
    })
    .join(bullets.length === 0 ? '\n' : '\n\n')
}

const CASES = [
  'Its best argument is that it can begin at once.',
  'It mends the cause, and takes longest to show it.',
  'It costs nothing today, and the same again every month.',
  'It was agreed on quickly, and nobody owned the details.',
]
