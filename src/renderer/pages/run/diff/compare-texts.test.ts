import { describe, expect, it } from 'vitest'
import { compareTexts } from './compare-texts'

describe('two texts that are compared', () => {
  it('have their changed words marked, as phrases', () => {
    const { rows, addedWords, removedWords } = compareTexts(
      'Nurses sleep about six hours.',
      'Nurses sleep in two blocks.',
    )
    expect(rows).toEqual([
      {
        kind: 'removed',
        parts: [
          { text: 'Nurses sleep ', changed: false },
          { text: 'about six hours', changed: true },
          { text: '.', changed: false },
        ],
      },
      {
        kind: 'added',
        parts: [
          { text: 'Nurses sleep ', changed: false },
          { text: 'in two blocks', changed: true },
          { text: '.', changed: false },
        ],
      },
    ])
    expect([addedWords, removedWords]).toEqual([3, 3])
  })

  it('have what is the same folded away, but for a line beside each change', () => {
    const before = ['a', 'b', 'c', 'd', 'e'].join('\n\n')
    const { rows } = compareTexts(before, `${before}\n\nf`)
    expect(rows).toEqual([
      { kind: 'fold', paragraphs: 4, lines: ['a', 'b', 'c', 'd'] },
      { kind: 'same', text: 'e' },
      { kind: 'added', parts: [{ text: 'f', changed: true }] },
    ])
  })

  it('give back both texts, however different they are', () => {
    const before = Array.from({ length: 300 }, (_, index) => `${index * 7919} old`).join('\n')
    const after = Array.from({ length: 300 }, (_, index) => `${index * 104729} new`).join('\n')
    const { rows } = compareTexts(before, after)
    const side = (kind: 'removed' | 'added'): string =>
      rows
        .flatMap((row) => {
          if (row.kind === 'same') return [row.text]
          if (row.kind === 'fold') return row.lines
          return row.kind === kind ? [row.parts.map(({ text }) => text).join('')] : []
        })
        .join('\n')
    expect(side('removed')).toBe(before)
    expect(side('added')).toBe(after)
  })
})
