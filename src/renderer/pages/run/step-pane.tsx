import type { Run, StepRun } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { Eye } from 'lucide-react'
import { usePageCommands } from '../../state/use-page-commands'
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
import type { TextDrafts } from './text-drafts'
import { useTextDraft } from './use-text-draft'
import './step-pane.css'

interface StepPaneProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
  view: StepView
  drafts: TextDrafts
  /** The user has decided at the gate, and the work goes on elsewhere. */
  onDecided: () => void
  onView: (view: StepView) => void
}

/** What one step wrote, or is writing, what is known of it, and what can be done with it. */
export function StepPane({ run, step, dependencies, view, drafts, onDecided, onView }: StepPaneProps) {
  const { draft, keeping, begin, change, end, leave } = useTextDraft(drafts, step)
  const edited = draft?.kind === 'output' ? draft : null
  const comment = draft?.kind === 'comment' ? draft : null
  const open = step.status === 'awaiting_review' && run.status === 'paused'
  const edit = (): void => {
    onView('output')
    begin('output', step.output ?? '', step.revision ?? 1)
  }
  const readingOutput = view === 'output'
  const tabs = tabsOf(step)
  usePageCommands(
    'This step',
    tabs
      .filter(({ value }) => value !== view)
      .map(({ value, name }) => ({
        id: `view ${value}`,
        name,
        detail: `shows that of ${step.label}`,
        icon: Eye,
        run: () => onView(value),
      })),
    { nearest: true },
  )

  return (
    <section className="step-pane" aria-label={step.label}>
      <Tabs className="step-tabs" value={view} onChange={(chosen) => onView(readStepView(chosen))}>
        <header className="step-head">
          <StepTypeIcon stepType={step.settings.stepType} />
          <h2 className="truncated" title={step.label}>
            {step.label}
          </h2>
          <TabList label="What to show" tabs={tabs} />
          <div className="step-head-actions">
            <StepState step={step} />
            <StepActions run={run} step={step} editing={edited !== null} onEdit={edit} />
          </div>
        </header>
        <TabPanel value="output">
          <StepReading
            run={run}
            step={step}
            dependencies={dependencies}
            edited={edited?.text ?? null}
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
      {open && draft === null && (
        <GateBar
          run={run}
          step={step}
          dependencies={dependencies}
          onDecided={onDecided}
          onEdit={edit}
          onSendBack={() => begin('comment', '', step.revision ?? 1)}
        />
      )}
      {open && comment !== null && (
        <SendBackBar
          run={run}
          step={step}
          dependencies={dependencies}
          comment={comment.text}
          keeping={keeping}
          onComment={change}
          onDone={end}
          onLeave={leave}
          onDecided={onDecided}
        />
      )}
      {edited !== null && (open || readingOutput) && (
        <EditBar
          run={run}
          step={step}
          dependencies={dependencies}
          draft={edited}
          keeping={keeping}
          atGate={open}
          onDone={end}
          onLeave={leave}
          onDecided={onDecided}
        />
      )}
    </section>
  )
}

interface StepTab {
  value: StepView
  name: string
  count?: number
}

/** What can be shown of a step. A gate makes no attempts. */
function tabsOf({ settings, status, revision, attempts }: StepRun): StepTab[] {
  const gate = settings.stepType === 'review'
  return [
    { value: 'output', name: gate && status === 'awaiting_review' ? 'Under review' : 'Output' },
    { value: 'prompt', name: 'Prompt' },
    { value: 'revisions', name: 'Revisions', ...(revision !== null && revision > 1 && { count: revision }) },
    ...(gate ? [] : [attemptsTab(attempts)]),
  ]
}

function attemptsTab(attempts: number): StepTab {
  return { value: 'attempts', name: 'Attempts', ...(attempts > 1 && { count: attempts }) }
}
