import type { Step } from '@shared/model/step'
import type { TrialValues } from '@shared/model/step-trial'
import { Play } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../../ui/button'
import { Sheet, SheetBody, SheetFoot } from '../../../ui/sheet'
import { useShortcut } from '../../../ui/use-shortcut'
import { ErrorNotice } from '../../error-notice'
import { lastOutput } from '../analysis/last-run'
import { useBuilder, useKnowledge } from '../builder-context'
import { stepSchemaKey, takesSchema } from '../document/unfinished-texts'
import { neededValues } from './needed-values'
import { StopTrial } from './stop-trial'
import { trialRequest } from './trial-request'
import { TrialView } from './trial-view'
import { TriedValue } from './tried-value'

interface TryStepSheetProps {
  step: Step
  onClose: () => void
}

const NOTHING_TYPED: TrialValues = { outputs: {} }

/**
 * Sends one step once, as it stands here, on the values of the last run or on others, and shows what came, what it
 * cost and how long it took. It goes on when the sheet is closed.
 */
export function TryStepSheet({ step, onClose }: TryStepSheetProps) {
  const { session, trials } = useBuilder()
  const { analysis, lastRun } = useKnowledge()
  const steps = useStore(session.document.store, (state) => state.workflow.steps)
  const trial = useStore(trials.store, (state) => state.trials[step.id])
  const typed = useStore(trials.store, (state) => state.typed[step.id] ?? NOTHING_TYPED)
  const needed = useMemo(() => neededValues(step, steps, analysis.index), [step, steps, analysis.index])
  const valuesError = useStore(trials.store, (state) => state.valuesError)
  const isRunning = trial?.phase === 'running'
  const isUnfinished = useStore(
    session.document.store,
    ({ workflow }) => takesSchema(step) && workflow.unfinished?.[stepSchemaKey(step.id)] !== undefined,
  )

  const run = (): void => {
    if (isRunning) return
    const { workflow } = session.document.store.getState()
    const { workflowId } = session.store.getState()
    void trials.start(step, trialRequest({ workflowId, workflow, step, needed, typed, lastRun }))
  }
  useShortcut('confirmSheet', run)

  return (
    <Sheet
      wide
      title={`Try ${step.label}`}
      description="Sends this step once, outside of a run."
      onClose={onClose}
    >
      <SheetBody>
        <div className="try-values">
          <p className="try-note">
            {step.stepType === 'review'
              ? 'Shows the text that would be under review. Nothing is sent.'
              : 'Sends this step once, as it stands here, saved or not. The answer stays beside the step and is part of no run.'}
          </p>
          {isUnfinished && (
            <p className="field-error">
              The JSON Schema of this step is not finished. The answer is held against the one before.
            </p>
          )}
          {needed.input && (
            <TriedValue
              label="Input"
              typed={typed.input}
              last={asText(lastRun?.run.input)}
              missing={analysis.input.kind === 'described' ? 'none yet: write JSON' : 'none yet: write one'}
              onChange={(input) => trials.type(step.id, { ...typed, input })}
            />
          )}
          {needed.steps.map((other) => (
            <TriedValue
              key={other.id}
              label={other.label}
              typed={typed.outputs[other.id]}
              last={lastOutput(lastRun, other)}
              missing="no output yet: write one"
              onChange={(text) => trials.type(step.id, withOutput(typed, other.id, text))}
            />
          ))}
          {valuesError !== null && (
            <ErrorNotice error={valuesError} title="What you typed is not being kept at the moment." />
          )}
        </div>
        {trial !== undefined && <TrialView ref={showResult} trial={trial} />}
      </SheetBody>
      <SheetFoot>
        {trial?.phase === 'running' ? <StopTrial trial={trial} /> : <Button onClick={onClose}>Close</Button>}
        <Button look="primary" icon={Play} shortcut="confirmSheet" unavailable={isRunning} onClick={run}>
          {isRunning ? 'Trying…' : 'Try'}
        </Button>
      </SheetFoot>
    </Sheet>
  )
}

/** The values above it may be long. */
function showResult(result: HTMLElement | null): void {
  result?.scrollIntoView({ block: 'nearest' })
}

/** With another text for a step, or none. */
function withOutput(values: TrialValues, stepId: string, text: string | undefined): TrialValues {
  const { [stepId]: _former, ...others } = values.outputs
  return { ...values, outputs: text === undefined ? others : { ...others, [stepId]: text } }
}

function asText(input: unknown): string | null {
  if (input === undefined) return null
  return typeof input === 'string' ? input : JSON.stringify(input, null, 2)
}
