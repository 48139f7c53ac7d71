import { useCallback, useEffect, useRef } from 'react'
import MarkdownText from '../../ui/markdown/markdown-text'
import { OwnLinks, type OwnLink } from '../../ui/markdown/own-links'
import { followGuideLink, type GuidePage } from './guide-pages'

interface GuideTextProps {
  page: GuidePage
  /** The part to be shown; empty: the page's beginning. */
  anchor: string
  /** Changes with each time that a place is asked for. */
  visit: string
  /** A link leads to another place of the guide. */
  onFollow: (path: string) => void
}

/** One page of the guide. */
export function GuideText({ page, anchor, visit, onFollow }: GuideTextProps) {
  const text = useRef<HTMLDivElement>(null)
  const resolve = useCallback(
    (href: string): OwnLink | null => {
      const path = followGuideLink(href, page)
      return path === null ? null : { path, go: () => onFollow(path) }
    },
    [page, onFollow],
  )
  useEffect(() => {
    if (anchor === '') return
    const part = text.current?.querySelector<HTMLElement>(`[id="${CSS.escape(anchor)}"]`)
    part?.scrollIntoView()
    // So that the next Tab goes on from there.
    part?.focus({ preventScroll: true })
  }, [anchor, visit])

  return (
    <div className="guide-scroll" data-scroll>
      <OwnLinks value={resolve}>
        <article ref={text} className="guide-text">
          {page.parts.map((part) => (
            <section key={part.anchor} id={part.anchor} tabIndex={-1}>
              <MarkdownText text={part.text} />
            </section>
          ))}
        </article>
      </OwnLinks>
    </div>
  )
}
