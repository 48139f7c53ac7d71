import { diffArrays, diffWordsWithSpace, type Change } from 'diff'

/** A piece of a line; a changed one is to be marked. */
export interface DiffPart {
  text: string
  changed: boolean
}

export type DiffRow =
  | { kind: 'same'; text: string }
  | { kind: 'removed' | 'added'; parts: DiffPart[] }
  /** Lines that are the same and far from every change. */
  | { kind: 'fold'; paragraphs: number; lines: string[] }

export interface Comparison {
  rows: DiffRow[]
  addedWords: number
  removedWords: number
}

/** How many equal lines stay in view on each side of a change. */
const CONTEXT = 1
/** Lines with more words than this are compared as a whole. */
const LONGEST_PAIR = 20_000
/** Milliseconds, for each of the comparisons; what takes longer is told as removed and added as a whole. */
const PATIENCE = 400

/** What changed from one text to another: line by line, and within changed lines word by word. */
export function compareTexts(before: string, after: string): Comparison {
  const lines = { before: linesOf(before), after: linesOf(after) }
  const changes = diffArrays(lines.before, lines.after, { timeout: PATIENCE }) ?? [
    { value: lines.before, removed: true, added: false },
    { value: lines.after, removed: false, added: true },
  ]
  const comparison: Comparison = { rows: [], addedWords: 0, removedWords: 0 }
  for (let index = 0; index < changes.length; index += 1) {
    const change = changes[index]
    const next = changes[index + 1]
    if (change === undefined) continue
    if (!change.removed && !change.added) {
      comparison.rows.push(...foldSame(change.value, index === 0, index === changes.length - 1))
    } else if (change.removed && next?.added === true) {
      pairLines(comparison, change.value, next.value)
      index += 1
    } else {
      for (const line of change.value) addWhole(comparison, change.removed ? 'removed' : 'added', line)
    }
  }
  return comparison
}

/** Without the empty ones, which only part the others. */
function linesOf(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '')
}

function foldSame(lines: string[], first: boolean, last: boolean): DiffRow[] {
  const head = first ? 0 : CONTEXT
  const tail = last ? 0 : CONTEXT
  const same = (line: string): DiffRow => ({ kind: 'same', text: line })
  const folded = lines.slice(head, lines.length - tail)
  if (folded.length < 2) return lines.map(same)
  return [
    ...lines.slice(0, head).map(same),
    { kind: 'fold', paragraphs: folded.length, lines: folded },
    ...lines.slice(lines.length - tail).map(same),
  ]
}

/** A space between two changed words belongs to the change, so that phrases are marked and not words. */
function joinPhrases(words: readonly Change[]): Change[] {
  const changed = ({ added, removed }: Change): boolean => added || removed
  const parts = words.flatMap((word, index) => {
    const [before, after] = [words[index - 1], words[index + 1]]
    const between = before !== undefined && after !== undefined && changed(before) && changed(after)
    if (changed(word) || !between || word.value.trim() !== '') return [word]
    return [
      { ...word, removed: true },
      { ...word, added: true },
    ]
  })
  const joined: Change[] = []
  let removed = ''
  let added = ''
  const flush = (): void => {
    if (removed !== '') joined.push({ value: removed, removed: true, added: false, count: 1 })
    if (added !== '') joined.push({ value: added, removed: false, added: true, count: 1 })
    removed = ''
    added = ''
  }
  for (const part of parts) {
    if (part.removed) removed += part.value
    else if (part.added) added += part.value
    else {
      flush()
      joined.push(part)
    }
  }
  flush()
  return joined
}

/** Changed lines are compared in order, the first removed one with the first added one. */
function pairLines(comparison: Comparison, removed: string[], added: string[]): void {
  const pairs = Math.min(removed.length, added.length)
  for (let index = 0; index < pairs; index += 1) {
    const [before = '', after = ''] = [removed[index], added[index]]
    const words =
      before.length + after.length > LONGEST_PAIR
        ? undefined
        : diffWordsWithSpace(before, after, { timeout: PATIENCE })
    if (words === undefined) {
      addWhole(comparison, 'removed', before)
      addWhole(comparison, 'added', after)
      continue
    }
    const phrases = joinPhrases(words)
    const side = (kind: 'removed' | 'added'): DiffPart[] =>
      phrases
        .filter((part) => (kind === 'removed' ? !part.added : !part.removed))
        .map((part) => ({ text: part.value, changed: part[kind] }))
    comparison.rows.push({ kind: 'removed', parts: side('removed') }, { kind: 'added', parts: side('added') })
    for (const part of words) {
      if (part.removed) comparison.removedWords += countWords(part.value)
      if (part.added) comparison.addedWords += countWords(part.value)
    }
  }
  for (const line of removed.slice(pairs)) addWhole(comparison, 'removed', line)
  for (const line of added.slice(pairs)) addWhole(comparison, 'added', line)
}

function addWhole(comparison: Comparison, kind: 'removed' | 'added', line: string): void {
  comparison.rows.push({ kind, parts: [{ text: line, changed: true }] })
  const words = countWords(line)
  if (kind === 'removed') comparison.removedWords += words
  else comparison.addedWords += words
}

function countWords(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}
