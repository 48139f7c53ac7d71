import type { RunSummary } from '@shared/contract'
import { Braces, Ellipsis, FileText, RotateCcw, Trash2 } from 'lucide-react'
import { useId, type KeyboardEvent } from 'react'
import { Link } from 'react-router'
import { describeProgress } from '../../ui/describe-progress'
import { formatMoney } from '../../ui/format-money'
import { formatMoment } from '../../ui/format-time'
import { IconButton } from '../../ui/icon-button'
import '../../ui/list.css'
import { Menu, MenuItem, MenuLine } from '../../ui/menu'
import { runStatusLook } from '../../ui/run-status-look'
import { StatusLabel } from '../../ui/status-label'
import type { RowPlace } from '../../ui/virtual-rows'
import type { RunRowActions } from './use-run-row-actions'

interface RunRowProps {
  /** Undefined while it is loading. */
  run: RunSummary | undefined
  place: RowPlace
  now: number
  actions: RunRowActions
  /** On its name; the button keeps its keys for itself. */
  onKeyDown: (event: KeyboardEvent) => void
}

export function RunRow({ run, place, now, actions, onKeyDown }: RunRowProps) {
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
        <Link id={nameId} className="list-name truncated" to={`/runs/${run.id}`} onKeyDown={onKeyDown}>
          {run.workflowName}
        </Link>
        <p className="list-text truncated">{run.inputPreview ?? 'Without an input'}</p>
      </div>
      <StatusLabel status={runStatusLook(run.status, run.pauseReason, run.pausing)} />
      <span className="list-meta figures run-steps">{describeSteps(run)}</span>
      <span className="list-meta figures run-number">
        {run.costEstimate === null ? 'unknown' : formatMoney(run.costEstimate)}
      </span>
      <span className="list-meta figures run-number">{formatMoment(run.createdAt, now)}</span>
      <Menu trigger={<IconButton size="small" icon={Ellipsis} label="More" aria-describedby={nameId} />}>
        <MenuItem icon={RotateCcw} onSelect={() => actions.runAgain(run)}>
          Run again…
        </MenuItem>
        <MenuItem icon={FileText} onSelect={() => actions.exportFile(run, 'markdown')}>
          Export Markdown
        </MenuItem>
        <MenuItem icon={Braces} onSelect={() => actions.exportFile(run, 'json')}>
          Export JSON
        </MenuItem>
        {run.status !== 'running' && (
          <>
            <MenuLine />
            <MenuItem icon={Trash2} danger onSelect={() => actions.remove(run)}>
              Delete
            </MenuItem>
          </>
        )}
      </Menu>
    </li>
  )
}

function describeSteps(run: RunSummary): string {
  if (run.status === 'running' || run.current.length > 0) return `step ${describeProgress(run)}`
  return describeProgress(run)
}
