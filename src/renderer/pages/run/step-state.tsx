import type { StepRun } from '@shared/model/run'
import { useMemo } from 'react'
import { formatCount } from '../../ui/format-count'
import { StatusLabel } from '../../ui/status-label'
import { stepStatusLook } from '../../ui/step-status-look'
import { useNow } from '../../ui/use-now'
import { countWords } from './count-words'

/** How the step stands, where that is more than being complete. */
export function StepState({ step }: { step: StepRun }) {
  if (step.status === 'running') {
    return (
      <>
        <StatusLabel status={stepStatusLook(step)} />
        <Pace step={step} />
      </>
    )
  }
  if (step.status === 'awaiting_review') return <Words text={step.output ?? ''} />
  const isPlain = !step.stale && !step.truncated && step.unknownFinish === null
  if (step.status === 'completed' && isPlain) return null
  return <StatusLabel status={stepStatusLook(step)} />
}

/** About as many characters are a token. */
const CHARACTERS = 4

function Pace({ step }: { step: StepRun }) {
  const now = useNow(1_000)
  const seconds = (now - (step.startedAt ?? now)) / 1_000
  if (seconds < 2 || step.partial === '') return null
  const rate = Math.round(step.partial.length / CHARACTERS / seconds)
  return <span className="step-figure figures">{rate} tok/s</span>
}

function Words({ text }: { text: string }) {
  const words = useMemo(() => countWords(text), [text])
  return <span className="step-figure figures">{formatCount(words, 'word')}</span>
}
