import type { StepRun } from '@shared/model/run'

/** What a step's row says below its label. */
export interface RowText {
  tone: 'quiet' | 'active' | 'warn' | 'bad' | 'live'
  text: string
  /** What it begins with, where that may be cut so that the verb behind it is read. */
  subject?: string
}

const TAIL = 120

/** Null: nothing but the label. The end of a wait is told by the row itself, which knows the time. */
export function describeRow(step: StepRun): RowText | null {
  switch (step.status) {
    case 'pending':
      if (step.settings.stepType === 'review' && step.output !== null && step.rerun === null) {
        return { tone: 'quiet', text: 'Resume opens it again' }
      }
      if (step.rerun !== null) return { tone: 'quiet', text: 'Runs again when its turn comes' }
      return step.partial === '' ? null : { tone: 'quiet', text: 'Resume starts it again' }
    case 'waiting':
      return { tone: 'warn', text: step.error?.message ?? 'Waits for its turn' }
    case 'running':
      return { tone: 'live', text: step.partial.slice(-TAIL).replace(/\s+/g, ' ') }
    case 'awaiting_review':
      return { tone: 'active', text: 'Your turn' }
    case 'failed':
      return { tone: 'bad', text: step.error?.message ?? 'Failed' }
    case 'skipped':
      if (step.stale) return describeStale(step)
      return { tone: 'quiet', text: step.settings.enabled ? (describeOrigin(step) ?? 'Skipped') : 'Disabled' }
    case 'completed':
      return describeCompleted(step)
  }
}

function describeCompleted(step: StepRun): RowText | null {
  if (step.stale) return describeStale(step)
  if (step.truncated)
    return { tone: 'warn', text: `Cut short at ${step.settings.maxTokens.toLocaleString('en')} tokens` }
  if (step.unknownFinish !== null) return { tone: 'warn', text: `Ended with “${step.unknownFinish}”` }
  const origin = describeOrigin(step)
  if (origin !== null) return { tone: 'quiet', text: origin }
  // Written again on purpose: by a retry, a send back, or because it was stale.
  if (step.revision !== null && step.revision > 1) return { tone: 'quiet', text: `Revision ${step.revision}` }
  // Not "retries": an attempt that the user stopped is one as well.
  if (step.attempts > 1) return { tone: 'quiet', text: `${step.attempts} attempts` }
  return null
}

function describeStale(step: StepRun): RowText {
  const text = whyStale(step)
  const { staleBecause } = step
  const named = staleBecause !== null && text.startsWith(staleBecause)
  return { tone: 'warn', text, ...(named && { subject: staleBecause }) }
}

/** Whose text it is, where it is not simply what the model wrote. */
function describeOrigin({ settings, status, revision, revisionSource }: StepRun): string | null {
  const gate = settings.stepType === 'review'
  switch (revisionSource) {
    case 'human':
      if (gate && status === 'completed') return 'Approved by you, with edits'
      return `Edited by you, revision ${revision}`
    case 'passthrough':
      return status === 'skipped' ? 'Passed through, YOLO mode' : 'Approved by you'
    case 'cache':
      return 'Reused from an earlier run'
    case 'model':
    case undefined:
      return null
  }
}

/** Why a step is stale, as a sentence without its full stop. */
export function whyStale(step: StepRun): string {
  if (step.staleBecause === null) return 'Something it reads changed after this was written'
  if (step.staleBecause === step.label) return 'Its settings changed after this was written'
  return `${step.staleBecause} changed after this was written`
}
