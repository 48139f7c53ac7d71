import { StateEffect } from '@codemirror/state'
import type { Problem } from '@shared/errors'
import type { PromptScope } from '@shared/prompt/prompt-scope'
import type { StepFix } from '../analysis/reference-fixes'
import type { FieldPath } from './known-fields'

/** What the editor is told from outside, beside its text. */
export interface EditorInput {
  /** As for `lintPrompt`. */
  scope: PromptScope
  /** The same with the input of the last run, for values and completion. */
  values: PromptScope
  /** Fields by the position of the step whose output has them. */
  fieldsOf: (position: number) => FieldPath[]
  /** References that mean another step than they did. */
  rebound: readonly Problem[]
  /** Changes the steps, not the text. */
  onStepFix: (fix: StepFix) => void
}

export const setEditorInput = StateEffect.define<EditorInput>()
