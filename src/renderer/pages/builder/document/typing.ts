import { changeBetween } from '../prompt/change-between'

/**
 * How an edit of a text came about. `keys`: typed or deleted. `composition`: letters that replace themselves until a
 * word is chosen. `whole`: pasted, dropped, cut or completed, all at once.
 */
export type TypingWay = 'keys' | 'composition' | 'whole'

export interface TypedEdit {
  /** One for each field of each step. */
  field: string
  way: TypingWay
  /** Milliseconds. */
  at: number
  /** What the field held, and holds; null: more than the field changed. */
  texts: { before: string; after: string } | null
}

/** What is being typed, or deleted, into one field, in one go. */
export interface Typing {
  field: string
  kind: 'insert' | 'delete'
  at: number
  /** Where in the text: what was inserted, or the place from which was deleted. */
  from: number
  end: number
}

const PAUSE_MS = 1_000

/**
 * What an edit goes on with, or begins. It goes on where nothing that was typed is lost by taking both back at once:
 * typing goes on behind typing, deleting beside deleting. What replaces a selection begins anew.
 *
 * @param former null: nothing is under way
 * @returns null: the next edit goes on with nothing
 */
export function goOnTyping(
  former: Typing | null,
  edit: TypedEdit,
): { typing: Typing | null; goesOn: boolean } {
  const change = edit.texts === null ? null : changeBetween(edit.texts.before, edit.texts.after)
  if (edit.way === 'whole' || change === null) return { typing: null, goesOn: false }
  const { field, at } = edit
  const { from, to, insert } = change
  const end = from + insert.length
  const last = former?.field === field ? former : null
  const isInside = last?.kind === 'insert' && from >= last.from && to <= last.end
  if (edit.way === 'composition' && last !== null && isInside) {
    return { typing: { ...last, at, end: last.end - to + end }, goesOn: true }
  }
  const kind = insert === '' ? 'delete' : 'insert'
  const isSoon = last !== null && last.kind === kind && at - last.at < PAUSE_MS
  if (kind === 'delete') {
    const goesOn = isSoon && from <= last.from && to >= last.from
    return { typing: { field, kind, at, from, end: from }, goesOn }
  }
  if (isSoon && isInside && from === to) {
    return { typing: { ...last, at, end: last.end + insert.length }, goesOn: true }
  }
  return { typing: { field, kind, at, from, end }, goesOn: false }
}
