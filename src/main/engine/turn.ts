import type { RevisionMark, RunEvent, RunMessage } from '@shared/model/run-event'
import type { Attempt, Revision, RevisionSource, Run, StepRun } from '@shared/model/run'
import { reduceRun } from '@shared/model/reduce-run'
import { stepPosition } from '@shared/model/step-position'
import { FINGERPRINT_VERSION } from './fingerprint'
import type { Lease, PartialText, RunChange } from './ports'

/** An event before it has its place in the order. */
export type EventDraft = RunEvent extends infer Event
  ? Event extends RunEvent
    ? Omit<Event, 'runId' | 'seq' | 'at'>
    : never
  : never

/**
 * What changes between two commits of a run: the events, what they did to the run, and the records that go with
 * them. It is the only way in which a run changes. Nothing is written before `change()` is committed.
 */
export interface Turn {
  /** The run as it is now, all emitted events applied. */
  readonly run: Run
  /** What listeners are to get, in order: events, and whole states where no event describes the change. */
  readonly messages: RunMessage[]
  step(stepId: string): StepRun
  /** Numbers the event, applies it, and keeps it for the listeners. */
  emit(draft: EventDraft): void
  /** A change that no event describes; listeners get the whole state again. */
  replace(run: Run, details?: { definitionChanged?: boolean }): void
  /** Records a new current revision of a step; the mark goes into the event that announces it. */
  revise(step: StepRun, revision: NewRevision): RevisionMark
  record(attempt: Attempt): void
  keepPartial(partial: PartialText): void
  dropPartial(stepId: string): void
  /** Undoes the start of an attempt of this turn that will not be sent. */
  withdraw(attempt: Pick<Attempt, 'stepId' | 'number'>): void
  /** What is to be written; null when nothing but streamed text happened. */
  change(lease: Lease): RunChange | null
}

/** A change to a run, made inside a turn. Throws BatonError before it changes anything, or not at all. */
export type RunEdit = (turn: Turn) => void

export interface NewRevision {
  source: RevisionSource
  text: string
  fingerprint: string
  attempt?: number
  truncated?: boolean
}

export function createTurn(before: Run, now: () => number): Turn {
  let definitionChanged = false
  let durable = false
  const messages: RunMessage[] = []
  const touched = new Set<string>()
  let allTouched = false
  const attempts = new Map<string, Attempt>()
  const revisions: Revision[] = []
  const partials: PartialText[] = []
  const dropPartials = new Set<string>()

  function changedSteps(): StepRun[] {
    const { run } = turn
    if (allTouched) return run.steps.filter((step, index) => step !== before.steps[index])
    return [...touched].flatMap((stepId) => run.steps[stepPosition(run, stepId)] ?? [])
  }

  // `run` is a plain field: V8 keeps what a getter of an object literal closes over until its next full collection,
  // which for turns is every state that a long run has been in.
  const turn: Turn & { run: Run } = {
    run: before,
    messages,
    step(stepId) {
      const { run } = turn
      const step = run.steps[stepPosition(run, stepId)]
      if (step === undefined) throw new TypeError(`run ${run.id} has no step ${stepId}`)
      return step
    },
    emit(draft) {
      const event: RunEvent = { ...draft, runId: turn.run.id, seq: turn.run.seq + 1, at: now() }
      turn.run = reduceRun(turn.run, event)
      if (event.stepId !== undefined) touched.add(event.stepId)
      messages.push(event)
      if (event.type !== 'text') durable = true
    },
    replace(next, details) {
      const run: Run = { ...next, seq: turn.run.seq + 1, updatedAt: now() }
      turn.run = run
      allTouched = true
      messages.push({ type: 'state', seq: run.seq, run })
      durable = true
      if (details?.definitionChanged === true) definitionChanged = true
    },
    revise(step, { source, text, fingerprint, attempt, truncated }) {
      const number =
        1 +
        Math.max(step.revision ?? 0, ...revisions.filter((r) => r.stepId === step.id).map((r) => r.number))
      revisions.push({
        stepId: step.id,
        number,
        source,
        text,
        fingerprint,
        fingerprintVersion: FINGERPRINT_VERSION,
        attempt: attempt ?? null,
        truncated: truncated ?? false,
        createdAt: now(),
      })
      return { number, source, fingerprint, fingerprintVersion: FINGERPRINT_VERSION }
    },
    record(attempt) {
      attempts.set(`${attempt.number} ${attempt.stepId}`, attempt)
      durable = true
    },
    keepPartial(partial) {
      partials.push(partial)
      durable = true
    },
    dropPartial(stepId) {
      dropPartials.add(stepId)
    },
    withdraw({ stepId, number }) {
      attempts.delete(`${number} ${stepId}`)
      const put = (step: StepRun): StepRun =>
        step.id === stepId ? { ...step, status: 'pending', attempts: number - 1, startedAt: null } : step
      this.replace({ ...turn.run, steps: turn.run.steps.map(put) })
    },
    change(lease) {
      if (!durable) return null
      const { run } = turn
      const steps = changedSteps()
      return {
        lease,
        run,
        runChanged: runFieldsChanged(before, run) || !seqIsKept(steps, run),
        ...(definitionChanged && { definitionChanged }),
        steps,
        attempts: [...attempts.values()],
        revisions,
        partials,
        dropPartials: [...dropPartials],
      }
    },
  }
  return turn
}

/** Whether more than the steps, the sequence number and the time changed. */
function runFieldsChanged(before: Run, after: Run): boolean {
  return (
    before.status !== after.status ||
    before.pauseReason !== after.pauseReason ||
    before.pausing !== after.pausing ||
    before.options !== after.options ||
    before.finishedAt !== after.finishedAt ||
    before.input !== after.input ||
    before.removedSteps !== after.removedSteps ||
    before.workflowName !== after.workflowName
  )
}

/** The sequence number stands on the step that the last event concerned, or else on the run. */
function seqIsKept(changed: StepRun[], run: Run): boolean {
  return changed.some((step) => step.seq === run.seq)
}
