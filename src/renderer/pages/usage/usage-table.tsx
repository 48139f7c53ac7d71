import type { UsageFigures } from '@shared/contract'
import { useId } from 'react'
import { formatMoney } from '../../ui/format-money'

interface UsageTableProps {
  heading: string
  /** What the first column holds. */
  column: string
  rows: (UsageFigures & { name: string; detail: string })[]
}

export function UsageTable({ heading, column, rows }: UsageTableProps) {
  const headingId = useId()
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
            <tr key={`${row.name} ${row.detail}`}>
              <th scope="row">
                {row.name}
                {row.detail !== '' && <small>{row.detail}</small>}
              </th>
              <td>{row.requests.toLocaleString('en')}</td>
              <td>{row.inputTokens.toLocaleString('en')}</td>
              <td>
                {row.outputTokens.toLocaleString('en')}
                {row.estimated && '*'}
              </td>
              <td>{formatMoney(row.costUsd)}</td>
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
