import type { Brief } from './read-brief'
import { judgeClaim } from './judge-claim'
import { capital, clip, inCell, quoted } from './sentences'
import { ofKind } from './sort-statements'

/** The sections of the Critical Reading Brief. */
export const READING_SECTIONS: [heading: RegExp, (brief: Brief) => string][] = [
  [/^what it is$/i, whatItIs],
  [/what it says/i, whatItSays],
  [/how they know/i, (brief) => bullets(pick(brief, /survey|measured|compar|answered|months|took part|method|data/i, 4))],
  [/on the question/i, onTheQuestion],
  [/^terms$/i, terms],
  [/easily overlooked/i, (brief) => bullets(pick(brief, /\bonly\b|minus|declined|temporary|overtime|asked to return|not |did not|\bbut\b|except/i, 4))],
  [/^verdicts$/i, verdicts],
  [/^patterns$/i, patterns],
  [/figures to handle/i, figures],
  [/what would settle/i, settle],
  [/thesis at its strongest/i, ({ instructions }) => `The case is simple: ${quoted(thesisIn(instructions))}. It was observed and counted, and it is told by those who were there.`],
  [/rival explanations/i, rivals],
  [/not mentioned/i, notMentioned],
  [/carry over/i, carryOver],
  [/if the thesis is wrong/i, () => 'Those who followed it pay first: with effort put into the wrong thing. They would notice when the novelty is gone, so in months rather than weeks.'],
  [/what the source shows/i, (brief) => judged(brief, ['solid', 'plausible'], ({ id, safe }) => `${safe.replace(/\.$/, '')} [${id}].`)],
  [/what it doesn't show/i, (brief) => judged(brief, ['weak', 'not supported', 'contradicted'], ({ id, claim, why }) => `${quoted(claim)} [${id}]. ${why}`)],
  [/how else it could be/i, howElse],
  [/what this means for you/i, meaning],
  [/about the source/i, aboutTheSource],
  [/^checked$/i, checked],
] // prettier-ignore

interface Verdict {
  id: string
  claim: string
  verdict: string
  why: string
  safe: string
}

/** The verdicts of the step before, as the reviewer left them. */
function verdictsIn(text: string): Verdict[] {
  return text
    .split(/^(?=###\s)/m)
    .slice(1)
    .flatMap((part) => {
      const [, id, claim] = /^###\s+([A-Z]\d+)[:.]?\s+(.+)/.exec(part) ?? []
      if (id === undefined || claim === undefined) return []
      const bullet = (name: string) => new RegExp(`^- \\*\\*${name}:\\*\\* *(.+)`, 'm').exec(part)?.[1] ?? ''
      return [
        { id, claim, verdict: bullet('Verdict'), why: bullet('Why'), safe: bullet('Safe to say') || claim },
      ]
    })
}

/** Of how many claims how many stand. */
export function verdictCount(brief: Brief): { all: number; stand: number } {
  const all = verdictsIn(brief.blocks.get('verdicts') ?? '')
  return { all: all.length, stand: all.filter(({ verdict }) => /^(?:solid|plausible)/.test(verdict)).length }
}

const NOTHING = 'The text says nothing on this.'
const bullets = (lines: string[]) =>
  lines.length === 0 ? NOTHING : lines.map((line) => `- ${line}`).join('\n')
const thesisIn = (instructions: string) =>
  /^Thesis[^:\n]*: (.+)$/m.exec(instructions)?.[1] ?? 'what the source says'

function pick({ statements }: Brief, cue: RegExp, count: number): string[] {
  return statements.filter(({ text }) => cue.test(text)).slice(0, count).map(({ text }) => text) // prettier-ignore
}

function titleOf(source: string): string {
  return clip(source.trim().split('\n', 1)[0] ?? '', 120)
}

function whatItIs(brief: Brief): string {
  const interest = ofKind(brief.statements, 'interest')[0]?.text
  return `${quoted(titleOf(brief.ownText))}. ${interest ?? 'Author and publisher: not stated.'}`
}

function whatItSays({ statements }: Brief): string {
  const step = Math.max(1, Math.floor(statements.length / 6))
  return (
    statements
      .filter((_, index) => index % step === 0)
      .slice(0, 6)
      .map(({ text }) => text)
      .join(' ') || NOTHING
  )
}

function onTheQuestion(brief: Brief): string {
  const question = new Set((brief.blocks.get('question') ?? '').toLowerCase().match(/[\p{L}\d]{5,}/gu))
  const related = brief.statements.filter(({ text }) =>
    (text.toLowerCase().match(/[\p{L}\d]{5,}/gu) ?? []).some((word) => question.has(word)),
  )
  return bullets(related.slice(0, 5).map(({ text }) => text))
}

function terms(brief: Brief): string {
  return bullets(pick(brief, /, measured as |\bmeans\b|defined as|called/i, 3))
}

function verdicts({ material }: Brief): string {
  const claims = [...material.matchAll(/"id":\s*"([A-Z]\d+)",\s*"claim":\s*"((?:[^"\\]|\\.){3,300})"/g)]
  if (claims.length === 0) return 'No claims were handed on.'
  return claims
    .map(([, id = '', escaped = '']) => {
      const claim = escaped.replaceAll('\\"', '"')
      const { verdict, why, safe } = judgeClaim(claim)
      return `### ${id} ${claim}\n\n- **Verdict:** ${verdict}\n- **Why:** ${why}\n- **Safe to say:** ${safe}`
    })
    .join('\n\n')
}

function patterns(brief: Brief): string {
  const changed = pick(brief, /same (?:spring|months|time|year)|introduced|at the same time|also/i, 2)
  return `Most figures compare a time with the time before. Whatever else changed meanwhile is in them as well.${changed.length === 0 ? '' : ` The text itself names this: ${changed.map(quoted).join('; ')}.`}`
}

function figures({ statements }: Brief): string {
  const rows = statements
    .filter(({ text }) => /\d/.test(text) && /percent|%|rose|fell|average/i.test(text) && !/minus/.test(text))
    .slice(0, 4)
    .map(({ text }) => {
      const share = /percent|%/.test(text)
      return [clip(text, 90), share ? 'it holds for all' : 'one thing caused it', share ? 'it holds for those who were counted' : 'it was so in this time'] // prettier-ignore
    })
  if (rows.length === 0) return 'There are no figures in the text.'
  return [['Figure', 'What it seems to say', 'What it says'], ['---', '---', '---'], ...rows].map((cells) => `| ${cells.map(inCell).join(' | ')} |`).join('\n') // prettier-ignore
}

function settle(brief: Brief): string {
  const group = pick(brief, /declined|did not take part|control group/i, 1)[0]
  return bullets([
    'The same figures for the same months of the year before. Whoever keeps the records has them.',
    group === undefined
      ? 'The same figures from a group in which nothing was changed.'
      : `More from those who did not take part: ${quoted(group)}.`,
    'Who did not answer, and why.',
  ])
}

function rivals(brief: Brief): string {
  const limits = /^Limits[^:\n]*: (.+)$/m.exec(brief.instructions)?.[1]
  return `1. **Something else changed at the same time.** The notes name what could be meant; a group in which only one of the two changed would tell them apart.
2. **Attention.** What is watched goes better for a while. Figures from a year later would show it.
3. **Who took part.** Those who wanted to may differ from those who didn't.${limits === undefined || limits === '[]' ? '' : ' The source concedes some of this itself.'}`
}

function notMentioned(): string {
  return bullets([
    '**Costs that come later**, such as time owed. They decide whether it is cheaper or only later.',
    '**Those who were not asked.** Their answers may differ from the ones that are reported.',
    '**What happened afterwards.** A short time shows the beginning only.',
  ])
}

function carryOver({ instructions }: Brief): string {
  const question = /^The reader's question: (.+)$/m.exec(instructions)?.[1]
  return `${question === undefined ? '' : `The question is: ${quoted(question)} `}Size, tasks and the people who took part may differ, and each difference can turn the result either way. What would have to be the same for it to carry over is not in the source.`
}

function judged(brief: Brief, wanted: string[], line: (verdict: Verdict) => string): string {
  const found = verdictsIn(brief.blocks.get('verdicts') ?? '').filter(({ verdict }) =>
    wanted.some((one) => verdict.startsWith(one)),
  )
  return found.length === 0 ? 'None of the claims that were checked.' : bullets(found.slice(0, 5).map(line))
}

function howElse({ blocks }: Brief): string {
  const rival = /^1\. (.+)$/m.exec(blocks.get('other_readings') ?? '')?.[1]
  return `${rival ?? 'Something else may have changed at the same time.'} Whether it carries over to your case is open.`
}

function meaning(brief: Brief): string {
  const { all, stand } = verdictCount(brief)
  return `You can repeat the ${stand === 1 ? 'one claim' : `${stand} claims`} under “What the source shows”, with what they are compared with${stand < all ? '; don’t repeat the others as facts' : ''}. Ask the authors: who is missing from the figures? And: what else changed in the same time?`
}

function aboutTheSource({ blocks }: Brief): string {
  const about = /^## What It Is\s+([\s\S]+?)(?=\n##|$)/m.exec(blocks.get('notes') ?? '')?.[1]?.trim()
  return about ?? 'What it is and who wrote it was not handed on.'
}

/** The one check that needs no judgement, done in earnest: is each figure of the brief in the source? */
function checked({ blocks }: Brief): string {
  const source = blocks.get('source') ?? ''
  const brief = (blocks.get('brief') ?? '').replace(/\[[A-Z]\d+\]/g, '')
  const found = [...new Set(brief.match(/\d+(?:[.,]\d+)*/g))]
  const missing = found.filter((figure) => !source.includes(figure))
  const outcome =
    missing.length === 0
      ? 'all of them are in the source.'
      : `these are not in the source: ${missing.join(', ')}.`
  return `${capital(`${found.length} figures of the brief were looked up`)}, and ${outcome} The demo checks no more than that; nothing was changed.`
}
