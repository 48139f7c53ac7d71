import type { Run } from '@shared/model/run'
import { FileCheck, Pause, Play, Signpost, Square } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/button'
import { OfferedButton } from '../offered-button'
import { ActionError } from './action-error'
import { ResumeQuestion } from './resume-question'
import { RunSettings } from './run-settings'
import { staleUpstream } from './stale-upstream'
import { useRunCommands } from './use-run-commands'
import { useRunControls } from './use-run-controls'
import { useRunErrands } from './use-run-errands'

interface RunActionsProps {
  run: Run
  /** The step that the page shows. */
  shownStepId: string | null
  onChooseStep: (stepId: string) => void
}

const SHOWN_STEP = '.pipeline-button[aria-current]'

/** The way to the result, the one action that fits, and the panel with the rest. */
export function RunActions({ run, shownStepId, onChooseStep }: RunActionsProps) {
  const controls = useRunControls(run)
  // Resume alone would end at the limit again: its notice has what helps, and a way to stop.
  const overBudget = run.status === 'paused' && run.pauseReason === 'budget'
  const gate = run.status === 'paused' && run.steps.find((step) => step.status === 'awaiting_review')
  const [asking, setAsking] = useState(false)
  const result = run.steps.findLast((step) => step.settings.enabled)
  // Stale texts that steps still to come would read: the user decides which comes first.
  const stale = controls.canResume ? staleUpstream(run) : []
  const resume = (): void => (stale.length > 0 ? setAsking(true) : controls.resume.run())
  const { exportFile } = useRunErrands(run)
  useRunCommands({ run, controls, exportFile, onResume: resume, onChooseStep })
  return (
    // One of these buttons takes another's place as the run goes on; at a gate there is none.
    <div className="run-actions" data-focus-then={`[data-goes-on], ${SHOWN_STEP}`}>
      {result !== undefined && result.output !== null && (
        <OfferedButton
          under="This run"
          offer="Result"
          about={result.label}
          className="run-result"
          look="ghost"
          icon={FileCheck}
          hint={`Shows what ${result.label} wrote`}
          onClick={() => onChooseStep(result.id)}
        >
          Result
        </OfferedButton>
      )}
      {gate && gate.id !== shownStepId && (
        <OfferedButton
          under="This run"
          offer="Go to gate"
          about={gate.label}
          look="primary"
          icon={Signpost}
          hint={`${gate.label} waits for you`}
          data-focus-then={SHOWN_STEP}
          onClick={() => onChooseStep(gate.id)}
        >
          Go to gate
        </OfferedButton>
      )}
      {controls.canPause && (
        <Button
          icon={Pause}
          unavailable={controls.pause.busy || controls.pausing}
          shortcut="pauseOrResume"
          data-goes-on
          hint={
            controls.pausing
              ? 'Nothing more is started; the steps at work finish first'
              : 'Lets the steps at work finish and starts no more'
          }
          onClick={() => controls.pause.run()}
        >
          {controls.pausing ? 'Pausing…' : 'Pause'}
        </Button>
      )}
      {controls.canResume && (
        <Button
          look={overBudget ? 'secondary' : 'primary'}
          icon={Play}
          unavailable={controls.resume.busy}
          shortcut="pauseOrResume"
          data-goes-on
          onClick={resume}
        >
          Resume
        </Button>
      )}
      {controls.canStop && !overBudget && (
        <Button
          className="run-stop"
          look="ghost"
          icon={Square}
          unavailable={controls.stop.busy}
          shortcut="stop"
          keysInHint
          hint="Breaks off what is at work; Resume goes on later"
          onClick={() => controls.stop.run()}
        >
          Stop
        </Button>
      )}
      {controls.canRunAgain && (
        <Button
          icon={Play}
          shortcut="runAgain"
          hint="Asks for an input, filled with this one, for a new run"
          data-goes-on
          onClick={controls.runAgain}
        >
          Run
        </Button>
      )}
      <RunSettings run={run} onRunAgain={controls.runAgain} />
      {asking && (
        <ResumeQuestion
          run={run}
          stale={stale}
          onGoOn={() => controls.resume.run()}
          onClose={() => setAsking(false)}
        />
      )}
      <ActionError errors={[controls.pause, controls.resume, controls.stop, exportFile]} />
    </div>
  )
}
