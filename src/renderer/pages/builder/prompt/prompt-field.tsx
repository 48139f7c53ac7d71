import type { Step } from '@shared/model/step'
import type { PromptScope } from '@shared/prompt/prompt-scope'
import { promptInput } from '@shared/prompt/prompt-scope'
import { reboundReferences } from '@shared/prompt/rebound-references'
import { Eye, EyeOff } from 'lucide-react'
import { lazy, memo, Suspense, useId, useMemo, useState } from 'react'
import { useStore } from 'zustand'
import { PromptLanguageLink } from '../../../help/prompt-language-link'
import { useSettled } from '../../../ui/use-settled'
import { OfferedButton } from '../../offered-button'
import { parseText } from '../analysis/parse-text'
import { useBuilder, useKnowledge, useView } from '../builder-context'
import { changeStep } from '../document/step-edits'
import type { TypingWay } from '../document/typing'
import { useStep } from '../document/use-step'
import type { EditorInput } from './editor-input'
import { fieldsOfOutput, type FieldPath } from './known-fields'
import { PlainPrompt } from './plain-prompt'
import { PromptPreview } from './prompt-preview'
import { resolveParts } from './resolve-parts'
import './prompt-field.css'

const PromptEditor = lazy(() => import('./prompt-editor'))

interface PromptFieldProps {
  stepId: string
  position: number
  field: 'prompt' | 'systemPrompt'
  label: string
}

/** One of a step's texts: editor, token count, and on request what it comes to with the values of the last run. */
export const PromptField = memo(function PromptField({ stepId, position, field, label }: PromptFieldProps) {
  const { session, view } = useBuilder()
  const id = useId()
  const [previewed, setPreviewed] = useState(false)
  const text = useStep(stepId, (step) => step[field] ?? '')
  const gate = useStep(stepId, (step) => step.stepType === 'review')
  const { scope, values } = useScopes(position, field)
  const input = useEditorInput(stepId, scope, values)
  const wanted = useView((state) =>
    state.wanted?.stepId === stepId && state.wanted.field === field ? state.wanted : null,
  )
  const parts = useParts(text, values)

  const change = (next: string, way: TypingWay): void =>
    session.document.edit(
      (workflow) =>
        changeStep(workflow, stepId, {
          [field]: field === 'systemPrompt' && next === '' ? undefined : next,
        }),
      `${stepId} ${field}`,
      way,
    )
  const hint = gate ? 'the text under review · ' : describeTokens(parts.tokens)
  return (
    <div className="field prompt-field" data-field={field} data-focus-then=".cm-content">
      <div className="field-head">
        <span id={`${id}-label`}>{label}</span>
        <span id={`${id}-hint`} className="field-hint">
          {hint}type <code>{'{{'}</code> for variables
        </span>
        <PromptLanguageLink />
        <OfferedButton
          under="This step"
          offer="Preview"
          about={label}
          size="small"
          look="ghost"
          className="prompt-preview-toggle"
          icon={previewed ? EyeOff : Eye}
          aria-pressed={previewed}
          hint="The text as it would be sent, with the values of the last run"
          onClick={() => setPreviewed(!previewed)}
        >
          Preview
        </OfferedButton>
      </div>
      <Suspense fallback={<PlainPrompt text={text} />}>
        <PromptEditor
          labelledBy={`${id}-label`}
          describedBy={`${id}-hint`}
          placeholder={field === 'prompt' ? 'What is asked for' : 'Who answers, and by which rules'}
          value={text}
          input={input}
          wanted={wanted}
          onTaken={() => view.take(stepId, [field])}
          onChange={change}
        />
      </Suspense>
      {previewed && <PromptPreview label={label} parts={parts} />}
    </div>
  )
})

function describeTokens(tokens: number): string {
  return tokens === 0 ? '' : `about ${tokens.toLocaleString('en')} tokens · `
}

/** What the text can refer to: as lint knows it, and with the last run's input. The same while nothing changed. */
function useScopes(position: number, field: PromptFieldProps['field']) {
  const { analysis, lastRun } = useKnowledge()
  const { index, input } = analysis
  return useMemo(() => {
    const scope: PromptScope = { steps: index, position, field, input }
    const values: PromptScope = lastRun === null ? scope : { ...scope, input: promptInput(lastRun.run.input) }
    return { scope, values }
  }, [index, input, lastRun, position, field])
}

function useEditorInput(stepId: string, scope: PromptScope, values: PromptScope): EditorInput {
  const { session, view } = useBuilder()
  const agreed = useStore(session.document.store, (state) => state.agreed)
  const steps = useStore(session.document.store, (state) => (agreed === null ? null : state.workflow.steps))
  const { position, field } = scope
  return useMemo(() => {
    const rebound =
      agreed === null || steps === null
        ? []
        : reboundReferences(agreed, steps).filter(({ path }) => path[1] === position && path[2] === field)
    return {
      scope,
      values,
      rebound,
      fieldsOf: (earlier) => fieldsOf(session.document.store.getState().workflow.steps[earlier], values),
      onStepFix: (fix) => {
        session.document.edit(fix.edit)
        view.set({ openStepId: stepId })
      },
    }
  }, [session, view, stepId, scope, values, agreed, steps, position, field])
}

/** A text has none, whatever it looks like. */
function fieldsOf(step: Step | undefined, values: PromptScope): FieldPath[] {
  if (step?.output?.format !== 'json') return []
  const content = values.steps.steps.find((candidate) => candidate.id === step.id)?.content
  return fieldsOfOutput(step.output.schema, content ?? null)
}

function useParts(text: string, values: PromptScope) {
  const settled = useSettled(text, 250)
  return useMemo(() => resolveParts(parseText(settled), values), [settled, values])
}
