import type { Brief } from './read-brief'
import { readDecision, type Decision } from './read-decision'
import { tableColumns, type OutlineSection } from './read-outline'
import { CONCEPT_SECTIONS } from './sections-concept'
import { COMPARISON_SECTIONS } from './sections-comparison'
import { writeGeneralSection } from './sections-general'
import { MEMO_SECTIONS } from './sections-memo'
import { READING_SECTIONS, verdictCount } from './sections-reading'
import { SPECIFICATION_SECTIONS } from './sections-specification'
import { capital, clip, lower } from './sentences'

const DECISION_SECTIONS: [RegExp, (decision: Decision, brief: Brief) => string][] = [
  ...COMPARISON_SECTIONS,
  ...MEMO_SECTIONS,
]
const PRODUCT_SECTIONS = [...CONCEPT_SECTIONS, ...SPECIFICATION_SECTIONS]

/**
 * An answer under exactly the headings that the prompt asks for. Sections of the built-in templates have writers of
 * their own; for those of other prompts the description decides about the form, and the user's text about the words.
 */
export function writeOutline(outline: OutlineSection[], brief: Brief): string {
  const write = sectionWriter(brief)
  const titled = outline.length > 1 && outline[0]?.level === 1
  const parts = outline.map((section, position) => {
    const isTitle = titled && position === 0
    const heading = isTitle ? titleFor(brief) : section.heading
    const content = isTitle
      ? opening(section.description, brief)
      : write(section, position - (titled ? 1 : 0))
    return `${'#'.repeat(section.level)} ${heading}\n\n${content}`.trimEnd()
  })
  return `${parts.join('\n\n')}\n`
}

/** What a prompt wants back with corrections, and what comes below it. */
export function writeCorrected(outline: OutlineSection[], brief: Brief): string | undefined {
  const text = brief.blocks.get('brief') ?? brief.blocks.get('draft')
  if (text === undefined || !/corrected|proofread|return the whole/i.test(brief.instructions))
    return undefined
  return outline.length === 0 ? `${text}\n` : `${text}\n\n---\n\n${writeOutline(outline, brief)}`
}

/** Chosen by what goes from step to step in each of the templates. */
function sectionWriter(brief: Brief): (section: OutlineSection, position: number) => string {
  const decision = readDecision(brief)
  const product = PRODUCT_BLOCKS.some((tag) => brief.blocks.has(tag))
  const reading = READING_BLOCKS.some((tag) => brief.blocks.has(tag))
  return (section, position) => {
    const find = <W>(writers: [RegExp, W][]) =>
      writers.find(([heading]) => heading.test(section.heading))?.[1]
    const known =
      (decision && find(DECISION_SECTIONS)?.(decision, brief)) ??
      (product && tableColumns(section.description) === undefined
        ? find(PRODUCT_SECTIONS)?.(brief)
        : undefined) ??
      (reading ? find(READING_SECTIONS)?.(brief) : undefined)
    return known ?? writeGeneralSection(section, brief, position)
  }
}

const PRODUCT_BLOCKS = ['idea', 'concept', 'approved_plan', 'approved_specification', 'final_specification']
const READING_BLOCKS = ['source', 'notes_on_the_source', 'verdicts', 'claims']

function titleFor(brief: Brief): string {
  const chosen = readDecision(brief)?.chosen
  if (chosen !== undefined)
    return clip(chosen.replace(/[*_`#]+/g, '').split(/(?<=[.!?])\s/, 1)[0] ?? '', 120).replace(/\.$/, '')
  if (brief.blocks.has('verdicts')) return `${verdictOf(brief)}: ${lower(clip(brief.idea, 140))}?`
  return capital(clip(brief.idea, 100))
}

function verdictOf(brief: Brief): string {
  const { all, stand } = verdictCount(brief)
  if (all === 0) return 'Open'
  return stand === all
    ? 'Supported, as far as the source goes'
    : stand === 0
      ? 'Not supported by this source'
      : 'Partly'
}

/** The lines that a layout wants below the title, each begun with its name in bold. */
function opening(description: string, brief: Brief): string {
  const names = [...description.matchAll(/\*\*(.+?)\*\*/g)].map(([, name = '']) => name)
  return names.map((name) => `**${name}** ${besides(name, brief)}`).join(' · ')
}

function besides(name: string, brief: Brief): string {
  if (/decided by/i.test(name)) {
    const owner = readDecision(brief)?.owner
    return owner === undefined || owner === 'not stated' ? 'to be set' : owner
  }
  if (!/in short/i.test(name)) return 'to be set'
  const { all, stand } = verdictCount(brief)
  return `${verdictOf(brief)}. Of ${all} claims that were checked, ${stand} can be relied on as they are worded below; the others say more than the source shows.`
}
