import { describe, expect, it } from 'vitest'
import { newStepRun } from './new-step-run'
import { reduceRun } from './reduce-run'
import type { Run } from './run'
import type { RunEvent } from './run-event'

const step = (id: string) =>
  newStepRun({
    id,
    label: id.toUpperCase(),
    stepType: 'generate',
    prompt: 'go',
    systemPrompt: '',
    maxTokens: 10,
    maxRetries: 0,
    enabled: true,
    output: { format: 'text' },
  })

const start: Run = {
  id: 'r',
  workflowId: null,
  workflowName: 'W',
  sourcePath: null,
  status: 'running',
  pauseReason: null,
  pausing: false,
  input: undefined,
  inputDescription: null,
  options: { yoloMode: false, concurrency: 4, budgetUsd: null, reuse: false },
  steps: [step('a'), step('b')],
  removedSteps: [],
  estimate: null,
  seq: 0,
  createdAt: 0,
  updatedAt: 0,
  finishedAt: null,
}

type Draft = RunEvent extends infer Event
  ? Event extends RunEvent
    ? Omit<Event, 'runId' | 'seq' | 'at'>
    : never
  : never
const fold = (drafts: Draft[], from = start) =>
  drafts.reduce((run, draft, index) => {
    const event: RunEvent = { ...draft, runId: 'r', seq: from.seq + index + 1, at: 100 + index }
    return reduceRun(run, event)
  }, from)

const a = { stepId: 'a', stepLabel: 'A' }
const running: Draft = { type: 'progress', ...a, status: 'running', attempt: 1 }
const hello: Draft = { type: 'text', ...a, attempt: 1, offset: 0, delta: 'hello' }
const done: Draft = {
  type: 'done',
  scope: 'step',
  ...a,
  revision: { number: 1, source: 'model', fingerprint: 'f', fingerprintVersion: 1 },
  truncated: false,
  reused: false,
  tokenUsage: { inputTokens: 1, outputTokens: 2 },
  costEstimate: 0.5,
  durationMs: 7,
}

describe('reduceRun', () => {
  it('makes the streamed text the output when the step is done', () => {
    const run = fold([running, hello, { ...hello, offset: 5, delta: ' you' }, done])
    expect(run.steps[0]).toMatchObject({
      status: 'completed',
      output: 'hello you',
      partial: '',
      revision: 1,
      revisionSource: 'model',
      costEstimate: 0.5,
      startedAt: 100,
      finishedAt: 103,
      seq: 4,
    })
  })

  it('leaves other steps, and what it was given, as they are', () => {
    const run = fold([running])
    expect(run.steps[1]).toBe(start.steps[1])
    expect(start.steps[0]?.status).toBe('pending')
  })

  it('begins the text anew with each attempt', () => {
    const error = { code: 'network' as const, message: 'Cut.', retryable: true }
    const spend = { tokenUsage: null, costEstimate: 0, durationMs: 1 }
    const retry: Draft = {
      type: 'retry',
      ...a,
      attempt: 1,
      delayMs: 5,
      until: 9,
      reason: 'Cut.',
      error,
      ...spend,
    }
    const waiting = fold([running, hello, retry])
    expect(waiting.steps[0]).toMatchObject({ status: 'waiting', until: 9, error, partial: 'hello' })
    const again = fold(
      [
        { ...running, attempt: 2 },
        { ...hello, attempt: 2, delta: 'new' },
      ],
      waiting,
    )
    expect(again.steps[0]).toMatchObject({
      status: 'running',
      until: null,
      error: null,
      partial: 'new',
      attempts: 2,
    })
  })

  it('ignores what it has seen, and other runs', () => {
    const run = fold([running, hello])
    expect(reduceRun(run, { ...hello, runId: 'r', seq: 2, at: 0 })).toBe(run)
    expect(reduceRun(run, { ...hello, runId: 'other', seq: 3, at: 0 })).toBe(run)
  })

  it('takes joined text under the number of its last piece', () => {
    const run = reduceRun(fold([running]), { ...hello, runId: 'r', seq: 9, at: 0 })
    expect(run).toMatchObject({ seq: 9, steps: [{ partial: 'hello' }, {}] })
  })

  it('is pausing until it has paused, has ended or goes on', () => {
    const asked: Draft = { type: 'progress', status: 'running', pausing: true }
    const pausing = fold([running, asked])
    expect(pausing).toMatchObject({ status: 'running', pausing: true, steps: [{ status: 'running' }, {}] })
    expect(fold([hello, done], pausing).pausing).toBe(true)
    const after: Draft[] = [
      { type: 'paused', reason: 'user' },
      { type: 'done', scope: 'run', status: 'stopped' },
      { type: 'progress', status: 'running' },
    ]
    for (const event of after) expect(fold([event], pausing).pausing).toBe(false)
  })

  it('pauses with a reason, and loses it when the run goes on', () => {
    const paused = fold([{ type: 'paused', reason: 'review', stepId: 'a', stepLabel: 'A' }])
    expect(paused).toMatchObject({ status: 'paused', pauseReason: 'review' })
    expect(fold([{ type: 'progress', status: 'running' }], paused)).toMatchObject({
      status: 'running',
      pauseReason: null,
    })
    expect(fold([{ type: 'done', scope: 'run', status: 'completed' }])).toMatchObject({
      status: 'completed',
      finishedAt: 100,
    })
  })
})
