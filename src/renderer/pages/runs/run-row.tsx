import type { RunSummary } from '@shared/contract'
import { useId } from 'react'
import { Link } from 'react-router'
import { describeProgress } from '../../ui/describe-progress'
import { formatMoney } from '../../ui/format-money'
import { formatMoment } from '../../ui/format-time'
import '../../ui/list.css'
import { runStatusLook } from '../../ui/run-status-look'
import { StatusLabel } from '../../ui/status-label'
import type { RowPlace } from '../../ui/virtual-rows'

interface RunRowProps {
  /** Undefined while it is loading. */
  run: RunSummary | undefined
  place: RowPlace
  now: number
}

export function RunRow({ run, place, now }: RunRowProps) {
  const nameId = useId()
  if (run === undefined) {
    return (
      <li className="list-row run-columns" {...place} aria-busy="true">
        <div className="skeleton-bar" style={{ width: '38%' }} />
      </li>
    )
  }
  return (
    <li className="list-row run-columns" {...place} aria-labelledby={nameId}>
      <div className="run-name">
        <Link id={nameId} className="list-name truncated" to={`/runs/${run.id}`}>
          {run.workflowName}
        </Link>
        <p className="list-text truncated">{run.inputPreview ?? 'Without an input'}</p>
      </div>
      <StatusLabel status={runStatusLook(run.status, run.pauseReason)} />
      <span className="list-meta figures">{describeSteps(run)}</span>
      <span className="list-meta figures run-number">
        {run.costEstimate === null ? 'unknown' : formatMoney(run.costEstimate)}
      </span>
      <span className="list-meta figures run-number">{formatMoment(run.createdAt, now)}</span>
    </li>
  )
}

function describeSteps(run: RunSummary): string {
  if (run.status === 'running' || run.current.length > 0) return `step ${describeProgress(run)}`
  return describeProgress(run)
}
