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
 * The headings under which a prompt wants its answer, in order; empty where it prescribes none. Headings inside of
 * tags (`<concept>…</concept>`) and fences belong to what was put into the prompt, not to what it asks for.
 */
export function readOutline(prompt: string): OutlineSection[] {
  const sections: OutlineSection[] = []
  let inDescription = false
  for (const line of instructions(prompt).split('\n')) {
    const [, marks, heading] = /^(#{1,4})\s+(.+?)\s*$/.exec(line) ?? []
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
  return asksForOutline(prompt) ? sections : []
}

/** A prompt without what was put into it between tags. */
export function instructions(prompt: string): string {
  return prompt.replace(/^<([a-z_]+)>\n[\s\S]*?^<\/\1>$/gm, '')
}

function asksForOutline(prompt: string): boolean {
  return /\b(?:sections?|layout|headings?|structure|outline|format)\b[^\n]{0,80}:\s*$/im.test(instructions(prompt))
}
