/** A heading of a page with what stands under it, up to the next heading. */
export interface GuidePart {
  /** Its address within the page, as GitHub makes it. */
  anchor: string
  heading: string
  /** Markdown, the heading included. */
  text: string
}

/**
 * Cuts a page of the guide at its headings. Pictures are left out: they show the app, and whoever reads this has it
 * before their eyes.
 */
export function splitParts(page: string): GuidePart[] {
  const parts: { heading: string; lines: string[] }[] = []
  let fence: string | null = null
  for (const line of withoutPictures(page).split('\n')) {
    const mark = /^ *(```|~~~)/.exec(line)?.[1] ?? null
    if (mark !== null && (fence === null || fence === mark)) fence = fence === null ? mark : null
    const heading = fence === null ? /^#{1,6} +(.+)$/.exec(line)?.[1] : undefined
    if (heading !== undefined || parts.length === 0) parts.push({ heading: heading ?? '', lines: [] })
    parts.at(-1)?.lines.push(line)
  }
  const times = new Map<string, number>()
  return parts
    .map(({ heading, lines }) => ({
      anchor: numbered(anchorOf(heading), times),
      heading: wordsOf(heading),
      text: lines.join('\n').trim(),
    }))
    .filter(({ text }) => text !== '')
}

function withoutPictures(page: string): string {
  return page.replaceAll(/^<picture>[\s\S]*?<\/picture>\n*/gm, '')
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .trim()
    .replaceAll(' ', '-')
}

/** The second heading of the same words is `words-1`. */
function numbered(anchor: string, times: Map<string, number>): string {
  const before = times.get(anchor) ?? 0
  times.set(anchor, before + 1)
  return before === 0 ? anchor : `${anchor}-${before}`
}

/** Without marks of Markdown. */
export function wordsOf(markdown: string): string {
  return markdown.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1').replaceAll(/[`*]|(?<=\s|^)_|_(?=\s|$)/g, '')
}
