import type { RunSummary } from '@shared/contract'
import { useEffect } from 'react'
import { Link } from 'react-router'
import { useStore } from 'zustand'
import { useAppState } from '../state/app-state'
import { describeProgress } from '../ui/describe-progress'
import { formatAgo, formatClock } from '../ui/format-time'
import { runStatusLook } from '../ui/run-status-look'
import { StatusDot } from '../ui/status-dot'
import { Tooltip } from '../ui/tooltip'
import { useNow } from '../ui/use-now'
import './running-now.css'

const MOST_SHOWN = 6

/** What runs, or waits for the user, at the foot of the sidebar. */
export function RunningNow({ collapsed }: { collapsed: boolean }) {
  const { runningNow } = useAppState()
  useEffect(() => runningNow.watch(), [runningNow])
  const runs = useStore(runningNow.store, (state) => state.runs)
  const now = useNow(1_000, (runs?.length ?? 0) > 0)
  const shown = runs?.slice(0, MOST_SHOWN) ?? []

  return (
    <section className="running-now" aria-label="Running now" data-collapsed={collapsed || undefined}>
      <h2>Running now</h2>
      {runs?.length === 0 && <p className="running-none">Nothing. A run shows here while it works.</p>}
      <ul>
        {shown.map((run) => (
          <li key={run.id}>
            <RunningRun run={run} now={now} collapsed={collapsed} />
          </li>
        ))}
      </ul>
      {runs !== null && runs.length > MOST_SHOWN && (
        <Link className="running-more" to="/runs">
          {runs.length - MOST_SHOWN} more
        </Link>
      )}
    </section>
  )
}

function RunningRun({ run, now, collapsed }: { run: RunSummary; now: number; collapsed: boolean }) {
  const look = runStatusLook(run.status, run.pauseReason, run.pausing)
  const detail =
    run.status === 'running'
      ? [run.pausing ? look.word : '', describeProgress(run), formatClock(now - run.createdAt)]
          .filter((part) => part !== '')
          .join(' · ')
      : // The longer words leave no room for more.
        [look.word, ...(run.pauseReason === 'review' ? [formatAgo(run.updatedAt, now)] : [])].join(' · ')
  const link = (
    <Link
      className="running-run"
      to={`/runs/${run.id}`}
      aria-label={collapsed ? `${run.workflowName}: ${look.word}` : undefined}
    >
      {/* Elsewhere the word stands in the line below. */}
      <StatusDot
        kind={look.kind}
        {...(run.status === 'running' && !collapsed && { label: look.word })}
      />{' '}
      <b className="truncated">{run.workflowName}</b> <small className="truncated figures">{detail}</small>
    </Link>
  )
  if (!collapsed) return link
  return (
    <Tooltip content={`${run.workflowName}: ${detail}`} side="right">
      {link}
    </Tooltip>
  )
}
