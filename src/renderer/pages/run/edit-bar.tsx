import type { Run, StepRun } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { Check } from 'lucide-react'
import { useShortcut } from '../../ui/use-shortcut'
import { OfferedButton } from '../offered-button'
import { ActionError } from './action-error'
import { EditConsequence } from './edit-consequence'
import { useDecision } from './use-decision'
import { useOverride } from './use-override'
import type { TextDraft } from './text-drafts'

interface EditBarProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
  draft: TextDraft
  /** Why it can't be kept at the moment. */
  keeping: { error: unknown; clear: () => void }
  /** The text is that of the open gate: to save it is to approve it. */
  atGate: boolean
  onDone: () => void
  /** What is typed is not wanted. */
  onLeave: () => void
  onDecided: () => void
}

/** While a text is being edited: save or leave it, and what saving does. */
export function EditBar(props: EditBarProps) {
  const { run, step, dependencies, draft, keeping, atGate, onDone, onLeave, onDecided } = props
  const decide = useDecision(run, step, () => {
    onDone()
    onDecided()
  })
  const override = useOverride(run, step)
  const { busy } = atGate ? decide : override
  const save = (): void => {
    if (atGate) decide.run({ kind: 'edit', text: draft.text })
    else if (draft.text === step.output) onDone()
    else override.run(draft.text, step.revision ?? draft.revision, onDone)
  }
  useShortcut('keepEdit', save)
  useShortcut('cancelEdit', onLeave)
  return (
    <footer className={atGate ? 'gate-bar' : 'gate-bar edit-output-bar'} data-focus-then="[data-edits]">
      <ActionError errors={[decide, override, keeping]} />
      <OfferedButton
        under="This step"
        offer={atGate ? 'Approve with edits' : 'Save'}
        about={atGate ? step.label : 'what is typed'}
        size="large"
        look="primary"
        icon={Check}
        shortcut="keepEdit"
        unavailable={busy}
        onClick={save}
      >
        {atGate ? 'Approve with edits' : 'Save'}
      </OfferedButton>
      <OfferedButton
        under="This step"
        offer="Cancel"
        about="leaves the text as it was"
        size="large"
        look="ghost"
        onClick={onLeave}
      >
        Cancel
      </OfferedButton>
      {step.revision !== draft.revision ? (
        <span className="bar-note">
          <b>the text has changed since you began</b>, see Revisions; yours replaces it
        </span>
      ) : atGate ? (
        <span className="bar-note">your text passes on instead</span>
      ) : (
        <EditConsequence run={run} step={step} dependencies={dependencies} />
      )}
    </footer>
  )
}
