import { lazy, memo, startTransition, Suspense, useEffect, useRef, useState } from 'react'
import { PlainText } from '../plain-text'
import { withDefinitions, type Definitions } from './find-definitions'
import { MarkdownBlock } from './markdown-block'
import type { Section } from './split-sections'

const HighlightedBlock = lazy(() => import('./highlighted-block'))

/** How far outside of the view a section is made ready. */
const AHEAD = '1200px'
/** A block without an end in sight is shown as it is: formatting it would hold everything up. */
const LONGEST_BLOCK = 30_000
/** Colours cost time with every line. */
const LONGEST_HIGHLIGHTED = 12_000

interface MarkdownSectionProps {
  section: Section
  definitions: Definitions
  /** Formatted from the first moment, wherever it is. */
  eager: boolean
  /** Still growing: code gets its colours when it is complete. */
  live: boolean
}

/** Some blocks of a text. Until they come near the view they are there as plain text, which costs next to nothing. */
export const MarkdownSection = memo(function MarkdownSection(props: MarkdownSectionProps) {
  const { section, definitions, eager, live } = props
  const place = useRef<HTMLDivElement>(null)
  const [near, setNear] = useState(eager || typeof IntersectionObserver === 'undefined')

  useEffect(() => {
    if (near || place.current === null) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) startTransition(() => setNear(true))
      },
      { root: place.current.closest('[data-scroll]'), rootMargin: AHEAD },
    )
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [near])

  return (
    <div
      ref={place}
      className="markdown-section"
      style={{ containIntrinsicSize: `auto ${guessHeight(section)}px` }}
    >
      {near
        ? section.blocks.map((block, index) => (
            <Block key={index} text={withDefinitions(escapeFootnote(block), definitions)} live={live} />
          ))
        : section.blocks.map((block, index) => <PlainText key={index} text={block} />)}
    </div>
  )
}, sameSection)

const Block = memo(function Block({ text, live }: { text: string; live: boolean }) {
  if (text.length > LONGEST_BLOCK) return <PlainText text={text} />
  if (live || text.length > LONGEST_HIGHLIGHTED || !/```|~~~/.test(text)) return <MarkdownBlock text={text} />
  return (
    <Suspense fallback={<MarkdownBlock text={text} />}>
      <HighlightedBlock text={text} />
    </Suspense>
  )
})

/** A splitter hands out new sections where the text has grown, and the same ones elsewhere. */
function sameSection(one: MarkdownSectionProps, other: MarkdownSectionProps): boolean {
  return one.section === other.section && one.definitions === other.definitions && one.live === other.live
}

/** A footnote's text stands where it was written; elsewhere in the text there is nothing it could be tied to. */
function escapeFootnote(block: string): string {
  return block.startsWith('[^') ? `\\${block}` : block
}

function guessHeight({ blocks }: Section): number {
  return blocks.reduce((height, block) => height + Math.ceil(block.length / 66) * 24 + 14, 0)
}
