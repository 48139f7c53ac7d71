import type { CostRange } from '@shared/contract'
import { formatAbout, formatMoney } from './format-money'
import './estimate-table.css'

interface EstimatedStep {
  id: string
  label: string
  /** Such as its model. */
  detail?: string | undefined
  /** Null: no price is known. */
  cost: CostRange | null
  /** What it has cost, USD; null: unknown. Absent: nothing was sent yet. */
  spent?: number | null | undefined
}

interface EstimateTableProps {
  steps: readonly EstimatedStep[]
  total: CostRange | null
  /** All of it, USD; null: unknown. Absent: the table is about what is to come. */
  spent?: number | null
}

/** What each step is expected to cost, from the least to the most, and what it did cost. */
export function EstimateTable({ steps, total, spent }: EstimateTableProps) {
  const isOver = spent !== undefined
  return (
    <div className="estimate-table">
      <table className="figures">
        <thead>
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Low</th>
            <th scope="col">Expected</th>
            <th scope="col">High</th>
            {isOver && <th scope="col">Spent</th>}
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.id}>
              <th scope="row">
                {step.label}
                {step.detail !== undefined && <small>{step.detail}</small>}
              </th>
              <Costs range={step.cost} />
              {isOver && <td>{step.spent === undefined ? '–' : formatMoney(step.spent)}</td>}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All steps</th>
            <Costs range={total} />
            {isOver && <td>{formatMoney(spent)}</td>}
          </tr>
        </tfoot>
      </table>
      <p className="field-help">
        High is what every answer costs that is as long as it may be. Retries come on top.
      </p>
    </div>
  )
}

function Costs({ range }: { range: CostRange | null }) {
  if (range === null) return <td colSpan={3}>no known price</td>
  return (
    <>
      <td>{formatAbout(range.low)}</td>
      <td>{formatAbout(range.expected)}</td>
      <td>{formatAbout(range.high)}</td>
    </>
  )
}
