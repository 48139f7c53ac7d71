import type { RunSummary } from '@shared/contract'
import { RUN_STATUSES, type RunStatus } from '@shared/model/run'
import type { WorkflowSummary } from '@shared/model/workflow'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { describeProgress } from '../../ui/describe-progress'
import { formatAgo, formatClock, formatMoment } from '../../ui/format-time'
import { runStatusLook } from '../../ui/run-status-look'
import { StatusLabel } from '../../ui/status-label'
import { useNow } from '../../ui/use-now'

/** How the workflow's last run stands, and when that was. */
export function LastRun({ workflow }: { workflow: WorkflowSummary }) {
  const { lastRun, updatedAt } = workflow
  const { runningNow } = useAppState()
  const live = useStore(runningNow.store, ({ runs }) => runs?.find((run) => run.id === lastRun?.id))
  const now = useNow(live?.status === 'running' ? 1_000 : 60_000)

  if (lastRun === null) {
    return (
      <div className="last-run">
        <StatusLabel status={{ kind: 'pending', word: 'Never run', tone: 'quiet' }} />
        <span className="list-meta truncated">edited {formatMoment(updatedAt, now)}</span>
      </div>
    )
  }
  const look =
    live === undefined
      ? runStatusLook(knownStatus(lastRun.status), null)
      : runStatusLook(live.status, live.pauseReason)
  const detail = live === undefined ? formatMoment(lastRun.at, now) : describeLive(live, now)
  return (
    <div className="last-run">
      <StatusLabel status={look} />
      <span className="list-meta truncated figures">{detail}</span>
    </div>
  )
}

function describeLive(run: RunSummary, now: number): string {
  const gate = run.current.find((step) => step.status === 'awaiting_review')
  if (gate !== undefined) return `gate “${gate.label}” · ${formatAgo(run.updatedAt, now)}`
  if (run.status !== 'running') return formatAgo(run.updatedAt, now)
  return `step ${describeProgress(run)} · ${formatClock(now - run.createdAt)}`
}

function knownStatus(status: string): RunStatus {
  return RUN_STATUSES.find((known) => known === status) ?? 'stopped'
}
