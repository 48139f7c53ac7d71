import type { Run, StepRun } from '@shared/model/run'
import { FastForward, Pause, Settings } from 'lucide-react'
import { useNavigate } from 'react-router'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { Notice } from '../../ui/notice'
import { ErrorNotice } from '../error-notice'
import { OfferedButton } from '../offered-button'
import { Countdown, useTimeLeft } from './countdown'
import { describeAttempt } from './describe-attempt'
import { useSkipWait } from './use-skip-wait'

/** Why a step waits and until when, with a way to wait no longer. */
export function StepWait({ run, step }: { run: Run; step: StepRun }) {
  const { client } = useAppState().connection
  const navigate = useNavigate()
  const skip = useSkipWait(run, step)
  const pause = useAction(() => client.runs.pause({ runId: run.id }))
  const left = useTimeLeft(step)
  const retrying = step.error !== null
  const what = retrying ? `Attempt ${describeAttempt(step, step.attempts + 1)} starts` : 'It starts'
  return (
    <>
      <Notice
        tone="warn"
        title={step.error?.message ?? 'This step waits for a free slot of its connection.'}
        actions={
          <>
            {retrying ? (
              <OfferedButton
                under="This step"
                offer="Retry now"
                about={step.label}
                size="small"
                icon={FastForward}
                unavailable={skip.busy}
                onClick={() => skip.run()}
              >
                Retry now
              </OfferedButton>
            ) : (
              <OfferedButton
                under="This step"
                offer="Open settings"
                size="small"
                icon={Settings}
                hint="The limit of the connection is set there"
                onClick={() => void navigate('/settings')}
              >
                Open settings
              </OfferedButton>
            )}
            {run.status === 'running' && (
              <OfferedButton
                under="This step"
                offer={retrying ? 'Cancel retry' : 'Cancel waiting'}
                about="pauses the run"
                size="small"
                look="ghost"
                icon={Pause}
                unavailable={pause.busy}
                hint="Sends nothing and pauses the run; Resume goes on, with all retries"
                onClick={() => pause.run()}
              >
                {retrying ? 'Cancel retry' : 'Cancel'}
              </OfferedButton>
            )}
          </>
        }
      >
        {left !== null && (
          <p className="figures">
            {what} in <b>{left}</b>.
          </p>
        )}
        {/* That it should be tried again goes without saying here. */}
        {step.error?.remedy !== undefined && step.error.code !== 'timeout' && <p>{step.error.remedy}</p>}
        {left === null && !retrying && <p>Its turn comes when a request that is at work has ended.</p>}
        <Countdown step={step} />
      </Notice>
      {skip.error !== null && <ErrorNotice error={skip.error} />}
      {pause.error !== null && <ErrorNotice error={pause.error} />}
    </>
  )
}
