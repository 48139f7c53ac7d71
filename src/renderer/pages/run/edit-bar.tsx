import type { Run, StepRun } from '@shared/model/run'
import type { StepDependencies } from '@shared/prompt/step-dependencies'
import { Check } from 'lucide-react'
import { Button } from '../../ui/button'
import { useShortcut } from '../../ui/use-shortcut'
import { ActionError } from './action-error'
import { EditConsequence } from './edit-consequence'
import { useDecision } from './use-decision'
import { useOverride } from './use-override'
import type { TextDraft } from './use-text-draft'

interface EditBarProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
  draft: TextDraft
  /** The text is that of the open gate: to save it is to approve it. */
  atGate: boolean
  onDone: () => void
  onDecided: () => void
}

/** While a text is being edited: save or leave it, and what saving does. */
export function EditBar({ run, step, dependencies, draft, atGate, onDone, onDecided }: EditBarProps) {
  const decide = useDecision(run, step, () => {
    onDone()
    onDecided()
  })
  const override = useOverride(run, step)
  const { busy } = atGate ? decide : override
  const save = (): void => {
    if (atGate) decide.run({ kind: 'edit', text: draft.text })
    else if (draft.text === step.output) onDone()
    else override.run(draft.text, draft.revision, onDone)
  }
  useShortcut('keepEdit', save)
  useShortcut('cancelEdit', onDone)
  return (
    <footer className={atGate ? 'gate-bar' : 'gate-bar edit-output-bar'}>
      <ActionError errors={[decide, override]} />
      <Button size="large" look="primary" icon={Check} shortcut="keepEdit" unavailable={busy} onClick={save}>
        {atGate ? 'Approve with edits' : 'Save'}
      </Button>
      <Button size="large" look="ghost" onClick={onDone}>
        Cancel
      </Button>
      {atGate ? (
        <span className="bar-note">your text passes on instead</span>
      ) : (
        <EditConsequence run={run} step={step} dependencies={dependencies} />
      )}
    </footer>
  )
}
