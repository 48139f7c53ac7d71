import rehypeHighlight from 'rehype-highlight'
import { MarkdownBlock } from './markdown-block'

const HIGHLIGHT: Parameters<typeof MarkdownBlock>[0]['highlight'] = [[rehypeHighlight, { detect: false }]]

/** A block with code in it, in colours. A chunk of its own, since the languages weigh more than all else. */
export default function HighlightedBlock({ text }: { text: string }) {
  return <MarkdownBlock text={text} highlight={HIGHLIGHT} />
}
