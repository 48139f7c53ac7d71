import { lowerHeadings } from '@shared/model/lower-headings'
import { markdownOutline } from '@shared/model/markdown-outline'
// oxlint-disable-next-line no-restricted-imports -- the wrapped one is typed for Node; the seed is given below
import * as fc from 'fast-check'
import Markdown from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { expect, test } from 'vitest'

/** A node as the parser makes it. */
interface Node {
  type: string
  depth?: number
  value?: string
  children?: Node[]
}

/** The text as the pages' own parser reads it. */
function parse(text: string): Node {
  let tree: Node = { type: 'none' }
  const keep = () => (read: Node) => {
    tree = read
  }
  Markdown({ children: text, remarkPlugins: [remarkGfm, keep] })
  return tree
}

function headingsOf(node: Node): Node[] {
  return node.type === 'heading' ? [node] : (node.children ?? []).flatMap(headingsOf)
}

/** The tree without places, its headings lowered and each with its words on one line. */
function plain(node: Node, by: number): unknown {
  if (node.type === 'heading') return { heading: Math.min(6, (node.depth ?? 0) + by), words: wordsOf(node) }
  const { children, ...rest } = node
  const fields = Object.fromEntries(Object.entries(rest).filter(([name]) => name !== 'position'))
  return { ...fields, children: children?.map((child) => plain(child, by)) }
}

function wordsOf({ type, value, children = [] }: Node): string {
  const text = type === 'break' ? ' ' : (value ?? children.map(wordsOf).join(''))
  return text.replace(/[\s\\]+/g, ' ')
}

const marks = ['', '', '', '', '> ', '>', '- ', '* ', '1. ', '1) ', '  ', '   ', '    ', '\t', '-\t']
const contents = [
  ['', '', 'words', 'more words', '# One', '## Two', '###### Six', '#hash', '# ', '#\tTab', '# Closed ##'],
  ['===', '---', '- - -', '***', '--', '=', '--- ', 'Title #', 'a `b', '`c', '*d', 'e*', 'back\\', '\\# no'],
  ['```', '````', '~~~', '```js', '<div>', '</div>', '<!-- a', 'b -->', '<pre>', 'x</pre>', '<?', '?>'],
  ['a | b', '| - | - |', '-|-', ':-', '[a]: /b', '[a]: /b "c"', '[a]:', '/b', '"title', 'end"', '[x](y)'],
].flat()
// Without what nobody writes and parsers differ on: empty items of lists, and definitions in lists.
const line = fc
  .tuple(
    fc.constantFrom('', '', '', '', '[^1]: '),
    fc.array(fc.constantFrom(...marks), { maxLength: 3 }),
    fc.constantFrom(...contents),
  )
  .map(([note, before, content]) => {
    if (content === '') return before.filter((mark) => mark.startsWith('>')).join('')
    return content.startsWith('[a]:') ? content : `${note}${before.join('')}${content}`
  })
const texts = fc
  .tuple(fc.array(line, { maxLength: 9 }), fc.constantFrom('\n', '\n', '\r\n'))
  .map(([lines, end]) => lines.join(end))

test('whatever the text is: its headings are lowered, and for the parser of the pages all else is as it was', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const { unclosed } = markdownOutline(text)
      const before = parse(unclosed === '' ? text : `${text}\n${unclosed}`)
      const highest = Math.min(...headingsOf(before).map(({ depth = 0 }) => depth))
      const by = Number.isFinite(highest) ? Math.max(0, 3 - highest) : 0
      const lowered = lowerHeadings(text, 2)
      expect(plain(parse(lowered), 0)).toEqual(plain(before, by))
      expect(lowerHeadings(lowered, 2)).toBe(lowered)
      expect(parse(`${lowered}\n\n## Next`).children?.at(-1)).toMatchObject({ type: 'heading', depth: 2 })
    }),
    { numRuns: 200, seed: 20_261_122 },
  )
})
