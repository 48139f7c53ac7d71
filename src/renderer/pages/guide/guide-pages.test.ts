import { describe, expect, it } from 'vitest'
import { followGuideLink, GUIDE_PAGES, guidePath } from './guide-pages'
import { searchGuide } from './search-guide'
import { splitParts } from './split-parts'
import { textBlocks } from './text-blocks'

const places = new Set(
  GUIDE_PAGES.flatMap((page) => [
    guidePath(page),
    ...page.parts.map(({ anchor }) => guidePath(page, anchor)),
  ]),
)

describe('the guide in the app', () => {
  it('has the pages in the order in which the first one names them, by their short names', () => {
    expect(GUIDE_PAGES.map(({ id, name }) => [id, name])).toEqual([
      ['', 'Guide'],
      ['authoring', 'Authoring'],
      ['running', 'Running'],
      ['gates', 'Review gates'],
      ['editing', 'Editing and re-running'],
      ['connections', 'Keys and connections'],
      ['costs', 'Costs'],
      ['files', 'Files and data'],
      ['command-line', 'Command line'],
      ['shortcuts', 'Shortcuts'],
      ['troubleshooting', 'Troubleshooting'],
      ['deep-build-pipeline', 'The Deep Build Pipeline'],
      ['templates', 'Templates'],
      ['providers', 'Providers'],
    ])
  })

  it.each(GUIDE_PAGES)('$file: leads to places that are there, and shows no HTML', (page) => {
    const text = page.parts.map((part) => part.text).join('\n\n')
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, href = '']) => href)
    const own = links.filter((href) => !href.startsWith('https://') && !/[.]json$/.test(href))
    expect(own.filter((href) => !places.has(followGuideLink(href, page) ?? ''))).toEqual([])
    expect(text).not.toMatch(/<(?:picture|img|source|a|br)\b/)
  })

  it('leads out of itself by no link of its own', () => {
    const page = { file: 'guide/files.md' }
    expect(followGuideLink('../templates.md#the-file-format', page)).toBe('/guide/templates#the-file-format')
    expect(followGuideLink('#backups', page)).toBe('/guide/files#backups')
    expect(followGuideLink('README.md', page)).toBe('/guide')
    for (const href of [
      'https://example.com',
      'javascript:alert(1)',
      '../../README.md',
      '../resources/x.json',
    ]) {
      expect(followGuideLink(href, page), href).toBeNull()
    }
  })
})

describe('the parts of a page', () => {
  it('begin at headings, but not at what looks like one in a fence', () => {
    const page =
      '# One\n\nText\n\n```sh\n# no heading\n```\n\n## Two `x`\n\n<picture>\n  <img>\n</picture>\n\nMore\n'
    expect(splitParts(page)).toEqual([
      { anchor: 'one', heading: 'One', text: '# One\n\nText\n\n```sh\n# no heading\n```' },
      { anchor: 'two-x', heading: 'Two x', text: '## Two `x`\n\nMore' },
    ])
  })

  it('have an address each, also where headings are the same', () => {
    expect(splitParts('# A\n\n## A\n\n## A').map(({ anchor }) => anchor)).toEqual(['a', 'a-1', 'a-2'])
  })
})

it('a part’s passages are each on one line, without marks', () => {
  const text = `## Heading

A paragraph
on \`two\` lines.

- one **item**
  goes on
- [another](x.md)

1. first

| a | b |
| - | - |
| c | \`d\` |

\`\`\`sh
# code | as it is
- more
\`\`\`
`
  expect(textBlocks(text)).toEqual([
    'A paragraph on two lines.',
    'one item goes on',
    'another',
    'first',
    'a · b',
    'c · d',
    '# code | as it is',
    '- more',
  ])
})

describe('the search', () => {
  it('finds places that have all the words, those with them in the heading first', () => {
    const hits = searchGuide(GUIDE_PAGES, 'Data FOLDER')
    expect(hits[0]).toMatchObject({ page: { id: 'files' }, part: { heading: 'The data folder' } })
    expect(hits.length).toBeGreaterThan(1)
    for (const { page, part } of hits) {
      const text = `${page.title} ${part.text}`.toLowerCase()
      expect(text).toContain('data')
      expect(text).toContain('folder')
    }
  })

  it('shows what stands around a word, without marks of Markdown', () => {
    const [hit] = searchGuide(GUIDE_PAGES, 'XDG_DATA_HOME')
    const excerpt = hit?.excerpt.join('')
    expect(excerpt).toContain('Linux · $XDG_DATA_HOME/baton, or ~/.local/share/baton')
    expect(excerpt).not.toMatch(/[|`]/)
    expect(hit?.excerpt[1]).toBe('XDG_DATA_HOME')
  })

  it('shows the passage that has the words, and no other', () => {
    const [hit] = searchGuide(GUIDE_PAGES, 'BATON_HOME names')
    expect(hit?.excerpt.join('')).toMatch(/^BATON_HOME names another one\./)
    const rows = searchGuide(GUIDE_PAGES, 'stale').map(({ excerpt }) => excerpt.join(''))
    expect(rows.filter((row) => row.startsWith('Stale · '))).toHaveLength(1)
  })

  it('finds nothing for nothing', () => {
    expect(searchGuide(GUIDE_PAGES, ' ')).toEqual([])
    expect(searchGuide(GUIDE_PAGES, 'xylophone')).toEqual([])
  })
})
