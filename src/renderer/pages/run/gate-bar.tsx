import type { Run, StepRun } from '@shared/model/run'
import { stepsBehindGate, type StepDependencies } from '@shared/prompt/step-dependencies'
import { Check, PenLine, Reply, Square } from 'lucide-react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import { describeCost } from '../../ui/describe-cost'
import { formatCount } from '../../ui/format-count'
import { useShortcut } from '../../ui/use-shortcut'
import { ActionError } from './action-error'
import { useDecision } from './use-decision'

interface GateBarProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
  onEdit: () => void
  onSendBack: () => void
}

/** The line has reached your hand: what you can decide at an open gate. */
export function GateBar({ run, step, dependencies, onEdit, onSendBack }: GateBarProps) {
  const { client } = useAppState().connection
  const decide = useDecision(run, step)
  const stop = useAction(() => client.runs.stop({ runId: run.id }))
  const approve = (): void => decide.run({ kind: 'approve' })
  const behind = stepsBehindGate(
    run.steps.map((other) => other.settings),
    dependencies,
    step.id,
  )
  const canSendBack = behind.length > 0
  const following = useWhatFollows(run, step)
  useShortcut('mod+enter', approve)
  useShortcut('e', onEdit)
  useShortcut(canSendBack ? 'b' : undefined, onSendBack)

  return (
    <footer className="gate-bar">
      <ActionError errors={[decide, stop]} />
      <Button
        size="large"
        look="primary"
        icon={Check}
        shortcut="mod+enter"
        hint={`Passes the text on as it is, ${following}`}
        unavailable={decide.busy}
        onClick={approve}
      >
        Approve
      </Button>
      <Button size="large" icon={PenLine} shortcut="e" hint="Passes on what you make of it" onClick={onEdit}>
        Edit and approve
      </Button>
      <Button
        size="large"
        icon={Reply}
        shortcut="b"
        hint={
          canSendBack
            ? 'Has it written again, with your comment'
            : 'This gate refers to no step that could be sent back'
        }
        unavailable={!canSendBack}
        onClick={onSendBack}
      >
        Send back…
      </Button>
      <Button
        size="large"
        look="ghost"
        icon={Square}
        hint="Ends the run here; Resume opens the gate again"
        unavailable={stop.busy}
        onClick={() => stop.run()}
      >
        Stop
      </Button>
      <span className="bar-note bar-note-follows figures">{following}</span>
    </footer>
  )
}

/** "then 3 steps, about $0.02" */
function useWhatFollows(run: Run, step: StepRun): string {
  const position = run.steps.indexOf(step)
  const ahead = run.steps.slice(position + 1).filter((other) => other.settings.enabled).length
  const estimate = useAnswer(ahead === 0 ? null : `remaining ${run.id} ${step.id}`, (client, signal) =>
    client.workflows.estimateCost({ runId: run.id, plan: 'remaining' }, { signal }),
  )
  if (ahead === 0) return 'then the run is complete'
  const cost = describeCost(estimate.data?.total)
  return `then ${formatCount(ahead, 'step')}${cost === null ? '' : `, ${cost}`}`
}
