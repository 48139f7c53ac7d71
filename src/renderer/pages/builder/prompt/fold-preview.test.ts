import { expect, it } from 'vitest'
import { foldPreview, type FoldedPreview } from './fold-preview'
import type { ResolvedPart } from './resolve-parts'

const text = (words: string): ResolvedPart => ({ kind: 'text', text: words })
const value = (words: string): ResolvedPart => ({ kind: 'value', text: words })

/** As the page reads: blocks are lines, and what is folded away is not there. */
const drawn = ({ blocks }: FoldedPreview): string =>
  blocks.map((block) => block.map((piece) => piece.text).join('')).join('\n')

const countFolded = ({ blocks }: FoldedPreview): number =>
  blocks.flat().reduce((sum, piece) => sum + piece.folded, 0)

const LINES = 'A line about the harbour.\n'

it('draws a short prompt as it is, in one block', () => {
  const parts = [text('Write about '), value('the harbour\nat night'), text('.')]
  expect(foldPreview(parts, new Set(), 1)).toEqual({
    blocks: [parts.map((part, index) => ({ ...part, part: index, folded: 0 }))],
    left: 0,
  })
})

it('folds a long value to its beginning and tells how much is behind it, until it is unfolded', () => {
  const long = LINES.repeat(40_000)
  const parts = [text('Sum up '), value(long), text(' in a line.')]
  const folded = foldPreview(parts, new Set(), 1)
  expect(drawn(folded)).toBe(`Sum up ${long.slice(0, 1_000)} in a line.`)
  expect(countFolded(folded)).toBe(long.length - 1_000)
  const whole = foldPreview(parts, new Set([1]), 1)
  expect(drawn(whole)).toBe(`Sum up ${long} in a line.`)
  expect(countFolded(whole)).toBe(0)
  expect(whole.blocks.length).toBeGreaterThan(400)
})

it('cuts no character in half', () => {
  const parts = [value(`${'a'.repeat(999)}😀${'b'.repeat(2_000)}`), text(`${'c'.repeat(22_999)}😀 end`)]
  for (const piece of foldPreview(parts, new Set(), 1).blocks.flat()) {
    expect(piece.text.isWellFormed()).toBe(true)
  }
})

it('draws thousands of parts a part at a time, and all of them in the end', () => {
  const parts = Array.from({ length: 6_000 }, (_, index) =>
    index % 2 === 0 ? text(`${index}: `) : value('the harbour'),
  )
  const first = foldPreview(parts, new Set(), 1)
  expect(first.blocks.flat().length).toBeLessThan(400)
  expect(first.left).toBeGreaterThan(30_000)
  const all = foldPreview(parts, new Set(), 20)
  expect(all.left).toBe(0)
  expect(drawn(all)).toBe(parts.map((part) => part.text).join(''))
})

it.each([1, 2, 3])(
  'loses nothing: what is drawn, folded and left is the whole text, in %i rooms',
  (rooms) => {
    const texts = [
      '',
      '\n',
      'a\n\nb',
      'word '.repeat(290),
      'word '.repeat(330),
      LINES.repeat(900),
      'x'.repeat(25_000),
    ]
    const kinds = ['text', 'value', 'missing'] as const
    for (const first of texts) {
      for (const second of texts) {
        for (const kind of kinds) {
          const parts = [text(first), { kind, text: second }, value(first), text(second)]
          for (const unfolded of [new Set<number>(), new Set(parts.keys())]) {
            const folded = foldPreview(parts, unfolded, rooms)
            const length = 2 * (first.length + second.length)
            expect(drawn(folded).length + countFolded(folded) + folded.left).toBe(length)
          }
        }
      }
    }
  },
)
