import type { Run, StepRun } from '@shared/model/run'
import { Check } from 'lucide-react'
import { Button } from '../../ui/button'
import { useShortcut } from '../../ui/use-shortcut'
import { ActionError } from './action-error'
import { useDecision } from './use-decision'

interface EditBarProps {
  run: Run
  step: StepRun
  /** The text as it was edited. */
  text: string
  onDone: () => void
}

/** While the text at a gate is being edited. */
export function EditBar({ run, step, text, onDone }: EditBarProps) {
  const decide = useDecision(run, step, onDone)
  const approve = (): void => decide.run({ kind: 'edit', text })
  useShortcut('mod+enter', approve)
  useShortcut('escape', onDone)
  return (
    <footer className="gate-bar">
      <ActionError errors={[decide]} />
      <Button
        size="large"
        look="primary"
        icon={Check}
        shortcut="mod+enter"
        unavailable={decide.busy}
        onClick={approve}
      >
        Approve with edits
      </Button>
      <Button size="large" look="ghost" onClick={onDone}>
        Cancel
      </Button>
      <span className="bar-note">your text passes on instead</span>
    </footer>
  )
}
