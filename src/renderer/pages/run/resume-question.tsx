import type { Run, StepRun } from '@shared/model/run'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { describeCost } from '../../ui/describe-cost'
import { formatCount } from '../../ui/format-count'
import { QuestionDialog } from '../../ui/question-dialog'
import { ErrorNotice } from '../error-notice'

interface ResumeQuestionProps {
  run: Run
  stale: readonly StepRun[]
  onGoOn: () => void
  onClose: () => void
}

/** Steps still to come would read stale texts: write those again first, or go on with them as they are? */
export function ResumeQuestion({ run, stale, onGoOn, onClose }: ResumeQuestionProps) {
  const { client } = useAppState().connection
  const stepIds = stale.map((step) => step.id)
  const estimate = useAnswer(`stale ${run.id} ${stepIds.join()}`, (api, signal) =>
    api.workflows.estimateCost({ runId: run.id, plan: 'stale', stepIds }, { signal }),
  )
  const one = stale.length === 1
  const cost = describeCost(estimate.data?.total)
  const rerun = useAction(async () => {
    await client.runs.steps.rerunStale({ runId: run.id, stepIds })
    onClose()
  })
  return (
    <QuestionDialog
      wide
      title={
        one ? 'One step is older than what it reads' : `${stale.length} steps are older than what they read`
      }
      text={`${stale.map((step) => step.label).join(', ')}: the steps still to come would work with the old text. Run ${one ? 'it' : 'them'} again first, or go on with what is there.`}
      answers={
        <>
          <Button
            onClick={() => {
              onClose()
              onGoOn()
            }}
          >
            Go on as it is
          </Button>
          <Button look="primary" unavailable={rerun.busy} onClick={() => rerun.run()}>
            Re-run {formatCount(stale.length, 'step')} first{cost !== null && ` · ${cost}`}
          </Button>
        </>
      }
      onClose={onClose}
    >
      {rerun.error !== null && <ErrorNotice error={rerun.error} />}
    </QuestionDialog>
  )
}
