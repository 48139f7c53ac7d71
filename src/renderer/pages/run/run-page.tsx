import { useEffect, useMemo, useState } from 'react'
import { useParams } from 'react-router'
import { useStore } from 'zustand'
import { useAppState } from '../../state/app-state'
import { createRunStore } from '../../state/run-store'
import { prepareFormatting } from '../../ui/formatted-text'
import { usePageTitle } from '../../ui/page-frame'
import { Skeleton } from '../../ui/skeleton'
import { ErrorNotice } from '../error-notice'
import { LoadedRun } from './loaded-run'
import { useChosenPlace } from './use-chosen-place'
import './run-page.css'

/** One run, as it happens. */
export default function RunPage() {
  const { runId = '' } = useParams()
  return <FollowedRun key={runId} runId={runId} />
}

function FollowedRun({ runId }: { runId: string }) {
  const { connection } = useAppState()
  const [round, setRound] = useState(0)
  // oxlint-disable-next-line react/exhaustive-deps -- another round means another try
  const { store, follow } = useMemo(() => createRunStore(connection, runId), [connection, runId, round])
  useEffect(() => follow(), [follow])
  useEffect(prepareFormatting, [])
  const { run, error } = useStore(store)
  const place = useChosenPlace()
  usePageTitle(run?.workflowName ?? 'Run')

  if (error !== null) {
    return (
      <div className="page">
        <h1 className="visually-hidden">Run</h1>
        <ErrorNotice error={error} title="This run can’t be shown." onRetry={() => setRound(round + 1)} />
      </div>
    )
  }
  if (run === null) {
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
      onChooseStep={place.chooseStep}
      onFollow={place.follow}
      onView={place.chooseView}
    />
  )
}
