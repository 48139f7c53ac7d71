import { describe, expect, it } from 'vitest'
import { matchLetters } from './match-letters'

/** The text with what was found in brackets; null if nothing was. */
function found(text: string, search: string): string | null {
  const match = matchLetters(text, search)
  if (match === null) return null
  return match.pieces.reduceRight(
    (marked, { from, to }) => `${marked.slice(0, from)}[${marked.slice(from, to)}]${marked.slice(to)}`,
    text,
  )
}

describe('a search', () => {
  it('finds beginnings, words, pieces and letters in order', () => {
    expect(found('Release notes', 'rel')).toBe('[Rel]ease notes')
    expect(found('Release notes', 'NOTES')).toBe('Release [notes]')
    expect(found('Prerelease', 'lease')).toBe('Prere[lease]')
    expect(found('Decision Memo', 'decmem')).toBe('[Dec]ision [Mem]o')
    expect(found('Deep Build Pipeline', 'dbp')).toBe('[D]eep [B]uild [P]ipeline')
  })

  it('finds each word by itself, in any order', () => {
    expect(found('Run Decision Memo', 'run dec')).toBe('[Run] [Dec]ision Memo')
    expect(found('Run Decision Memo', 'memo run')).toBe('[Run] Decision [Memo]')
    expect(found('Run Decision Memo', 'run notes')).toBeNull()
  })

  it('does not find letters that are strewn about', () => {
    expect(found('Follow the system’s theme', 'lim')).toBeNull()
    expect(found('Keyboard shortcuts', 'ks')).toBe('[K]eyboard [s]hortcuts')
    expect(found('Keyboard shortcuts', 'eo')).toBeNull()
    expect(found('Workflows', 'xyz')).toBeNull()
    expect(found('Workflows', '  ')).toBeNull()
  })

  it('finds other scripts, and marks what it found where texts grow when they are folded', () => {
    expect(found('会議の要約', '要約')).toBe('会議の[要約]')
    expect(found('Отчёт за год', 'за')).toBe('Отчёт [за] год')
    expect(found('İstanbul notes', 'notes')).toBe('İstanbul [notes]')
  })

  it('ranks the beginning before a word, a word before a piece, and a piece before letters', () => {
    const scores = ['Release notes', 'My release', 'Prerelease', 'Read every last letter'].map(
      (text) => matchLetters(text, 'rel')?.score ?? 0,
    )
    expect(scores).toEqual(scores.toSorted((one, other) => other - one))
    expect(new Set(scores).size).toBe(4)
  })

  it('comes to an end on long texts, however often the letters begin to fit', () => {
    const text = 'ab '.repeat(5_000)
    expect(matchLetters(text, 'aaaaaaaaaaaaaaaaaaaab')).not.toBeNull()
    expect(matchLetters(text, 'abababababababababz')).toBeNull()
  })
})
