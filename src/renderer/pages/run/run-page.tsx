import { useEffect, useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { describeError } from '../../state/describe-error'
import { createRunStore } from '../../state/run-store'
import { prepareFormatting } from '../../ui/formatted-text'
import { usePageTitle } from '../../ui/page-frame'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { LoadedRun } from './loaded-run'
import { MissingRun } from './missing-run'
import { useChosenPlace } from './use-chosen-place'
import { useTextDrafts } from './use-text-drafts'
import './run-page.css'

/** One run, as it happens. */
export default function RunPage() {
  const { runId = '' } = useParams()
  return <FollowedRun key={runId} runId={runId} />
}

function FollowedRun({ runId }: { runId: string }) {
  const { connection } = useAppState()
  const [round, setRound] = useState(0)
  const askAgain = (): void => setRound(round + 1)
  // oxlint-disable-next-line react/exhaustive-deps -- another round means another try
  const { store, follow } = useMemo(() => createRunStore(connection, runId), [connection, runId, round])
  useEffect(() => follow(), [follow])
  useEffect(prepareFormatting, [])
  const { run, error } = useStore(store)
  const place = useChosenPlace()
  const drafts = useTextDrafts(runId)
  const hasLooked = useStore(drafts.store, ({ looked }) => looked)
  usePageTitle(run?.workflowName ?? 'Run')

  if (error !== null) {
    return (
      <div className="page">
        <h1 className="visually-hidden">Run</h1>
        {describeError(error).code === 'NOT_FOUND' ? (
          <MissingRun runId={runId} onBack={askAgain} />
        ) : (
          <ErrorNotice error={error} title="This run can’t be shown." onRetry={askAgain} />
        )}
      </div>
    )
  }
  // What was being written is there from the first look on.
  if (run === null || !hasLooked) {
    return (
      <div className="page">
        <h1 className="visually-hidden">Run</h1>
        <Skeleton />
      </div>
    )
  }
  return (
    <LoadedRun
      run={run}
      chosenStepId={place.stepId}
      view={place.view}
      drafts={drafts}
      onChooseStep={place.chooseStep}
      onFollow={place.follow}
      onView={place.chooseView}
    />
  )
}
