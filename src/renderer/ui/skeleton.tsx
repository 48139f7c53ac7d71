import './skeleton.css'

/** The structure of what is loading; it appears after 150 ms, so that what comes at once never flickers. */
export function Skeleton({ rows = 5, height = 60 }: { rows?: number; height?: number }) {
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      {WIDTHS.slice(0, rows).map(([title, text]) => (
        <div key={title} className="skeleton-row" style={{ height }}>
          <div className="skeleton-bar" style={{ width: `${title}%` }} />
          <div className="skeleton-bar skeleton-thin" style={{ width: `${text}%` }} />
        </div>
      ))}
    </div>
  )
}

const WIDTHS: [number, number][] = [
  [23, 51],
  [17, 43],
  [28, 58],
  [21, 36],
  [25, 47],
  [19, 54],
  [26, 40],
  [22, 49],
]
