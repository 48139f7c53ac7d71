import type { Run, StepRun } from '@shared/model/run'
import { GitPullRequestArrow, PenLine, RotateCcw, Settings } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { useShortcut } from '../../ui/use-shortcut'
import { ErrorNotice } from '../error-notice'
import { OfferedButton } from '../offered-button'
import { failureRemedies } from './failure-remedies'
import { RebaseSheet } from './rebase-sheet'
import { StepModel } from './step-model'
import { useRetry } from './use-retry'

/** Why a step has failed, what that means, and the buttons that mend it. */
export function StepFailure({ run, step }: { run: Run; step: StepRun }) {
  const navigate = useNavigate()
  const retry = useRetry(run, step)
  const [rebasing, setRebasing] = useState(false)
  const { error } = step
  const { higherLimit, ...remedies } = failureRemedies(step)
  const rests = run.status !== 'running'
  const { workflowId } = run
  const again = (): void => retry.run()
  useShortcut(rests ? 'retry' : undefined, again)
  const offered = (offer: string) =>
    ({ under: 'This step', offer, about: step.label, size: 'small' }) as const
  return (
    <>
      <Notice
        tone="bad"
        title={error?.message ?? 'This step has failed.'}
        actions={
          <>
            {remedies.openSettings && (
              <OfferedButton
                {...offered('Open settings')}
                icon={Settings}
                onClick={() => void navigate('/settings')}
              >
                Open settings
              </OfferedButton>
            )}
            {rests && higherLimit !== null && (
              <OfferedButton
                {...offered(`Raise the limit to ${higherLimit.toLocaleString('en')} and retry`)}
                unavailable={retry.busy}
                onClick={() => retry.run({ maxTokens: higherLimit })}
              >
                Raise the limit to {higherLimit.toLocaleString('en')} and retry
              </OfferedButton>
            )}
            {rests && remedies.withoutTemperature && (
              <OfferedButton
                {...offered('Retry without temperature')}
                unavailable={retry.busy}
                hint="The model then uses its own; the workflow keeps what it says"
                onClick={() => retry.run({ temperature: null })}
              >
                Retry without temperature
              </OfferedButton>
            )}
            {remedies.editWorkflow && workflowId !== null && (
              <OfferedButton
                {...offered('Edit workflow')}
                icon={PenLine}
                onClick={() => void navigate(`/workflows/${workflowId}`)}
              >
                Edit workflow
              </OfferedButton>
            )}
            {rests && remedies.editWorkflow && (workflowId !== null || run.sourcePath !== null) && (
              <Button
                size="small"
                icon={GitPullRequestArrow}
                hint="Takes over the workflow’s steps as they are now, and shows first what stays valid"
                onClick={() => setRebasing(true)}
              >
                Rebase…
              </Button>
            )}
            {rests && (
              <OfferedButton
                {...offered('Retry step')}
                icon={RotateCcw}
                shortcut="retry"
                keysInHint
                hint="Sends its request once more"
                unavailable={retry.busy}
                onClick={again}
              >
                Retry
              </OfferedButton>
            )}
            {rests && remedies.anotherModel && <StepModel run={run} step={step} />}
          </>
        }
      >
        <p>
          {error?.remedy} {step.costEstimate === 0 && 'Nothing was charged.'} Finished steps are kept; the run
          goes on from here.
        </p>
      </Notice>
      {retry.error !== null && <ErrorNotice error={retry.error} />}
      {rebasing && <RebaseSheet run={run} onClose={() => setRebasing(false)} />}
    </>
  )
}
