import type { StepError } from '@shared/errors'
import type { Run, StepRun } from '@shared/model/run'
import { runTotals } from '@shared/model/run-totals'
import { stepDependencies, stepsBehindGate } from '@shared/prompt/step-dependencies'
import { formatCost, formatCount, formatLimit } from './format-figures'
import { printableLine } from './printable-text'
import { batonCommand } from './baton-command'

/** Where a run rests, in words: what a person needs to decide how to go on. */
export interface Rest {
  tone: 'good' | 'bad' | 'waiting'
  headline: string
  /** Which steps failed and why, a sentence each. */
  failures: string[]
  /** What else deserves a look, a sentence each. */
  remarks: string[]
  /** The open gate. */
  review: { position: number; label: string; text: string } | null
  /** The commands that go on, and what each is for. */
  next: { purpose: string; command: string }[]
}

export function describeRest(run: Run): Rest {
  const gate = run.steps.findIndex((step) => step.status === 'awaiting_review')
  const open = run.steps[gate]
  const isReview = run.pauseReason === 'review' && open !== undefined
  return {
    tone: toneOf(run),
    headline: headline(run, isReview ? `${placeOf(run, open)} waits for your review.` : undefined),
    failures: failures(run),
    remarks: [...truncations(run), ...staleness(run)],
    review: isReview ? { position: gate + 1, label: open.label, text: open.output ?? '' } : null,
    next: isReview ? decisions(run, open) : continuations(run),
  }
}

/** The text a run was made for: what its last step that has one gave. */
export function lastOutput(run: Run): { label: string; text: string } | null {
  const step = run.steps.findLast(({ output }) => output !== null)
  return step === undefined || step.output === null ? null : { label: step.label, text: step.output }
}

/** A sentence if answers of this run were made up, so that nobody takes them for a model's. */
export function demoNotice(run: Run): string | null {
  const kinds = run.steps.flatMap(({ settings }) => settings.connection?.kind ?? [])
  if (!kinds.includes('demo')) return null
  const which = kinds.some((kind) => kind !== 'demo') ? 'some' : 'all'
  return `Demo: ${which} answers are made up by the built-in demo connection.`
}

function toneOf({ status }: Run): Rest['tone'] {
  if (status === 'completed') return 'good'
  return status === 'failed' || status === 'interrupted' ? 'bad' : 'waiting'
}

function headline(run: Run, review: string | undefined): string {
  switch (run.status) {
    case 'completed':
      return 'Completed.'
    case 'failed':
      return 'Failed.'
    case 'stopped':
      return 'Stopped.'
    case 'interrupted':
      return 'Interrupted: the process that ran it is gone.'
    case 'running':
      return run.pausing ? 'Pausing: the steps at work finish first.' : 'In progress.'
    case 'paused':
      return review ?? pauseHeadline(run)
  }
}

function pauseHeadline(run: Run): string {
  if (run.pauseReason === 'storage') return 'Paused: the disk is full, or the database can’t be written.'
  if (run.pauseReason !== 'budget') return 'Paused.'
  const { budgetUsd } = run.options
  const spent = `${formatCost(runTotals(run).costEstimate)} spent`
  if (budgetUsd === null) return `Paused by the budget, which is lifted by now (${spent}).`
  return `Paused: the next request might exceed the budget of ${formatLimit(budgetUsd)} (${spent}).`
}

function failures(run: Run): string[] {
  return run.steps
    .filter(({ status }) => status === 'failed')
    .map((step) => `${placeOf(run, step)} failed: ${errorSentence(step.error)}`)
}

function truncations(run: Run): string[] {
  return run.steps
    .filter(({ truncated }) => truncated)
    .map((step) => {
      const limit = formatCount(step.settings.maxTokens)
      return `${placeOf(run, step)} was cut off at its limit of ${limit} tokens.`
    })
}

function staleness(run: Run): string[] {
  return run.steps
    .filter(({ stale, status }) => stale && status !== 'pending')
    .map((step) => {
      const because =
        step.staleBecause === step.label ? 'its settings' : `"${printableLine(step.staleBecause ?? '')}"`
      return `${placeOf(run, step)} is stale, because ${because} changed.`
    })
}

/** What happened and what to do, in one line. */
export function errorSentence(error: StepError | null): string {
  return error === null ? 'no reason is known.' : printableLine(`${error.message} ${error.remedy ?? ''}`)
}

function decisions(run: Run, gate: StepRun): Rest['next'] {
  const settings = run.steps.map((step) => step.settings)
  const canSendBack = stepsBehindGate(settings, stepDependencies(settings), gate.id).length > 0
  const resume = batonCommand(`resume ${run.id}`)
  return [
    { purpose: 'Approve', command: `${resume} --approve` },
    { purpose: 'Edit', command: `${resume} --edit PATH` },
    ...(canSendBack ? [{ purpose: 'Send back', command: `${resume} --send-back TEXT` }] : []),
  ]
}

function continuations(run: Run): Rest['next'] {
  const resume = batonCommand(`resume ${run.id}`)
  const failed = run.steps.findIndex((step) => step.status === 'failed')
  const rerun = run.steps.some((step) => step.stale)
    ? [{ purpose: 'Rerun stale', command: `${resume} --rerun-stale` }]
    : []
  switch (run.status) {
    case 'running':
      return []
    case 'completed':
      return rerun
    case 'failed':
      return [
        { purpose: failed === -1 ? 'Go on' : `Try step ${failed + 1} again`, command: resume },
        ...rerun,
      ]
    case 'stopped':
    case 'interrupted':
      return [{ purpose: 'Go on', command: resume }, ...rerun]
    case 'paused':
      if (run.pauseReason !== 'budget') return [{ purpose: 'Go on', command: resume }, ...rerun]
      return [{ purpose: 'Raise it', command: `${resume} --budget USD` }, ...rerun]
  }
}

function placeOf(run: Run, step: StepRun): string {
  return `Step ${run.steps.indexOf(step) + 1}, "${printableLine(step.label)}",`
}
