import type { RunSummary } from '@shared/contract'
import type { LastRun as RunOfList, WorkflowSummary } from '@shared/model/workflow-summary'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { describeProgress } from '../../ui/describe-progress'
import { formatMoney } from '../../ui/format-money'
import { formatAgo, formatClock, formatDuration, formatMoment } from '../../ui/format-time'
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
      ? runStatusLook(lastRun.status, lastRun.pauseReason)
      : runStatusLook(live.status, live.pauseReason, live.pausing)
  const detail = live === undefined ? describeLast(lastRun, now) : describeLive(live, now)
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

/** When it was, and what it came to: `today 09:12 · 4:06 · $0.11`, `yesterday 17:40 · step 5 of 9`. */
function describeLast({ at, status, durationMs, costEstimate, steps }: RunOfList, now: number): string {
  const when = formatMoment(at, now)
  if (status === 'completed' && durationMs !== null) {
    return `${when} · ${formatDuration(durationMs)} · ${formatMoney(costEstimate)}`
  }
  const open = steps.findIndex((step) => step.status === 'failed' || step.status === 'awaiting_review')
  return open === -1 ? when : `${when} · step ${open + 1} of ${steps.length}`
}
