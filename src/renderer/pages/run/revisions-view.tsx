import type { RevisionView } from '@shared/contract'
import type { Run, StepRun } from '@shared/model/run'
import { ArrowRight, ChevronsUpDown } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { formatClockTime } from '../../ui/format-clock-time'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { authorOf } from './author-of'
import { RevisionList } from './revision-list'
import { useOverride } from './use-override'
import { StepScroll } from './step-scroll'
import { useStepHistory } from './use-step-history'
import './revisions-view.css'

const RevisionDiff = lazy(() => import('./diff/revision-diff'))

/** What a step's output was before: a list, and what changed between any two. */
export function RevisionsView({ run, step }: { run: Run; step: StepRun }) {
  const newest = step.revision ?? 0
  const [chosen, setChosen] = useState<{ from: number; to: number } | null>(null)
  const pair = chosen ?? { from: newest - 1, to: newest }
  const texts = pair.from < 1 ? [] : [...new Set([pair.from, pair.to])]
  const history = useStepHistory(run, step, { attempts: true, texts })
  const restore = useRestore(run, step)
  const canRestore = step.status === 'completed' || step.status === 'skipped'
  const revisions = history.data?.revisions
  const textOf = (number: number): string | undefined =>
    revisions?.find((revision) => revision.number === number)?.text
  const before = textOf(pair.from)
  const after = textOf(pair.to)
  const list = history.data !== undefined && (
    <RevisionList
      revisions={history.data.revisions}
      attempts={history.data.attempts}
      onRestore={canRestore ? (number) => restore.run(number) : undefined}
    />
  )
  return (
    <StepScroll label={`Revisions of ${step.label}`}>
      {[history, restore].map(
        ({ error }, index) =>
          error !== null && (
            <div key={index} className="revisions-list">
              <ErrorNotice error={error} onRetry={index === 0 ? history.reload : undefined} />
            </div>
          ),
      )}
      {revisions === undefined && history.error === null && (
        <div className="revisions-list">
          <Skeleton rows={3} />
        </div>
      )}
      {revisions?.length === 0 && <p className="revisions-list reading-empty">There is no output yet.</p>}
      {revisions !== undefined && revisions.length > 0 && (before === undefined || after === undefined) && (
        <div className="revisions-list">{list}</div>
      )}
      {revisions !== undefined && before !== undefined && after !== undefined && (
        <Suspense fallback={<div className="revisions-list">{list}</div>}>
          <RevisionDiff
            before={before}
            after={after}
            choices={
              <>
                <RevisionChoice
                  label="From revision"
                  value={pair.from}
                  revisions={revisions}
                  onChange={(from) => setChosen({ ...pair, from })}
                />
                <ArrowRight className="diff-arrow" aria-hidden="true" />
                <RevisionChoice
                  label="To revision"
                  value={pair.to}
                  revisions={revisions}
                  onChange={(to) => setChosen({ ...pair, to })}
                />
              </>
            }
          >
            <div className="revisions-list">{list}</div>
          </RevisionDiff>
        </Suspense>
      )}
    </StepScroll>
  )
}

/** Makes an earlier text the newest revision. */
function useRestore(run: Run, step: StepRun) {
  const { client } = useAppState().connection
  const override = useOverride(run, step)
  const load = useAction(async (number: number) => {
    const place = { runId: run.id, stepId: step.id }
    const { revisions } = await client.runs.steps.revisions({ ...place, texts: [number] })
    const text = revisions.find((revision) => revision.number === number)?.text
    if (text !== undefined) override.run(text, step.revision ?? number, () => {})
  })
  return { run: load.run, error: load.error ?? override.error }
}

interface RevisionChoiceProps {
  label: string
  value: number
  revisions: readonly RevisionView[]
  onChange: (revision: number) => void
}

function RevisionChoice({ label, value, revisions, onChange }: RevisionChoiceProps) {
  return (
    <span className="select revision-choice">
      <select
        className="control"
        aria-label={label}
        value={value}
        onChange={(event) => onChange(Number(event.target.value))}
      >
        {revisions.map((revision) => (
          <option key={revision.number} value={revision.number}>
            {revision.number} {authorOf(revision)}, {formatClockTime(revision.createdAt)}
          </option>
        ))}
      </select>
      <ChevronsUpDown className="select-arrow" aria-hidden="true" />
    </span>
  )
}
