import type { Run, StepRun } from '@shared/model/run'
import { stepsBehindGate, type StepDependencies } from '@shared/prompt/step-dependencies'
import { Reply } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useAnswer } from '../../state/use-answer'
import '../../ui/control.css'
import { describeCost } from '../../ui/describe-cost'
import { useShortcut } from '../../ui/use-shortcut'
import { OfferedButton } from '../offered-button'
import { ActionError } from './action-error'
import { useDecision } from './use-decision'

interface SendBackBarProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
  comment: string
  /** Why the comment can't be kept at the moment. */
  keeping: { error: unknown; clear: () => void }
  onComment: (comment: string) => void
  onDone: () => void
  /** What is typed is not wanted. */
  onLeave: () => void
  onDecided: () => void
}

/** Asks what is to change, and says what runs again and what that costs. */
export function SendBackBar(props: SendBackBarProps) {
  const { run, step, dependencies, comment, keeping, onComment, onDone, onLeave, onDecided } = props
  const decide = useDecision(run, step, () => {
    onDone()
    onDecided()
  })
  const send = (): void => {
    if (comment.trim() !== '') decide.run({ kind: 'sendBack', comment })
  }
  useShortcut('keepEdit', send)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])

  const behind = new Set(
    stepsBehindGate(
      run.steps.map((other) => other.settings),
      dependencies,
      step.id,
    ),
  )
  const labels = run.steps.filter((other) => behind.has(other.id)).map((other) => other.label)
  const estimate = useAnswer(`send back ${run.id} ${step.id}`, (client, signal) =>
    client.workflows.estimateCost({ runId: run.id, plan: 'sendBack' }, { signal }),
  )
  const cost = describeCost(estimate.data?.total)

  return (
    <footer className="gate-bar gate-bar-tall" data-focus-then="[data-sends-back]">
      <ActionError errors={[decide, keeping]} />
      <textarea
        ref={field}
        className="control"
        aria-label="Comment"
        placeholder="What is to change?"
        rows={2}
        value={comment}
        onChange={(event) => onComment(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onLeave()
        }}
      />
      <OfferedButton
        under="This gate"
        offer="Send back"
        about={step.label}
        size="large"
        look="primary"
        icon={Reply}
        shortcut="keepEdit"
        unavailable={decide.busy || comment.trim() === ''}
        onClick={send}
      >
        Send back
      </OfferedButton>
      <OfferedButton
        under="This gate"
        offer="Cancel"
        about="sends nothing back"
        size="large"
        look="ghost"
        onClick={onLeave}
      >
        Cancel
      </OfferedButton>
      <span className="bar-note figures">
        runs <b>{labels.join(', ')}</b> again{cost !== null && `, ${cost}`}
      </span>
    </footer>
  )
}
