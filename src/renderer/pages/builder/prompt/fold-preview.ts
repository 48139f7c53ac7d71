import type { ResolvedPart } from './resolve-parts'

/** A part as far as it is drawn. */
export interface PreviewPiece extends ResolvedPart {
  /** Of which part, counted from 0. */
  part: number
  /** Characters of a long value that are folded away behind this piece. */
  folded: number
}

export interface FoldedPreview {
  /** Of lines that belong together; between two blocks there is one line break. */
  blocks: PreviewPiece[][]
  /** Characters behind the last block. */
  left: number
}

/** What is drawn of a value that is longer, until it is unfolded. */
const BEGINNING = 1_000
/** Folding away less than a few lines is not worth the button. */
const WORTH_FOLDING = 500
/** What is drawn before more is asked for, each time; values that were unfolded come on top. */
const ROOM = { characters: 24_000, parts: 300 }
/** A block grows to this before the next line break ends it; the page draws only those that are in view. */
const BLOCK = { characters: 2_000, pieces: 40 }

/** As much of a prompt's parts as a page can draw at once, `rooms` times, cut into blocks. */
export function foldPreview(
  parts: readonly ResolvedPart[],
  unfolded: ReadonlySet<number>,
  rooms: number,
): FoldedPreview {
  const pieces: PreviewPiece[] = []
  let characters = ROOM.characters * rooms
  let next = 0
  for (; next < parts.length && next < ROOM.parts * rooms && characters > 0; next += 1) {
    const part = parts[next]
    if (part === undefined) break
    const whole = unfolded.has(next)
    const text = whole ? part.text : beginningOf(part, characters)
    const folded = part.kind === 'value' ? part.text.length - text.length : 0
    pieces.push({ kind: part.kind, text, part: next, folded })
    if (!whole) characters -= text.length
    if (part.kind === 'text' && text.length < part.text.length) break
  }
  return { blocks: cutIntoBlocks(pieces), left: countLeft(parts, next, pieces.at(-1)) }
}

function beginningOf({ kind, text }: ResolvedPart, room: number): string {
  if (kind === 'missing') return text
  if (kind === 'text') return text.length > room ? cutBetweenCharacters(text, room) : text
  return text.length > BEGINNING + WORTH_FOLDING ? cutBetweenCharacters(text, BEGINNING) : text
}

function cutBetweenCharacters(text: string, at: number): string {
  const beginning = text.slice(0, at)
  return beginning.isWellFormed() ? beginning : text.slice(0, at - 1)
}

function countLeft(parts: readonly ResolvedPart[], next: number, last: PreviewPiece | undefined): number {
  const cutText = last?.kind === 'text' ? (parts[last.part]?.text.length ?? 0) - last.text.length : 0
  const after = last?.part === next ? next + 1 : next
  return parts.slice(after).reduce((sum, part) => sum + part.text.length, cutText)
}

function cutIntoBlocks(pieces: readonly PreviewPiece[]): PreviewPiece[][] {
  let block: PreviewPiece[] = []
  const blocks = [block]
  let length = 0
  for (const piece of pieces) {
    let from = 0
    while (from < piece.text.length) {
      const enough = block.length >= BLOCK.pieces ? 0 : Math.max(0, BLOCK.characters - length)
      const end = piece.text.indexOf('\n', from + enough)
      if (end === -1) break
      block.push({ ...piece, text: piece.text.slice(from, end), folded: 0 })
      block = []
      blocks.push(block)
      length = 0
      from = end + 1
    }
    block.push({ ...piece, text: piece.text.slice(from) })
    length += piece.text.length - from
  }
  return blocks
}
