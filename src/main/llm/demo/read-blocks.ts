/** A prompt taken apart: what it asks for, and what was put into it between tags. */
export interface PromptParts {
  instructions: string
  /** `<concept>` … `</concept>`, by tag; of two with the same tag the last. */
  blocks: Map<string, string>
}

/** Tags count only alone on a line, as in the built-in templates. What is inside of a block is not looked into. */
export function readBlocks(prompt: string): PromptParts {
  const lines = prompt.split('\n')
  const ends = new Map<string, number>()
  for (const [index, line] of lines.entries()) {
    const tag = /^<\/([a-z_]+)>$/.exec(line)?.[1]
    if (tag !== undefined) ends.set(tag, index)
  }
  const blocks = new Map<string, string>()
  const instructions: string[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    const tag = /^<([a-z_]+)>$/.exec(line)?.[1]
    // What was put in may itself hold the closing tag: of the steps' own blocks none follows with the same name.
    const end = tag === undefined ? undefined : ends.get(tag)
    if (tag === undefined || end === undefined || end < index) {
      instructions.push(line)
      continue
    }
    blocks.set(
      tag,
      lines
        .slice(index + 1, end)
        .join('\n')
        .trim(),
    )
    index = end
  }
  return { instructions: instructions.join('\n'), blocks }
}
