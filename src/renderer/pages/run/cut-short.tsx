import type { Run, StepRun } from '@shared/model/run'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { Notice } from '../../ui/notice'
import { ErrorNotice } from '../error-notice'
import { OfferedButton } from '../offered-button'
import { raisedLimit } from './raised-limit'
import { useRetry } from './use-retry'

/** The answer reached the token limit: go on with it, or ask for a longer one. */
export function CutShort({ run, step }: { run: Run; step: StepRun }) {
  const { client } = useAppState().connection
  const goOn = useAction(() =>
    client.runs.steps.continue({ runId: run.id, stepId: step.id, revision: step.revision ?? 1 }),
  )
  const retry = useRetry(run, step)
  const limit = raisedLimit(step.settings.maxTokens)
  const failure = goOn.error ?? retry.error
  return (
    <>
      <Notice
        tone="warn"
        title={`The answer stopped at ${step.settings.maxTokens.toLocaleString('en')} tokens.`}
        actions={
          run.status !== 'running' && (
            <>
              <OfferedButton
                under="This step"
                offer="Continue"
                about={step.label}
                size="small"
                unavailable={goOn.busy}
                hint="Asks the model to write on from here"
                onClick={() => goOn.run()}
              >
                Continue
              </OfferedButton>
              {limit !== null && (
                <OfferedButton
                  under="This step"
                  offer="Raise the limit and retry"
                  about={step.label}
                  size="small"
                  look="ghost"
                  unavailable={retry.busy}
                  hint={`Writes it anew, with up to ${limit.toLocaleString('en')} tokens`}
                  onClick={() => retry.run({ maxTokens: limit })}
                >
                  Raise the limit and retry
                </OfferedButton>
              )}
            </>
          )
        }
      >
        Its end is missing. Later steps have read it as it is.
      </Notice>
      {failure !== null && <ErrorNotice error={failure} />}
    </>
  )
}
