import type { Run, StepRun } from '@shared/model/run'
import { stepsBehindGate, type StepDependencies } from '@shared/prompt/step-dependencies'
import { Check, PenLine, Reply, Square } from 'lucide-react'
import { useAppState } from '../../state/app-state'
import { useAction } from '../../state/use-action'
import { useAnswer } from '../../state/use-answer'
import { usePageCommands } from '../../state/use-page-commands'
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
  onDecided: () => void
  onEdit: () => void
  onSendBack: () => void
}

/** The line has reached your hand: what you can decide at an open gate. */
export function GateBar({ run, step, dependencies, onDecided, onEdit, onSendBack }: GateBarProps) {
  const { client } = useAppState().connection
  const decide = useDecision(run, step, onDecided)
  const stop = useAction(() => client.runs.stop({ runId: run.id }))
  const approve = (): void => decide.run({ kind: 'approve' })
  const halt = (): void => stop.run()
  const behind = stepsBehindGate(
    run.steps.map((other) => other.settings),
    dependencies,
    step.id,
  )
  const canSendBack = behind.length > 0
  const following = useWhatFollows(run, step)
  useShortcut('approve', approve)
  useShortcut('editAndApprove', onEdit)
  useShortcut(canSendBack ? 'sendBack' : undefined, onSendBack)
  useShortcut('stop', halt)
  usePageCommands(
    'This gate',
    [
      { id: 'approve', name: 'Approve', detail: step.label, icon: Check, shortcut: 'approve', run: approve },
      { id: 'edit', name: 'Edit and approve', icon: PenLine, shortcut: 'editAndApprove', run: onEdit },
      ...(canSendBack
        ? [{ id: 'back', name: 'Send back', icon: Reply, shortcut: 'sendBack' as const, run: onSendBack }]
        : []),
      { id: 'stop', name: 'Stop run', icon: Square, shortcut: 'stop', run: halt },
    ],
    { nearest: true },
  )

  return (
    <footer className="gate-bar">
      <ActionError errors={[decide, stop]} />
      <Button
        size="large"
        look="primary"
        icon={Check}
        shortcut="approve"
        hint={`Passes the text on as it is, ${following}`}
        unavailable={decide.busy}
        onClick={approve}
      >
        Approve
      </Button>
      <Button
        size="large"
        icon={PenLine}
        shortcut="editAndApprove"
        hint="Passes on what you make of it"
        data-edits
        onClick={onEdit}
      >
        Edit and approve
      </Button>
      <Button
        size="large"
        icon={Reply}
        shortcut="sendBack"
        hint={
          canSendBack
            ? 'Has it written again, with your comment'
            : 'This gate refers to no step that could be sent back'
        }
        unavailable={!canSendBack}
        data-sends-back
        onClick={onSendBack}
      >
        Send back
      </Button>
      <Button
        size="large"
        look="ghost"
        icon={Square}
        shortcut="stop"
        keysInHint
        hint="Ends the run here; Resume opens the gate again"
        unavailable={stop.busy}
        onClick={halt}
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
