/** What a line of HTML opens: a block that ends with the line in which `end` is found; null: at an empty line. */
export interface HtmlBlock {
  end: RegExp | null
  /** What ends it where the text breaks off. */
  closing: string
}

const BLOCKS: (HtmlBlock & { start: RegExp })[] = [
  {
    start: /^<(?:script|pre|style|textarea)(?:[\s>]|$)/i,
    end: /<\/(?:script|pre|style|textarea)>/i,
    closing: '',
  },
  { start: /^<!--/, end: /-->/, closing: '-->' },
  { start: /^<\?/, end: /\?>/, closing: '?>' },
  { start: /^<![a-z]/i, end: />/, closing: '>' },
  { start: /^<!\[CDATA\[/, end: /\]\]>/, closing: ']]>' },
]

const NAMES = `address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|
  dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|
  menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul`
const BLOCK_TAG = new RegExp(String.raw`^</?(?:${NAMES.replace(/\s/g, '')})(?:\s|/?>|$)`, 'i')

const ATTRIBUTE = String.raw`\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>\x60]+|'[^']*'|"[^"]*"))?`
const WHOLE_TAG = new RegExp(
  String.raw`^<(?:[a-z][a-z0-9-]*(?:${ATTRIBUTE})*\s*/?|/[a-z][a-z0-9-]*\s*)>\s*$`,
  'i',
)

/**
 * The block of HTML that begins with this, as CommonMark has it.
 * @param afterText the line before is one of a paragraph, which not every tag interrupts
 */
export function htmlBlock(line: string, afterText: boolean): HtmlBlock | null {
  if (!line.startsWith('<')) return null
  const found = BLOCKS.find(({ start }) => start.test(line))
  if (found !== undefined) {
    const tag = /^<(\w+)/.exec(line)?.[1]
    return { end: found.end, closing: tag === undefined ? found.closing : `</${tag}>` }
  }
  if (BLOCK_TAG.test(line) || (!afterText && WHOLE_TAG.test(line))) return { end: null, closing: '' }
  return null
}
