/** More of them than a text for people has. */
const MOST = 200
/** Longer texts are formatted without them: looking would take too long. */
const LONGEST_TEXT = 300_000

/** Addresses that a text gives at one place and uses at others (`[label]: https://…`), by label. */
export type Definitions = ReadonlyMap<string, string>

export const NO_DEFINITIONS: Definitions = new Map()

export function findDefinitions(text: string): Definitions {
  if (text.length > LONGEST_TEXT || !text.includes(']:')) return NO_DEFINITIONS
  const found = new Map<string, string>()
  for (const [line, label = ''] of text.matchAll(/^ {0,3}\[([^\]^\n][^\]\n]{0,200})\]:[^\n]{1,2000}$/gm)) {
    if (found.size === MOST) break
    const name = label.toLowerCase()
    if (!found.has(name)) found.set(name, line)
  }
  return found.size === 0 ? NO_DEFINITIONS : found
}

/** A block with the definitions that it uses, so that it can be formatted on its own. */
export function withDefinitions(block: string, definitions: Definitions): string {
  if (definitions.size === 0 || !block.includes(']')) return block
  const used = [...block.matchAll(/\[([^\]\n]{1,201})\]/g)].map(([, label = '']) => label.toLowerCase())
  const lines = [...new Set(used)].flatMap((label) => definitions.get(label) ?? [])
  return lines.length === 0 ? block : `${block}\n\n${lines.join('\n')}`
}
