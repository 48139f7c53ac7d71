import type { Brief } from './read-brief'
import { tableColumns, type OutlineSection } from './read-outline'
import { CONCEPT_SECTIONS } from './sections-concept'
import { writeGeneralSection } from './sections-general'
import { SPECIFICATION_SECTIONS } from './sections-specification'
import { capital, firstWords } from './sentences'

/**
 * An answer under exactly the headings that the prompt asks for. Sections of the Deep Build Pipeline have writers of
 * their own; for those of other prompts the description decides about the form, and the user's text about the words.
 */
export function writeOutline(outline: OutlineSection[], brief: Brief): string {
  const product = isProduct(brief)
  const parts = outline.map((section, position) => {
    const heading = section.level === 1 && outline.length > 1 ? titleFor(brief) : section.heading
    return `${'#'.repeat(section.level)} ${heading}\n\n${content(section, position, brief, product)}`.trimEnd()
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

function content(section: OutlineSection, position: number, brief: Brief, product: boolean): string {
  if (section.level === 1) return section.description === '' ? '' : opening(section.description, brief)
  if (product && tableColumns(section.description) === undefined) {
    const writer = [...CONCEPT_SECTIONS, ...SPECIFICATION_SECTIONS].find(([heading]) =>
      heading.test(section.heading),
    )
    if (writer !== undefined) return writer[1](brief)
  }
  return writeGeneralSection(section, brief, position)
}

/** The templates call what goes from step to step by these names. */
function isProduct({ blocks }: Brief): boolean {
  return ['idea', 'concept', 'approved_plan', 'approved_specification', 'final_specification'].some((tag) =>
    blocks.has(tag),
  )
}

function titleFor({ thing, idea, instructions }: Brief): string {
  return /states the decision/i.test(instructions)
    ? `We go ahead with ${thing}, in stages`
    : capital(firstWords(idea, 14))
}

/** The lines that a layout wants below the title, each begun with its name in bold. */
function opening(description: string, { sentences, idea }: Brief): string {
  const names = [...description.matchAll(/\*\*(.+?)\*\*/g)].map(([, name = '']) => name)
  return names
    .map(
      (name, index) =>
        `**${name}** ${name.startsWith('In short') ? (sentences[index] ?? idea) : 'to be set'}`,
    )
    .join(' · ')
}
