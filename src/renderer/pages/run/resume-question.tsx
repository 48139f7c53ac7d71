import type { Run, StepRun } from '@shared/model/run'
import { AlertDialog } from 'radix-ui'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { describeCost } from '../../ui/describe-cost'
import { formatCount } from '../../ui/format-count'
import '../../ui/confirm-dialog.css'
import '../../ui/scrim.css'
import { useFocusBack } from '../../ui/use-focus-back'
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
  const focusBack = useFocusBack()
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
    <AlertDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="scrim" />
        <AlertDialog.Content {...focusBack} className="confirm-dialog">
          <AlertDialog.Title className="confirm-title">
            {one
              ? 'One step is older than what it reads'
              : `${stale.length} steps are older than what they read`}
          </AlertDialog.Title>
          <AlertDialog.Description className="confirm-text">
            {stale.map((step) => step.label).join(', ')}: the steps still to come would work with the old
            text. Run {one ? 'it' : 'them'} again first, or go on with what is there.
          </AlertDialog.Description>
          {rerun.error !== null && <ErrorNotice error={rerun.error} />}
          <div className="confirm-actions">
            <AlertDialog.Cancel asChild>
              <Button look="ghost">Cancel</Button>
            </AlertDialog.Cancel>
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
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  )
}
