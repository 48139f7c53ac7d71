import type { Brief } from './read-brief'

/** Writes what stands under a heading. */
export type SectionWriter = (brief: Brief) => string

/** A section that a prompt asks for. */
export interface OutlineSection {
  /** The number of `#`. */
  level: number
  heading: string
  /** What the prompt says below the heading; may be empty. */
  description: string
}

/** The columns of a table that a description asks for: `A table: alternative | who uses it | mark`. */
export function tableColumns(description: string): string[] | undefined {
  const columns = /\btable(?:\s*instead)?\s*:\s*([^\n]+)/i.exec(description)?.[1]
  if (columns?.includes('|') !== true) return undefined
  return columns.split('|').map((column) => column.replace(/\.\s.*$|\.$/g, '').trim())
}

/** The bullets that a description prescribes: `- **Promise:** one sentence …`. */
export function namedBullets(description: string): string[] {
  return [...description.matchAll(/^- \*\*(.+?):?\*\*/gm)].map(([, name = '']) => name.replace(/:$/, ''))
}

/**
 * The headings under which a prompt wants its answer, in order; empty where it prescribes none.
 * @param instructions the prompt without what was put into it, whose headings are not asked for
 */
export function readOutline(instructions: string): OutlineSection[] {
  if (!ASKS_FOR_OUTLINE.test(instructions)) return []
  const sections: OutlineSection[] = []
  let inDescription = false
  for (const whole of instructions.split('\n')) {
    const line = whole.slice(0, 500).trimEnd()
    const [, marks, heading] = /^(#{1,4}) +(\S.*)$/.exec(line) ?? []
    const current = sections.at(-1)
    if (marks !== undefined && heading !== undefined) {
      sections.push({ level: marks.length, heading, description: '' })
      inDescription = true
    } else if (line.trim() === '') {
      inDescription = inDescription && current?.description === ''
    } else if (inDescription && current !== undefined) {
      current.description += current.description === '' ? line : `\n${line}`
    }
  }
  return sections
}

const ASKS_FOR_OUTLINE =
  /\b(?:sections?|layout|headings?|structure|outline|format|add)\b[^\n]{0,80}:[ \t]*$/im
