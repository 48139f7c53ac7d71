import rehypeHighlight from 'rehype-highlight'
import { MarkdownBlock } from './markdown-block'

/** Once for all blocks: it makes all its languages anew each time, which takes longer than most blocks do. */
const highlight = rehypeHighlight({ detect: false })
const HIGHLIGHT: Parameters<typeof MarkdownBlock>[0]['highlight'] = [() => highlight]

/** A block with code in it, in colours. A chunk of its own, since the languages weigh more than all else. */
export default function HighlightedBlock({ text }: { text: string }) {
  return <MarkdownBlock text={text} highlight={HIGHLIGHT} />
}
