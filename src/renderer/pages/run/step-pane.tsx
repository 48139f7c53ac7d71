import type { Run, StepRun } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { Button } from '../../ui/button'
import { CopyButton } from '../../ui/copy-button'
import { StatusLabel } from '../../ui/status-label'
import { StepTypeIcon } from '../../ui/step-type-icon'
import { stepStatusLook } from '../../ui/step-status-look'
import { ActionError } from './action-error'
import { EditBar } from './edit-bar'
import { GateBar } from './gate-bar'
import { SendBackBar } from './send-back-bar'
import { StepReading } from './step-reading'
import './step-pane.css'

interface StepPaneProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
}

/** What one step wrote, or is writing, and what can be done with it. */
export function StepPane({ run, step, dependencies }: StepPaneProps) {
  const { client } = useAppState().connection
  const [work, setWork] = useState<{ kind: 'read' } | { kind: 'edit'; text: string } | { kind: 'send-back' }>(
    {
      kind: 'read',
    },
  )
  const retry = useAction(() =>
    client.runs.steps.retry({ runId: run.id, stepId: step.id, revision: step.revision }),
  )
  const canRetry = run.status !== 'running' && (step.status === 'failed' || step.status === 'completed')
  const open = step.status === 'awaiting_review' && run.status === 'paused'
  const reading = (): void => setWork({ kind: 'read' })

  return (
    <section className="step-pane" aria-label={step.label}>
      <header className="step-head">
        <StepTypeIcon stepType={step.settings.stepType} />
        <h2 className="truncated">{step.label}</h2>
        <StatusLabel status={stepStatusLook(step)} />
        <div className="step-head-actions">
          {step.output !== null && <CopyButton text={step.output} />}
          {canRetry && (
            <Button
              size="small"
              icon={RotateCcw}
              unavailable={retry.busy}
              hint={
                step.settings.stepType === 'review'
                  ? 'Opens the gate again'
                  : 'Sends its request once more; what reads it becomes stale'
              }
              onClick={() => retry.run()}
            >
              Retry
            </Button>
          )}
        </div>
      </header>
      <ActionError errors={[retry]} />
      <StepReading
        run={run}
        step={step}
        dependencies={dependencies}
        edited={work.kind === 'edit' ? work.text : null}
        onEdit={(text) => setWork({ kind: 'edit', text })}
      />
      {open && work.kind === 'read' && (
        <GateBar
          run={run}
          step={step}
          dependencies={dependencies}
          onEdit={() => setWork({ kind: 'edit', text: step.output ?? '' })}
          onSendBack={() => setWork({ kind: 'send-back' })}
        />
      )}
      {open && work.kind === 'edit' && <EditBar run={run} step={step} text={work.text} onDone={reading} />}
      {open && work.kind === 'send-back' && (
        <SendBackBar run={run} step={step} dependencies={dependencies} onDone={reading} />
      )}
    </section>
  )
}
