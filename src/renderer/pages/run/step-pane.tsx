import type { Run, StepRun } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { useState } from 'react'
import { StepTypeIcon } from '../../ui/step-type-icon'
import { TabList, TabPanel, Tabs } from '../../ui/tabs'
import { AttemptsView } from './attempts-view'
import { EditBar } from './edit-bar'
import { GateBar } from './gate-bar'
import { PromptView } from './prompt-view'
import { RevisionsView } from './revisions-view'
import { SendBackBar } from './send-back-bar'
import { StepActions } from './step-actions'
import { StepReading } from './step-reading'
import { StepState } from './step-state'
import { readStepView, type StepView } from './step-view'
import { useTextDraft } from './use-text-draft'
import './step-pane.css'

interface StepPaneProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
  view: StepView
  /** The user has decided at the gate, and the work goes on elsewhere. */
  onDecided: () => void
  onView: (view: StepView) => void
}

/** What one step wrote, or is writing, what is known of it, and what can be done with it. */
export function StepPane({ run, step, dependencies, view, onDecided, onView }: StepPaneProps) {
  const { draft, begin, change, end } = useTextDraft(run.id, step.id)
  const [sendingBack, setSendingBack] = useState(false)
  const gate = step.settings.stepType === 'review'
  const open = step.status === 'awaiting_review' && run.status === 'paused'
  const edit = (): void => {
    onView('output')
    begin(step.output ?? '', step.revision ?? 1)
  }
  const readingOutput = view === 'output'

  return (
    <section className="step-pane" aria-label={step.label}>
      <Tabs className="step-tabs" value={view} onChange={(chosen) => onView(readStepView(chosen))}>
        <header className="step-head">
          <StepTypeIcon stepType={step.settings.stepType} />
          <h2 className="truncated" title={step.label}>
            {step.label}
          </h2>
          <TabList
            label="What to show"
            tabs={[
              {
                value: 'output',
                name: gate && step.status === 'awaiting_review' ? 'Under review' : 'Output',
              },
              { value: 'prompt', name: 'Prompt' },
              {
                value: 'revisions',
                name: 'Revisions',
                ...(step.revision !== null && step.revision > 1 && { count: step.revision }),
              },
              ...(gate
                ? []
                : [
                    {
                      value: 'attempts',
                      name: 'Attempts',
                      ...(step.attempts > 1 && { count: step.attempts }),
                    },
                  ]),
            ]}
          />
          <div className="step-head-actions">
            <StepState step={step} />
            <StepActions run={run} step={step} editing={draft !== null} onEdit={edit} />
          </div>
        </header>
        <TabPanel value="output">
          <StepReading
            run={run}
            step={step}
            dependencies={dependencies}
            edited={draft?.text ?? null}
            onEdit={change}
          />
        </TabPanel>
        <TabPanel value="prompt">
          <PromptView run={run} step={step} />
        </TabPanel>
        <TabPanel value="revisions">
          <RevisionsView run={run} step={step} />
        </TabPanel>
        <TabPanel value="attempts">
          <AttemptsView run={run} step={step} />
        </TabPanel>
      </Tabs>
      {open && draft === null && !sendingBack && (
        <GateBar
          run={run}
          step={step}
          dependencies={dependencies}
          onDecided={onDecided}
          onEdit={edit}
          onSendBack={() => setSendingBack(true)}
        />
      )}
      {open && draft === null && sendingBack && (
        <SendBackBar
          run={run}
          step={step}
          dependencies={dependencies}
          onDone={() => setSendingBack(false)}
          onDecided={onDecided}
        />
      )}
      {draft !== null && (open || readingOutput) && (
        <EditBar
          run={run}
          step={step}
          dependencies={dependencies}
          draft={draft}
          atGate={open}
          onDone={end}
          onDecided={onDecided}
        />
      )}
    </section>
  )
}
