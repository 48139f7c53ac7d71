import type { StepRun } from '@shared/model/run'
import { memo, type ReactNode } from 'react'
import { formatMoney } from '../../ui/format-money'
import { formatClock, formatDuration } from '../../ui/format-time'
import { MiddleCut } from '../../ui/middle-cut'
import { StatusDot } from '../../ui/status-dot'
import { stepStatusLook } from '../../ui/step-status-look'
import { useNow } from '../../ui/use-now'
import { describeRow } from './describe-row'

interface PipelineRowProps {
  step: StepRun
  position: number
  total: number
  height: number
  /** The middle of its dot. */
  dotX: number
  textX: number
  /** Its text is what the page shows. */
  shown: boolean
  onChoose: (stepId: string) => void
}

/** One step on the line. Steps keep their identity while nothing happens to them, and so do their rows. */
export const PipelineRow = memo(function PipelineRow(props: PipelineRowProps) {
  const { step, position, total, height, dotX, textX, shown, onChoose } = props
  const look = stepStatusLook(step)
  const below = describeRow(step)
  return (
    <li
      className={`pipeline-row pipeline-row-${step.status}`}
      style={{ height, paddingLeft: textX }}
      data-shown={shown || undefined}
    >
      <span className="pipeline-dot" style={{ left: dotX - 9 }}>
        <StatusDot kind={look.kind} />
      </span>
      <div className="pipeline-first">
        <button
          type="button"
          className="pipeline-button"
          aria-current={shown || undefined}
          aria-label={`${step.label}, ${look.word}, step ${position} of ${total}`}
          onClick={() => onChoose(step.id)}
        >
          <MiddleCut text={step.label} />
        </button>
        <RowFigures step={step} />
      </div>
      {below !== null && (
        <p
          className={`pipeline-below pipeline-${below.tone}`}
          title={below.tone === 'live' ? undefined : below.text}
        >
          {below.tone === 'live' ? <bdi>{below.text}</bdi> : below.text}
        </p>
      )}
    </li>
  )
})

/** At the right: time while it works, and afterwards cost and time. */
function RowFigures({ step }: { step: StepRun }) {
  const ticking = step.status === 'running' || step.status === 'waiting'
  const now = useNow(1_000, ticking)
  if (step.status === 'running') return <Figures>{formatClock(now - (step.startedAt ?? now))}</Figures>
  if (step.status === 'waiting') {
    return (
      <Figures>
        {step.until === null ? '' : `again in ${formatDuration(Math.max(1_000, step.until - now))}`}
      </Figures>
    )
  }
  if (step.durationMs === null || step.settings.stepType === 'review') return null
  const cost = step.costEstimate === null ? 'cost unknown' : formatMoney(step.costEstimate)
  return (
    <Figures>
      <i>{cost} · </i>
      {formatDuration(step.durationMs)}
    </Figures>
  )
}

function Figures({ children }: { children: ReactNode }) {
  return <span className="pipeline-figures figures">{children}</span>
}
