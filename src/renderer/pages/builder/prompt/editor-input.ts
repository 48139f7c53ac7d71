import { StateEffect } from '@codemirror/state'
import type { Problem } from '@shared/errors'
import type { PromptScope } from '@shared/prompt/prompt-scope'
import type { StepFix } from '../analysis/reference-fixes'

/** What the editor is told from outside, beside its text. */
export interface EditorInput {
  /** As for `lintPrompt`. */
  scope: PromptScope
  /** The same with the input of the last run, for values and completion. */
  values: PromptScope
  /** Names of fields by the position of the step that has them. */
  fieldsOf: (position: number) => string[]
  /** References that mean another step than they did. */
  rebound: readonly Problem[]
  /** Changes the steps, not the text. */
  onStepFix: (fix: StepFix) => void
}

export const setEditorInput = StateEffect.define<EditorInput>()
