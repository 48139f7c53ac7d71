import type { Step } from '@shared/model/step'
import { Play } from 'lucide-react'
import { useMemo } from 'react'
import { useStore } from 'zustand'
import { Button } from '../../../ui/button'
import { Sheet, SheetBody, SheetFoot } from '../../../ui/sheet'
import { TextArea } from '../../../ui/text-area'
import { useShortcut } from '../../../ui/use-shortcut'
import { lastOutput } from '../analysis/last-run'
import { useBuilder, useKnowledge } from '../builder-context'
import { neededValues } from './needed-values'
import { StopTrial } from './stop-trial'
import { trialRequest } from './trial-request'
import type { TypedValues } from './trial'
import { TrialView } from './trial-view'

interface TryStepSheetProps {
  step: Step
  onClose: () => void
}

const NOTHING_TYPED: TypedValues = { outputs: {} }

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
  const isRunning = trial?.phase === 'running'

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
              : 'Sends this step once, as it stands here, saved or not. The answer is not kept in a run.'}
          </p>
          {needed.input && (
            <TextArea
              label="Input"
              hint={lastRun?.run.input === undefined ? 'none yet: write one' : 'from the last run'}
              rows={3}
              value={typed.input ?? asText(lastRun?.run.input)}
              onChange={(input) => trials.type(step.id, { ...typed, input })}
            />
          )}
          {needed.steps.map((other) => {
            const last = lastOutput(lastRun, other)
            return (
              <TextArea
                key={other.id}
                label={other.label}
                hint={last === null ? 'no output yet: write one' : 'from the last run'}
                rows={3}
                value={typed.outputs[other.id] ?? last ?? ''}
                onChange={(text) =>
                  trials.type(step.id, { ...typed, outputs: { ...typed.outputs, [other.id]: text } })
                }
              />
            )
          })}
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

function asText(input: unknown): string {
  if (input === undefined) return ''
  return typeof input === 'string' ? input : JSON.stringify(input, null, 2)
}
