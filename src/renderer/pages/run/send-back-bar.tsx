import type { Run, StepRun } from '@shared/model/run'
import { stepsBehindGate, type StepDependencies } from '@shared/prompt/step-dependencies'
import { Reply } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useAnswer } from '../../state/use-answer'
import { Button } from '../../ui/button'
import '../../ui/control.css'
import { describeCost } from '../../ui/describe-cost'
import { useShortcut } from '../../ui/use-shortcut'
import { ActionError } from './action-error'
import { useDecision } from './use-decision'

interface SendBackBarProps {
  run: Run
  step: StepRun
  dependencies: StepDependencies
  onDone: () => void
  onDecided: () => void
}

/** Asks what is to change, and says what runs again and what that costs. */
export function SendBackBar({ run, step, dependencies, onDone, onDecided }: SendBackBarProps) {
  const [comment, setComment] = useState('')
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
    <footer className="gate-bar gate-bar-tall">
      <ActionError errors={[decide]} />
      <textarea
        ref={field}
        className="control"
        aria-label="Comment"
        placeholder="What is to change?"
        rows={2}
        value={comment}
        onChange={(event) => setComment(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onDone()
        }}
      />
      <Button
        size="large"
        look="primary"
        icon={Reply}
        shortcut="keepEdit"
        unavailable={decide.busy || comment.trim() === ''}
        onClick={send}
      >
        Send back
      </Button>
      <Button size="large" look="ghost" onClick={onDone}>
        Cancel
      </Button>
      <span className="bar-note figures">
        runs <b>{labels.join(', ')}</b> again{cost !== null && `, ${cost}`}
      </span>
    </footer>
  )
}
