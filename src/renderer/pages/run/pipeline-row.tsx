import type { StepRun } from '@shared/model/run'
import { memo, useEffect, useRef, type ReactNode } from 'react'
import { formatMoney } from '../../ui/format-money'
import { formatClock, formatDuration } from '../../ui/format-time'
import { MiddleCut } from '../../ui/middle-cut'
import { StatusDot } from '../../ui/status-dot'
import { stepStatusLook } from '../../ui/step-status-look'
import { useNow } from '../../ui/use-now'
import { describeRow, type RowText } from './describe-row'

interface PipelineRowProps {
  step: StepRun
  position: number
  total: number
  height: number
  /** The middle of its dot. */
  dotX: number
  textX: number
  /** There is room for the dots only. */
  rail: boolean
  /** Its text is what the page shows. */
  shown: boolean
  onChoose: (stepId: string) => void
}

/** One step on the line. Steps keep their identity while nothing happens to them, and so do their rows. */
export const PipelineRow = memo(function PipelineRow(props: PipelineRowProps) {
  const { step, position, total, height, dotX, textX, rail, shown, onChoose } = props
  const look = stepStatusLook(step)
  const below = describeRow(step)
  const row = useRef<HTMLLIElement>(null)
  // In a long run the work moves out of sight, or the step was chosen elsewhere than here.
  useEffect(() => {
    const element = row.current
    if (!shown || element === null || typeof IntersectionObserver === 'undefined') return
    // An observer is told at the next frame; to measure now would lay out the text that streams once more.
    const observer = new IntersectionObserver(([entry]) => {
      observer.disconnect()
      if (entry !== undefined && entry.intersectionRatio < 1) element.scrollIntoView({ block: 'nearest' })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [shown])
  return (
    <li
      ref={row}
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
          title={rail ? `${position} ${step.label}` : undefined}
          onClick={() => onChoose(step.id)}
        >
          <MiddleCut text={step.label} />
        </button>
        <RowFigures step={step} />
      </div>
      {below !== null && <Below text={below} />}
    </li>
  )
})

function Below({ text: { tone, text, subject } }: { text: RowText }) {
  if (tone === 'live') {
    return (
      <p className="pipeline-below pipeline-live">
        <bdi>{text}</bdi>
      </p>
    )
  }
  if (subject === undefined) {
    return (
      <p className={`pipeline-below pipeline-${tone}`} title={text}>
        {text}
      </p>
    )
  }
  const verbEnd = text.indexOf(' ', subject.length + 1)
  return (
    <p className={`pipeline-below pipeline-stale pipeline-${tone}`} title={text}>
      <span>{subject}</span>
      <span>{text.slice(subject.length, verbEnd)}</span>
      <span>{text.slice(verbEnd)}</span>
    </p>
  )
}

/** At the right: time while it works, and afterwards cost and time. */
function RowFigures({ step }: { step: StepRun }) {
  const ticking = step.status === 'running' || step.status === 'waiting'
  const now = useNow(1_000, ticking)
  if (step.status === 'running') return <Figures>{formatClock(now - (step.startedAt ?? now))}</Figures>
  if (step.status === 'waiting') {
    return (
      <Figures>
        {step.until !== null && (
          <>
            <i>{step.error === null ? 'starts in ' : 'again in '}</i>
            {formatDuration(Math.max(1_000, step.until - now))}
          </>
        )}
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
