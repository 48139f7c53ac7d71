import { conflict, invalid, notFound } from '@shared/errors'
import type { Run, StepRun } from '@shared/model/run'
import { fingerprint } from './fingerprint'
import { refreshOpenGate } from './open-gate'
import { checkOutput } from './output-format'
import { resolveStep } from './resolve-step'
import type { RunEdit } from './turn'
import { refreshStale } from './staleness'
import type { Turn } from './turn'

/**
 * A person's text becomes the step's output. The step stays up to date: the person decided. What refers to it
 * becomes stale; an open gate that shows it is opened again on the new text.
 *
 * @param basedOn the revision that was edited; absent: the current one
 * @throws BatonError `NOT_FOUND`; `CONFLICT` when the step has no output, or another one meanwhile; `INVALID` when
 *   the text is not what the step's output format asks for
 */
export function overrideOutput(stepId: string, text: string, basedOn?: number): RunEdit {
  return (turn) => {
    const step = findStep(turn.run, stepId)
    if (step.output === null || (step.status !== 'completed' && step.status !== 'skipped')) {
      throw conflict(`"${step.label}" has no output to edit yet.`, 'Edit it when it is completed.')
    }
    if (basedOn !== undefined && basedOn !== step.revision) {
      throw conflict(
        `"${step.label}" has changed since this edit was begun.`,
        'Look at the new text, then edit it.',
      )
    }
    const mismatch = checkOutput(text, step.settings.output)
    if (mismatch !== null) {
      const message = `"${step.label}" must be JSON: ${mismatch} The output was not changed.`
      throw invalid([{ path: ['text'], severity: 'error', message }])
    }
    if (text === step.output && !step.stale) return
    const resolved = resolveStep(turn.run, step)
    const hash = resolved.ok
      ? fingerprint(step.settings, resolved.prompt, resolved.systemPrompt, step.feedback)
      : (step.fingerprint ?? '')
    const mark = turn.revise(step, { source: 'human', text, fingerprint: hash })
    replaceStep(turn, {
      ...step,
      output: text,
      revision: mark.number,
      revisionSource: mark.source,
      fingerprint: mark.fingerprint,
      fingerprintVersion: mark.fingerprintVersion,
      truncated: false,
      unknownFinish: null,
      reused: false,
      stale: false,
      staleBecause: null,
    })
    refreshStale(turn, stepId)
    refreshOpenGate(turn)
  }
}

/**
 * Runs one step again, whether or not it is up to date; without the cache and without an earlier feedback. Other
 * failed steps that still have an output keep it; those without one are forward progress and run too.
 *
 * @param basedOn the revision that was on the screen, null for none; absent: the current one
 * @throws BatonError `NOT_FOUND`; `CONFLICT` when the step is in flight or disabled, or has another output meanwhile
 */
export function retryStep(stepId: string, basedOn?: number | null): RunEdit {
  return (turn) => {
    const step = findStep(turn.run, stepId)
    if (basedOn !== undefined && basedOn !== step.revision) {
      throw conflict(
        `"${step.label}" has a new output since this was asked.`,
        'Look at it, then decide again.',
      )
    }
    if (!step.settings.enabled) {
      throw conflict(`"${step.label}" is disabled.`, 'Enable it in the workflow, then rebase the run.')
    }
    if (step.status === 'running' || step.status === 'waiting') {
      throw conflict(`"${step.label}" is running.`, 'Wait for it to end, or stop the run first.')
    }
    leaveFailed(turn, (other) => other.id === stepId)
    replaceStep(turn, { ...step, status: 'pending', rerun: 'always', feedback: null, error: null })
  }
}

/**
 * Asks the model to go on with an output that was cut at the token limit; the texts are joined into a new revision.
 *
 * @throws BatonError `NOT_FOUND`; `CONFLICT` when the output is not cut short, or is another one meanwhile
 */
export function continueStep(stepId: string, basedOn?: number): RunEdit {
  return (turn) => {
    const step = findStep(turn.run, stepId)
    if (step.status !== 'completed' || !step.truncated) {
      throw conflict(`The output of "${step.label}" is not cut short.`, 'Retry the step for another answer.')
    }
    if (basedOn !== undefined && basedOn !== step.revision) {
      throw conflict(
        `"${step.label}" has a new output since this was asked.`,
        'Look at it, then decide again.',
      )
    }
    leaveFailed(turn, (other) => other.id === stepId)
    replaceStep(turn, { ...step, status: 'pending', rerun: 'continue' })
  }
}

/**
 * The user's consent to run stale steps again. They run in order; one whose fingerprint turns out unchanged is
 * skipped. A stale gate opens again. Other failed steps that still have an output keep it.
 *
 * @param stepIds `all`, or some of the stale steps; ids of others are ignored
 */
export function rerunStale(stepIds: string[] | 'all'): RunEdit {
  return (turn) => {
    // What is pending or in flight is on its way already; to ask twice is not to pay twice.
    const chosen = (step: StepRun) =>
      step.stale && !UNDERWAY.has(step.status) && (stepIds === 'all' || stepIds.includes(step.id))
    leaveFailed(turn, chosen)
    if (!turn.run.steps.some(chosen)) return
    const seq = turn.run.seq + 1
    turn.replace({
      ...turn.run,
      steps: turn.run.steps.map((step): StepRun =>
        chosen(step) ? { ...step, status: 'pending', rerun: 'if-stale', seq } : step,
      ),
    })
  }
}

const UNDERWAY = new Set<StepRun['status']>(['pending', 'waiting', 'running'])

/** @throws BatonError `NOT_FOUND` */
export function findStep(run: Run, stepId: string): StepRun {
  const step = run.steps.find((candidate) => candidate.id === stepId)
  if (step === undefined) throw notFound('step', stepId)
  return step
}

/**
 * A consent to run some steps is none to pay for others: those that failed when they were run again, and wait for the
 * next pass, have the output that they had.
 */
function leaveFailed(turn: Turn, chosen: (step: StepRun) => boolean): void {
  const isLeft = (step: StepRun) =>
    step.status === 'pending' &&
    step.rerun !== null &&
    step.error !== null &&
    step.output !== null &&
    !chosen(step)
  if (!turn.run.steps.some(isLeft)) return
  const seq = turn.run.seq + 1
  turn.replace({
    ...turn.run,
    steps: turn.run.steps.map((step): StepRun =>
      isLeft(step) ? { ...step, status: 'completed', rerun: null, error: null, seq } : step,
    ),
  })
}

function replaceStep(turn: Turn, step: StepRun): void {
  const seq = turn.run.seq + 1
  turn.replace({
    ...turn.run,
    steps: turn.run.steps.map((other) => (other.id === step.id ? { ...step, seq } : other)),
  })
}
