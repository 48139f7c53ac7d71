import type { Decision } from '@shared/contract'
import type { Run, StepRun } from '@shared/model/run'
import { readStandardInput, readTextFile } from './read-input'
import { UsageError } from './usage-error'
import { batonCommand } from './baton-command'

export interface DecisionOptions {
  approve?: true
  /** Path of a file with the text that passes on instead; `-` is standard input. */
  edit?: string
  sendBack?: string
}

/** A decision before it is known which gate it is for. */
export type DecisionDraft =
  | { kind: 'approve' }
  | { kind: 'edit'; text: string }
  | { kind: 'sendBack'; comment: string }

export async function readDecision({
  approve,
  edit,
  sendBack,
}: DecisionOptions): Promise<DecisionDraft | undefined> {
  if (edit !== undefined) {
    const text = edit === '-' ? await readStandardInput('the text') : await readTextFile(edit)
    return { kind: 'edit', text }
  }
  if (sendBack !== undefined) {
    if (sendBack.trim() === '')
      throw new UsageError('--send-back says nothing.', { remedy: 'Say what is to change.' })
    return { kind: 'sendBack', comment: sendBack }
  }
  return approve === true ? { kind: 'approve' } : undefined
}

/** @throws UsageError when no gate of the run is open */
export function openGate(run: Run): StepRun & { revision: number } {
  const gate = run.steps.find(({ status }) => status === 'awaiting_review')
  if (gate?.revision == null) {
    throw new UsageError(`No review gate of the run is open: the run is ${run.status}.`, {
      remedy:
        run.status === 'completed'
          ? '"baton show" tells what it made.'
          : `Go on without a decision: ${batonCommand(`resume ${run.id}`)}`,
    })
  }
  return { ...gate, revision: gate.revision }
}

/** The decision on the text that is on the screen now, and on no later one. */
export function decideOn(gate: { id: string; revision: number }, draft: DecisionDraft): Decision {
  return { ...draft, stepId: gate.id, revision: gate.revision }
}
