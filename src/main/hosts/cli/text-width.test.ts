import * as fc from '../../../../test/support/fast-check'
import { describe, expect, it } from 'vitest'
import { cutText, padEnd, padStart, textWidth, wrapText } from './text-width'

describe('the width of a text', () => {
  it.each([
    ['plain', 5],
    ['日本語', 6],
    ['e\u0301', 1],
    ['👩‍👩‍👧', 2],
    ['한글 ok', 7],
    ['', 0],
  ])('%s takes %i cells', (text, cells) => {
    expect(textWidth(text)).toBe(cells)
  })

  it('decides where a text is cut, and how it is padded', () => {
    expect(cutText('Idea Generation', 10)).toBe('Idea Gene…')
    expect(cutText('日本語のラベル', 6)).toBe('日本…')
    expect(cutText('fits', 4)).toBe('fits')
    expect(padEnd('日本', 6)).toBe('日本  ')
    expect(padStart('12', 4)).toBe('  12')
  })

  it('is never exceeded by a cut or a wrapped text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 30 }), (text, width) => {
        expect(textWidth(cutText(text, width))).toBeLessThanOrEqual(width)
        for (const line of wrapText(text, width)) expect(textWidth(line)).toBeLessThanOrEqual(width)
      }),
    )
  })
})

describe('wrapping', () => {
  it('breaks between words, and inside one only where it must', () => {
    expect(wrapText('one two three', 8)).toEqual(['one two', 'three'])
    expect(wrapText('supercalifragilistic', 8)).toEqual(['supercal', 'ifragili', 'stic'])
    expect(wrapText('a\n\nb', 8)).toEqual(['a', '', 'b'])
  })

  it('loses nothing but white space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), fc.integer({ min: 1, max: 20 }), (text, width) => {
        const dense = (lines: string) => lines.replaceAll(/\s/g, '')
        expect(dense(wrapText(text, width).join(''))).toBe(dense(text))
      }),
    )
  })
})
