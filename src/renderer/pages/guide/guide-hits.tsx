import type { Ref } from 'react'
import { Link } from 'react-router'
import { formatCount } from '../../ui/format-count'
import { guidePath } from './guide-pages'
import type { GuideHit } from './search-guide'

interface GuideHitsProps {
  hits: readonly GuideHit[]
  search: string
  ref: Ref<HTMLDivElement>
}

/** The places of the guide in which the words occur. */
export function GuideHits({ hits, search, ref }: GuideHitsProps) {
  return (
    <div className="guide-scroll" data-scroll ref={ref}>
      <section className="guide-text guide-hits" aria-label="Found in the guide">
        <h1>Found in the guide</h1>
        <p className="list-meta" role="status">
          {hits.length === 0
            ? `Nothing in the guide fits “${search}”.`
            : `${formatCount(hits.length, 'place')} with “${search}”`}
        </p>
        <ul>
          {hits.map(({ page, part, excerpt }) => (
            <li key={`${page.id} ${part.anchor}`}>
              <Link to={guidePath(page, part === page.parts[0] ? '' : part.anchor)}>
                <b>{part.heading}</b>
                {part !== page.parts[0] && <small>{page.name}</small>}
              </Link>
              <p className="list-text">
                {excerpt.map((piece, index) => (index % 2 === 1 ? <mark key={index}>{piece}</mark> : piece))}
              </p>
            </li>
          ))}
        </ul>
      </section>
    </div>
  )
}
