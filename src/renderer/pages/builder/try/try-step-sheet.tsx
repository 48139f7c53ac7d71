import type { StepChanges, StepTrial } from '@shared/contract'
import type { JsonValue } from '@shared/model/json'
import type { Step } from '@shared/model/step'
import { Play } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { useAppState } from '../../../state/app-state'
import { useAction } from '../../../state/use-action'
import { Button } from '../../../ui/button'
import { Sheet, SheetBody, SheetFoot } from '../../../ui/sheet'
import { TextArea } from '../../../ui/text-area'
import { useShortcut } from '../../../ui/use-shortcut'
import { ErrorNotice } from '../../error-notice'
import { lastOutput } from '../analysis/last-run'
import { useBuilder, useKnowledge } from '../builder-context'
import { isStoredWellEnough } from './is-stored-well-enough'
import { neededValues } from './needed-values'
import { TrialResult } from './trial-result'

interface TryStepSheetProps {
  step: Step
  position: number
  save: () => Promise<{ id: string; name: string } | null>
  onClose: () => void
}

/** Sends one step once, on the values of the last run or on others, and shows what came, what it cost and how long it took. */
export function TryStepSheet({ step, position, save, onClose }: TryStepSheetProps) {
  const { session } = useBuilder()
  const { analysis, lastRun } = useKnowledge()
  const { client } = useAppState().connection
  const workflow = useStore(session.document.store, (state) => state.workflow)
  const stored = useStore(session.store, (state) => state.stored)
  const needed = neededValues(step, analysis.steps[position], workflow.steps)
  const [input, setInput] = useState(() => asText(lastRun?.run.input))
  const [outputs, setOutputs] = useState<Record<string, string>>({})
  const [trial, setTrial] = useState<StepTrial | null>(null)
  const request = useRef<AbortController>(null)
  useEffect(() => () => request.current?.abort(), [])

  const isReady = isStoredWellEnough(stored, workflow, step.id)
  const attempt = useAction(async () => {
    if (!isReady && (await save()) === null) return
    const base = session.store.getState().stored
    if (base === null) return
    request.current = new AbortController()
    const texts = Object.fromEntries(
      needed.steps.map((other) => [other.id, outputs[other.id] ?? lastOutput(lastRun, other) ?? '']),
    )
    const answer = await client.workflows.steps.try(
      {
        workflowId: base.id,
        stepId: step.id,
        updatedAt: base.updatedAt,
        changes: changesOf(step),
        ...(needed.input && { input: readInput(input, lastRun?.run.input) }),
        outputs: texts,
      },
      { signal: request.current.signal },
    )
    setTrial(answer)
  })
  const run = (): void => attempt.run()
  useShortcut('mod+enter', run, 'dialog')

  return (
    <Sheet
      title={`Try ${step.label}`}
      description="Sends this step once, outside of a run."
      onClose={onClose}
    >
      <SheetBody>
        {needed.input && <TextArea label="Input" rows={3} value={input} onChange={setInput} />}
        {needed.steps.map((other) => {
          const last = lastOutput(lastRun, other)
          return (
            <TextArea
              key={other.id}
              label={other.label}
              hint={last === null ? 'no output yet: write one' : 'from the last run'}
              rows={3}
              value={outputs[other.id] ?? last ?? ''}
              onChange={(text) => setOutputs((before) => ({ ...before, [other.id]: text }))}
            />
          )
        })}
        {!needed.input && needed.steps.length === 0 && <p>This step needs no values from elsewhere.</p>}
        {attempt.error !== null && <ErrorNotice error={attempt.error} title="The step was not tried." />}
        {trial !== null && <TrialResult trial={trial} />}
      </SheetBody>
      <SheetFoot>
        <Button onClick={onClose}>Close</Button>
        <Button look="primary" icon={Play} shortcut="mod+enter" unavailable={attempt.busy} onClick={run}>
          {attempt.busy ? 'Trying…' : isReady ? 'Try' : 'Save and try'}
        </Button>
      </SheetFoot>
    </Sheet>
  )
}

/** The settings as they are here, saved or not. */
function changesOf(step: Step): StepChanges {
  const { label, stepType, prompt } = step
  return {
    label,
    stepType,
    prompt,
    systemPrompt: step.systemPrompt ?? null,
    provider: step.provider ?? null,
    model: step.model ?? null,
    temperature: step.temperature ?? null,
    maxTokens: step.maxTokens ?? null,
    maxRetries: step.maxRetries ?? null,
    enabled: null,
    output: step.output ?? null,
    config: step.config ?? null,
  }
}

function asText(input: JsonValue | undefined): string {
  if (input === undefined) return ''
  return typeof input === 'string' ? input : JSON.stringify(input, null, 2)
}

/** Where the last run's input was an object, so is this one if it reads as one. */
function readInput(text: string, last: JsonValue | undefined): JsonValue {
  if (last === undefined || typeof last === 'string') return text
  try {
    const value: JsonValue = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : text
  } catch {
    return text
  }
}
