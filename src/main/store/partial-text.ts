/** A piece of streamed text as `partial_texts` has it. */
export interface PartialTextRow {
  attempt: number
  offset: number
  text: string | Buffer
}

/**
 * A piece of streamed text can end in the middle of a surrogate pair, which UTF-8, and so a text column, can't
 * hold: such a piece is stored as UTF-16.
 */
export function toPartialColumn(text: string): string | Buffer {
  return text.isWellFormed() ? text : Buffer.from(text, 'utf16le')
}

/** Joins the pieces of one attempt in the order they arrived. A piece replaces what stood from its offset on. */
export function joinPartialTexts(rows: PartialTextRow[], attempt: number): string {
  let joined = ''
  for (const row of rows) {
    if (row.attempt !== attempt) continue
    const text = typeof row.text === 'string' ? row.text : row.text.toString('utf16le')
    joined = (joined.length === row.offset ? joined : joined.slice(0, row.offset)) + text
  }
  return joined
}
