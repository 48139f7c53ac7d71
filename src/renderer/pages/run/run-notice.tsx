import type { Run } from '@shared/model/run'
import { Notice } from '../../ui/notice'
import { BudgetNotice } from './budget-notice'

/** Why the run as a whole does not go on, where that is not a step's affair. */
export function RunNotice({ run }: { run: Run }) {
  if (run.status === 'interrupted') {
    return (
      <div className="run-notice">
        <Notice tone="warn" title="This run was interrupted.">
          The Baton that ran it ended before the run did. Completed steps are kept; Resume goes on with the
          others. Requests that were in flight are sent again.
        </Notice>
      </div>
    )
  }
  if (run.status !== 'paused') return null
  if (run.pauseReason === 'budget') return <BudgetNotice run={run} />
  if (run.pauseReason !== 'storage') return null
  return (
    <div className="run-notice">
      <Notice tone="bad" title="Paused: the disk is full, or the database can’t be written.">
        Nothing is lost. Make some space, then press Resume.
      </Notice>
    </div>
  )
}
