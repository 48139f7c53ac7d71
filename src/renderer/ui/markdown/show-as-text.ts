/** What this needs to know of a Markdown syntax tree. */
interface Node {
  type: string
  value?: string
  lang?: string | null
  alt?: string | null
  children?: Node[]
}

/**
 * Takes out of a Markdown tree what would be more than text: images become links to them, and raw HTML never becomes
 * elements. A passage of HTML is shown as the code it is, so that a reviewer misses nothing of it; single tags
 * within a sentence are dropped and their text stays.
 */
export function showAsText() {
  return (tree: Node): void => change(tree)
}

function change(parent: Node): void {
  if (parent.children === undefined) return
  const inSentence = parent.type !== 'root' && parent.type !== 'listItem' && parent.type !== 'blockquote'
  parent.children = parent.children.flatMap((node) => {
    switch (node.type) {
      case 'image':
        return [asLink(node, 'link')]
      case 'imageReference':
        return [asLink(node, 'linkReference')]
      case 'html':
        return inSentence
          ? inlineHtml(node.value ?? '')
          : [{ type: 'code', lang: 'html', value: node.value ?? '' }]
      default:
        change(node)
        return [node]
    }
  })
}

function asLink(image: Node, type: 'link' | 'linkReference'): Node {
  const name = image.alt == null || image.alt === '' ? 'image' : image.alt
  return { ...image, type, children: [{ type: 'text', value: `Image: ${name}` }] }
}

function inlineHtml(tag: string): Node[] {
  if (/^<br\s*\/?>$/i.test(tag)) return [{ type: 'break' }]
  // What a comment hides is to be seen.
  return tag.startsWith('<!') || tag.startsWith('<?') ? [{ type: 'inlineCode', value: tag }] : []
}
