import type { Run } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import { describeCost } from '../../ui/describe-cost'
import { formatMoney } from '../../ui/format-money'
import { formatClock, formatDuration } from '../../ui/format-time'
import { runStatusLook } from '../../ui/run-status-look'
import { StatusLabel } from '../../ui/status-label'
import { useNow } from '../../ui/use-now'
import { RunActions } from './run-actions'
import { useRunEstimate } from './use-run-estimate'

interface RunHeaderProps {
  run: Run
  /** The step that the page shows. */
  shownStepId: string | null
  onChooseStep: (stepId: string) => void
}

/** The workflow's name, where the run stands, what it took so far, and what can be done. */
export function RunHeader({ run, shownStepId, onChooseStep }: RunHeaderProps) {
  const running = run.status === 'running'
  const now = useNow(1_000, running)
  const until = run.finishedAt ?? (running ? Math.max(now, run.updatedAt) : run.updatedAt)
  const { costEstimate } = runTotals(run)
  const expected = describeCost(useRunEstimate(run)?.total)
  return (
    <header className="run-header">
      <div className="run-title">
        <div>
          <h1 className="truncated">{run.workflowName}</h1>
          <StatusLabel status={runStatusLook(run.status, run.pauseReason, run.pausing)} />
        </div>
        <p className="truncated">{describeInput(run.input)}</p>
      </div>
      <dl className="run-facts figures">
        <div>
          <dt>{run.finishedAt === null ? 'elapsed' : 'took'}</dt>
          <dd>{(running ? formatClock : formatDuration)(until - run.createdAt)}</dd>
        </div>
        <div>
          <dt>{expected?.startsWith('about') ? `of ${expected}` : 'spent'}</dt>
          <dd>{formatMoney(costEstimate)}</dd>
        </div>
      </dl>
      <RunActions run={run} shownStepId={shownStepId} onChooseStep={onChooseStep} />
    </header>
  )
}

const LONGEST_PREVIEW = 200

function describeInput(input: Run['input']): string {
  if (input === undefined) return 'Without an input'
  const text = typeof input === 'string' ? input : JSON.stringify(input)
  const line = text.slice(0, LONGEST_PREVIEW).replace(/\s+/g, ' ').trim()
  return line === '' ? 'On an empty input' : `“${line}${text.length > LONGEST_PREVIEW ? '…' : ''}”`
}
