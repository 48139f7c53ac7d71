import type { UsageFigures } from '@shared/contract'
import { useId } from 'react'
import type { Measure } from './chart-bars'
import { describeSpend } from './describe-spend'

export interface UsageRow extends UsageFigures {
  /** Unlike all others of the table. */
  key: string
  name: string
  detail: string
}

interface UsageTableProps {
  heading: string
  /** What the first column holds. */
  column: string
  rows: UsageRow[]
  /** Draws how the rows compare. */
  compare?: Measure
}

export function UsageTable({ heading, column, rows, compare }: UsageTableProps) {
  const headingId = useId()
  const amount = (row: UsageRow): number =>
    compare === 'cost' ? (row.costUsd ?? 0) : row.inputTokens + row.outputTokens
  const most = Math.max(0, ...rows.map(amount))
  return (
    <section>
      <h2 id={headingId} className="page-section">
        {heading}
      </h2>
      <table className="usage-table" aria-labelledby={headingId}>
        <thead>
          <tr>
            <th scope="col">{column}</th>
            <th scope="col">Requests</th>
            <th scope="col">Tokens in</th>
            <th scope="col">Tokens out</th>
            <th scope="col">Cost</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <span className="usage-name">
                  <span className="truncated" title={row.name}>
                    {row.name}
                  </span>
                  {row.detail !== '' && <small>{row.detail}</small>}
                </span>
                {compare !== undefined && most > 0 && <Share of={amount(row) / most} />}
              </th>
              <td>{row.requests.toLocaleString('en')}</td>
              <td>{row.inputTokens.toLocaleString('en')}</td>
              <td>
                {row.outputTokens.toLocaleString('en')}
                {row.estimated && '*'}
              </td>
              <td>{describeSpend(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.some((row) => row.estimated) && (
        <p className="page-note">
          * Some of these tokens were counted here, because the provider sent no figures.
        </p>
      )}
    </section>
  )
}

/** A bar as long as the row's part of the greatest; the figure beside it says the same. */
function Share({ of }: { of: number }) {
  return (
    <svg className="usage-share" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
      <rect className="usage-share-ground" width="100" height="4" />
      <rect className="usage-share-bar" width={of * 100} height="4" />
    </svg>
  )
}
