import type { StepError } from '@shared/errors'
import type { Run, StepRun } from '@shared/model/run'
import { RotateCcw, Settings } from 'lucide-react'
import { useNavigate } from 'react-router'
import { Button } from '../../ui/button'
import { Notice } from '../../ui/notice'
import { ErrorNotice } from '../error-notice'
import { raisedLimit } from './raised-limit'
import { StepModel } from './step-model'
import { useRetry } from './use-retry'

const MENDED_IN_SETTINGS: readonly StepError['code'][] = ['bad_key', 'key_missing', 'no_credit']
const MENDED_BY_ANOTHER_MODEL: readonly StepError['code'][] = [
  ...MENDED_IN_SETTINGS,
  'unknown_model',
  'too_large',
  'refused',
  'filtered',
  'bad_request',
]
const MENDED_BY_A_HIGHER_LIMIT: readonly StepError['code'][] = ['reasoning_only', 'empty_answer']

/** Why a step has failed, what that means, and the buttons that mend it. */
export function StepFailure({ run, step }: { run: Run; step: StepRun }) {
  const navigate = useNavigate()
  const retry = useRetry(run, step)
  const { error } = step
  const code = error?.code
  const limit = raisedLimit(step.settings.maxTokens)
  const rests = run.status !== 'running'
  const isOneOf = (codes: readonly StepError['code'][]): boolean => code !== undefined && codes.includes(code)
  return (
    <>
      <Notice
        tone="bad"
        title={error?.message ?? 'This step has failed.'}
        actions={
          <>
            {isOneOf(MENDED_IN_SETTINGS) && (
              <Button size="small" icon={Settings} onClick={() => void navigate('/settings')}>
                Open settings
              </Button>
            )}
            {rests && isOneOf(MENDED_BY_A_HIGHER_LIMIT) && limit !== null && (
              <Button size="small" unavailable={retry.busy} onClick={() => retry.run(limit)}>
                Raise the limit to {limit.toLocaleString('en')} and retry
              </Button>
            )}
            {rests && (
              <Button size="small" icon={RotateCcw} unavailable={retry.busy} onClick={() => retry.run()}>
                Retry
              </Button>
            )}
            {rests && isOneOf(MENDED_BY_ANOTHER_MODEL) && <StepModel run={run} step={step} />}
          </>
        }
      >
        <p>
          {error?.remedy} {step.costEstimate === 0 && 'Nothing was charged.'} Finished steps are kept; the run
          goes on from here.
        </p>
      </Notice>
      {retry.error !== null && <ErrorNotice error={retry.error} />}
    </>
  )
}
