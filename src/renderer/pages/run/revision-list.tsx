import type { RevisionView } from '@shared/contract'
import type { Attempt } from '@shared/model/run'
import { formatMoney } from '../../ui/format-money'
import { formatMoment } from '../../ui/format-time'
import { useNow } from '../../ui/use-now'
import { OfferedButton } from '../offered-button'
import { authorOf } from './author-of'
import './history-table.css'

interface RevisionListProps {
  revisions: readonly RevisionView[]
  attempts: readonly Attempt[]
  /** Absent: nothing can be restored now. */
  onRestore: ((revision: number) => void) | undefined
}

/** Every version of an output: who made it, when, by which model, for how much. Newest first. */
export function RevisionList({ revisions, attempts, onRestore }: RevisionListProps) {
  const current = revisions.at(-1)?.number
  const now = useNow(60_000)
  return (
    <table className="history-table figures" aria-label="All revisions">
      <thead>
        <tr>
          <th scope="col">Revision</th>
          <th scope="col">By</th>
          <th scope="col">When</th>
          <th scope="col">Length</th>
          <th scope="col" className="history-number">
            Cost
          </th>
          <th scope="col">
            <span className="visually-hidden">Restore</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {revisions.toReversed().map((revision) => {
          const attempt = attempts.find(({ number }) => number === revision.attempt)
          return (
            <tr key={revision.number}>
              <th scope="row">{revision.number}</th>
              <td>
                {authorOf(revision)}
                {attempt !== undefined && <small>{attempt.model}</small>}
                {revision.truncated && <small>cut short</small>}
              </td>
              <td>{formatMoment(revision.createdAt, now)}</td>
              <td>{revision.length.toLocaleString('en')} characters</td>
              <td className="history-number">
                {attempt === undefined ? formatMoney(0) : formatMoney(attempt.costEstimate)}
              </td>
              <td className="history-number">
                {revision.number === current ? (
                  <small>current</small>
                ) : (
                  onRestore !== undefined && (
                    <OfferedButton
                      under="This step"
                      offer={`Restore ${revision.number}`}
                      about="makes it the newest revision"
                      size="small"
                      look="ghost"
                      onClick={() => onRestore(revision.number)}
                    >
                      Restore {revision.number}
                    </OfferedButton>
                  )
                )}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
