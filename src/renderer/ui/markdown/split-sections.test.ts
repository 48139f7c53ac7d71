import { describe, expect, it } from 'vitest'
import { createSplitter, splitSections } from './split-sections'

const blocksOf = (text: string): string[] => splitSections(text).flatMap((section) => section.blocks)

describe('the blocks of a text', () => {
  it('end at empty lines', () => {
    expect(blocksOf('# One\n\nTwo\nlines\n\n\nThree\n')).toEqual(['# One', 'Two\nlines', 'Three'])
  })

  it('keep fences whole, whatever is in them, and to the end if they never close', () => {
    expect(blocksOf('```js\na\n\nb\n```\n\nafter')).toEqual(['```js\na\n\nb\n```', 'after'])
    expect(blocksOf('~~~~\na\n\n~~~\n\nb\n~~~~\n\nafter')).toHaveLength(2)
    expect(blocksOf('```\na\n\nb')).toEqual(['```\na\n\nb'])
  })

  it('keep lists whole, with their indented passages', () => {
    expect(blocksOf('- one\n\n  more\n\n- two\n\nafter')).toEqual(['- one\n\n  more\n\n- two', 'after'])
    expect(blocksOf('1. one\n\n2. two')).toHaveLength(1)
  })

  it('hold all of the text', () => {
    const text = Array.from({ length: 400 }, (_, index) => `Paragraph ${index} of it.`).join('\n\n')
    expect(blocksOf(text).join('\n\n')).toBe(text)
    expect(splitSections(text).length).toBeGreaterThan(2)
  })

  it('are worked out anew at the end of a growing text only', () => {
    const text = Array.from({ length: 400 }, (_, index) => `Paragraph ${index} of it.`).join('\n\n')
    const split = createSplitter()
    let before = split(text.slice(0, 5_000))
    for (let length = 5_100; length <= text.length; length += 100) {
      const now = split(text.slice(0, length))
      for (const [index, section] of before.slice(0, -1).entries()) expect(now[index]).toBe(section)
      before = now
    }
    expect(split(text)).toEqual(splitSections(text))
  })

  it('start anew when the text is another one', () => {
    const split = createSplitter()
    split('One\n\nTwo')
    expect(split('Three').flatMap((section) => section.blocks)).toEqual(['Three'])
    expect(split('')).toEqual([])
    expect(split('Four').flatMap((section) => section.blocks)).toEqual(['Four'])
  })
})
