import { splitParts, wordsOf, type GuidePart } from './split-parts'

/** A page of the guide. */
export interface GuidePage {
  /** In its address: `authoring`; empty for the first one. */
  id: string
  /** Its file, from `docs`: `guide/authoring.md`. */
  file: string
  title: string
  /** As the first page calls it, which is shorter. */
  name: string
  parts: GuidePart[]
}

const FIRST = 'guide/README.md'

/** The very files of the repository: the guide, and the pages it leads on to. */
const FILES = import.meta.glob<string>(
  ['../../../../docs/guide/*.md', '../../../../docs/{deep-build-pipeline,templates,providers}.md'],
  { query: '?raw', import: 'default', eager: true },
)

/** All pages, in the order in which the first one names them. */
export const GUIDE_PAGES: readonly GuidePage[] = makePages(
  new Map(Object.entries(FILES).map(([path, text]) => [path.slice(path.indexOf('/docs/') + 6), text])),
)

function makePages(files: ReadonlyMap<string, string>): GuidePage[] {
  const named = [...(files.get(FIRST) ?? '').matchAll(/\[([^\]]+)\]\(([^)#\s]+)\)/g)].map(
    ([, name = '', target = '']) => ({ name, file: fileAt(target, FIRST) }),
  )
  const inOrder = new Set([FIRST, ...named.map(({ file }) => file), ...files.keys()])
  return [...inOrder].flatMap((file) => {
    const text = files.get(file)
    if (text === undefined) return []
    const parts = splitParts(text)
    const title = parts[0]?.heading ?? file
    const inGuide = file.startsWith('guide/') && file !== FIRST
    const name = inGuide ? named.find((link) => link.file === file)?.name : undefined
    return [{ id: file === FIRST ? '' : idOf(file), file, title, name: wordsOf(name ?? title), parts }]
  })
}

/** Of `guide/authoring.md`: `authoring`. */
function idOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1, -'.md'.length)
}

/** Which file a relative link means; both from `docs`. */
function fileAt(target: string, from: string): string {
  return new URL(target, `file:///${from}`).pathname.slice(1)
}

/** The page's address in the app. */
export function guidePath({ id }: Pick<GuidePage, 'id'>, anchor = ''): string {
  return `/guide${id === '' ? '' : `/${id}`}${anchor === '' ? '' : `#${anchor}`}`
}

/** Where a link on a page of the guide leads in the app; null: out of the guide. */
export function followGuideLink(href: string, { file }: Pick<GuidePage, 'file'>): string | null {
  if (/^[a-z][a-z\d+.-]*:/i.test(href)) return null
  const [target = '', anchor = ''] = href.split('#')
  const wanted = target === '' ? file : fileAt(target, file)
  const page = GUIDE_PAGES.find((other) => other.file === wanted)
  return page === undefined ? null : guidePath(page, anchor)
}
