import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as fc from '../../support/fast-check'
import { describe, expect, test } from 'vitest'
import type { RunChange } from '@main/engine/ports'
import type { Attempt, Revision, Run, StepRun, TokenUsage } from '@shared/model/run'
import type { StepError } from '@shared/errors'
import {
  attempt,
  change,
  completeStep,
  frozenStep,
  newId,
  newRun,
  revision,
  stepRun,
  withStep,
} from './run-fixtures'
import { openTestStore, OWNER } from './support'
import { fuzz } from '../../support/long-form'

describe('a run', () => {
  test('is loaded as it was created', () => {
    const { runStore } = openTestStore()
    const run = newRun({
      workflowId: 'workflow-1',
      sourcePath: '/home/someone/a file.baton.json',
      input: { topic: 'tea', parts: [1, 'two', null, { three: true }] },
      inputDescription: { description: 'A topic', example: 'tea' },
      options: { yoloMode: true, concurrency: 3, budgetUsd: 1.25, reuse: true },
      steps: [
        stepRun(
          frozenStep({
            label: 'Same',
            temperature: 0.5,
            output: { format: 'json', schema: { type: 'object' } },
          }),
        ),
        stepRun(frozenStep({ label: 'Same', stepType: 'review', systemPrompt: '' })),
      ],
      removedSteps: [stepRun(frozenStep({ label: 'Gone' }))],
    })
    runStore.createRun(run)
    expect(runStore.loadRun(run.id)).toEqual(run)
  })

  test.each([undefined, null, '', 'text with \0 and 🎈', 0, false, [], {}])(
    'keeps its input %j apart from others',
    (input) => {
      const { runStore } = openTestStore()
      const run = newRun({ input })
      runStore.createRun(run)
      expect(runStore.loadRun(run.id)?.input).toStrictEqual(input)
    },
  )

  test('is undefined when there is none', () => {
    const { runStore } = openTestStore()
    expect(runStore.loadRun('nothing')).toBeUndefined()
    expect(runStore.runVersion('nothing')).toBeUndefined()
  })

  test('is created once', () => {
    const { runStore } = openTestStore()
    const run = newRun()
    runStore.createRun(run)
    expect(() => runStore.createRun(run)).toThrow(expect.objectContaining({ code: 'CONFLICT' }))
  })

  test('is never stored as interrupted', () => {
    const { runStore, dataFolder } = openTestStore()
    const run = newRun({ status: 'interrupted' })
    const lease = runStore.createRun(run)
    runStore.commitRun(change(lease, run, { runChanged: true }))
    const reader = new Database(join(dataFolder, 'baton.db'), { readonly: true })
    expect(reader.prepare('SELECT status FROM runs').pluck().all()).toEqual(['running'])
    reader.close()
  })
})

describe('a commit', () => {
  test('keeps sequence number and time without writing the run itself', () => {
    const { runStore } = openTestStore()
    const run = newRun()
    const lease = runStore.createRun(run)
    const next = completeStep({ runStore }, lease, run, run.steps[0]?.id ?? '', 'done')
    expect(runStore.loadRun(run.id)).toEqual(next)
  })

  test('is written whole or not at all', () => {
    const { runStore } = openTestStore()
    const run = newRun()
    const lease = runStore.createRun(run)
    const [step] = run.steps
    if (step === undefined) return
    const failing = change(
      lease,
      { ...run, status: 'paused', pauseReason: 'user', seq: 1 },
      {
        runChanged: true,
        steps: [{ ...step, status: 'running' }],
        attempts: [attempt(step.id)],
        revisions: [revision('a step that is not there')],
      },
    )
    expect(() => runStore.commitRun(failing)).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }))
    expect(runStore.loadRun(run.id)).toEqual(run)
    expect(runStore.attempts(run.id, step.id)).toEqual([])
  })

  test('ends an attempt that an earlier one began, and leaves what was sent', () => {
    const { runStore } = openTestStore()
    const run = newRun()
    const lease = runStore.createRun(run)
    const stepId = run.steps[0]?.id ?? ''
    const begun = attempt(stepId, {
      outcome: 'running',
      finishReason: null,
      tokenUsage: null,
      costEstimate: null,
      finishedAt: null,
    })
    const ended: Attempt = {
      ...begun,
      outcome: 'failed',
      error: { code: 'overloaded', message: 'Busy.', retryable: true, status: 529 },
      tokenUsage: { inputTokens: 1, outputTokens: 0, cachedInputTokens: 1, estimated: false },
      costEstimate: 0,
      finishedAt: 9,
    }
    runStore.commitRun(change(lease, run, { attempts: [begun] }))
    expect(runStore.attempts(run.id, stepId)).toEqual([begun])
    runStore.commitRun(change(lease, run, { attempts: [ended, attempt(stepId, { number: 2 })] }))
    expect(runStore.attempts(run.id, stepId)).toEqual([ended, attempt(stepId, { number: 2 })])
  })

  test('keeps every revision, and the newest is the output', () => {
    const { runStore } = openTestStore()
    let run = newRun()
    const lease = runStore.createRun(run)
    const stepId = run.steps[0]?.id ?? ''
    for (const text of ['first', 'second', '']) run = completeStep({ runStore }, lease, run, stepId, text)
    expect(runStore.revisions(run.id, stepId).map(({ number, text }) => [number, text])).toEqual([
      [1, 'first'],
      [2, 'second'],
      [3, ''],
    ])
    expect(runStore.loadRun(run.id)?.steps[0]?.output).toBe('')
  })

  test('changes the order, adds and removes steps with the definition', () => {
    const { runStore, runs } = openTestStore()
    const [a, b] = [stepRun(frozenStep({ label: 'A' })), stepRun(frozenStep({ label: 'B' }))]
    const run = newRun({ steps: [a, b] })
    const lease = runStore.createRun(run)
    const added = stepRun(frozenStep({ label: 'C' }))
    const renamed = { ...b, label: 'B2', settings: { ...b.settings, label: 'B2', prompt: 'other' } }
    const rebased: Run = { ...run, seq: 1, steps: [renamed, added], removedSteps: [a] }
    runStore.commitRun(
      change(lease, rebased, { definitionChanged: true, runChanged: true, steps: [added, renamed] }),
    )
    expect(runStore.loadRun(run.id)).toEqual(rebased)
    expect(runs.list({ limit: 1 }).items[0]?.steps.total).toBe(2)
  })
})

describe('partial text', () => {
  test('comes back in one piece, whatever it was cut into, and only of the current attempt', () => {
    const { runStore } = openTestStore()
    const text = 'a🎈b😀\0c'
    let run = newRun()
    const lease = runStore.createRun(run)
    const [step] = run.steps
    if (step === undefined) return
    const streaming: StepRun = { ...step, status: 'running', attempts: 2, seq: 1 }
    run = withStep(run, streaming, { seq: 1 })
    runStore.commitRun(
      change(lease, run, {
        steps: [streaming],
        partials: [{ stepId: step.id, attempt: 1, offset: 0, text: 'old' }],
      }),
    )
    expect(runStore.loadRun(run.id)?.steps[0]?.partial).toBe('')
    for (let offset = 0; offset < text.length; offset += 1) {
      const piece = { stepId: step.id, attempt: 2, offset, text: text.charAt(offset) }
      runStore.commitRun(change(lease, run, { partials: [piece] }))
    }
    expect(runStore.loadRun(run.id)?.steps[0]?.partial).toBe(text)

    runStore.commitRun(
      change(lease, run, { partials: [{ stepId: step.id, attempt: 2, offset: 3, text: 'B' }] }),
    )
    expect(runStore.loadRun(run.id)?.steps[0]?.partial).toBe('a🎈B')
    runStore.commitRun(change(lease, run, { dropPartials: [step.id] }))
    expect(runStore.loadRun(run.id)?.steps[0]?.partial).toBe('')
  })
})

describe('the version of a run', () => {
  test('differs after every commit, whatever was in it', () => {
    const { runStore } = openTestStore()
    const run = newRun()
    const lease = runStore.createRun(run)
    const stepId = run.steps[0]?.id ?? ''
    const parts: Partial<RunChange>[] = [
      { runChanged: true },
      { steps: run.steps },
      { attempts: [attempt(stepId)] },
      { partials: [{ stepId, attempt: 1, offset: 0, text: 'x' }] },
      { dropPartials: [stepId] },
      {},
      { steps: run.steps },
    ]
    const versions = [runStore.runVersion(run.id)]
    for (const part of parts) {
      runStore.commitRun(change(lease, run, part))
      versions.push(runStore.runVersion(run.id))
    }
    expect(new Set(versions).size).toBe(versions.length)
  })

  test('goes on from where another owner left it', () => {
    const first = openTestStore()
    const run = newRun()
    const lease = first.runStore.createRun(run)
    first.runStore.commitRun(change(lease, run, { steps: run.steps }))
    first.runStore.releaseLease(lease)

    const second = openTestStore({ dataFolder: first.dataFolder, owner: { ...OWNER, pid: 2 } })
    const taken = second.runStore.acquireLease(run.id)
    second.runStore.commitRun(change(taken, run, { steps: run.steps }))
    second.runStore.releaseLease(taken)
    const between = first.runStore.runVersion(run.id)
    const again = first.runStore.acquireLease(run.id)
    const held = first.runStore.runVersion(run.id)
    first.runStore.commitRun(change(again, run, { steps: run.steps }))
    const versions = [between, held, first.runStore.runVersion(run.id)]
    expect(versions).toEqual([...versions].sort((a, b) => Number(a) - Number(b)))
    expect(new Set(versions).size).toBe(3)
  })
})

describe('what was committed loads equal', () => {
  const text = fc.string({ unit: 'binary', maxLength: 40 })
  const usage = fc.option(
    fc.record<TokenUsage>(
      {
        inputTokens: fc.nat(),
        outputTokens: fc.nat(),
        cachedInputTokens: fc.nat(),
        cacheWriteTokens: fc.nat(),
        reasoningTokens: fc.nat(),
        estimated: fc.boolean(),
      },
      { requiredKeys: ['inputTokens', 'outputTokens'] },
    ),
  )
  const error = fc.option(
    fc.record<StepError>(
      {
        code: fc.constantFrom('network', 'prompt'),
        message: text,
        retryable: fc.boolean(),
        status: fc.nat(599),
      },
      { requiredKeys: ['code', 'message', 'retryable'] },
    ),
  )
  const time = fc.option(fc.integer({ min: 0, max: 4_000_000_000_000 }))
  const cost = fc.option(fc.double({ min: 0, max: 1000, noNaN: true }))

  const stepState = fc.record({
    status: fc.constantFrom(
      'pending',
      'waiting',
      'running',
      'awaiting_review',
      'completed',
      'failed',
      'skipped',
    ),
    attempts: fc.nat(5),
    feedback: fc.option(fc.record({ comment: text, previousOutput: text })),
    rerun: fc.constantFrom(null, 'always', 'if-stale'),
    until: time,
    stale: fc.boolean(),
    staleBecause: fc.option(text),
    truncated: fc.boolean(),
    reused: fc.boolean(),
    tokenUsage: usage,
    costEstimate: cost,
    durationMs: fc.option(fc.double({ min: 0, max: 1e9, noNaN: true })),
    error,
    startedAt: time,
    finishedAt: time,
  } satisfies { [Key in keyof StepRun]?: fc.Arbitrary<StepRun[Key]> })
  const runState = fc.record({
    status: fc.constantFrom('running', 'paused', 'completed', 'failed', 'stopped'),
    pauseReason: fc.constantFrom(null, 'review', 'user', 'budget', 'storage'),
    finishedAt: time,
    options: fc.record({
      yoloMode: fc.boolean(),
      concurrency: fc.integer({ min: 1, max: 64 }),
      budgetUsd: fc.option(fc.double({ min: 0.01, max: 1e6, noNaN: true })),
      reuse: fc.boolean(),
    }),
  } satisfies { [Key in keyof Run]?: fc.Arbitrary<Run[Key]> })
  const commits = fc.array(
    fc.record({ step: fc.nat(3), state: stepState, runState: fc.option(runState), output: fc.option(text) }),
    { maxLength: 12 },
  )

  test('for any sequence of changes', () => {
    const { runStore } = openTestStore()
    fc.assert(
      fc.property(text, commits, (label, steps) => {
        let run = newRun({
          steps: Array.from({ length: 4 }, (_, index) =>
            stepRun(frozenStep({ label: `${label}${index % 2}`, prompt: label })),
          ),
        })
        const lease = runStore.createRun(run)
        const revisions = new Map<string, Revision[]>()
        for (const { step: index, state, runState: runFields, output } of steps) {
          const before = run.steps[index]
          if (before === undefined) continue
          const seq = run.seq + 1
          const made =
            output === null
              ? []
              : [
                  revision(before.id, {
                    number: (before.revision ?? 0) + 1,
                    text: output,
                    source: 'human',
                    attempt: null,
                  }),
                ]
          const step: StepRun = { ...before, ...state, seq }
          for (const { number, text, source, fingerprint, fingerprintVersion } of made) {
            const mark = { revision: number, revisionSource: source, fingerprint, fingerprintVersion }
            Object.assign(step, { output: text, ...mark })
          }
          run = withStep({ ...run, ...runFields }, step, { seq, updatedAt: seq * 10 })
          runStore.commitRun(
            change(lease, run, { runChanged: runFields !== null, steps: [step], revisions: made }),
          )
          revisions.set(before.id, [...(revisions.get(before.id) ?? []), ...made])
        }
        expect(runStore.loadRun(run.id)).toEqual(run)
        for (const [stepId, made] of revisions) expect(runStore.revisions(run.id, stepId)).toEqual(made)
        runStore.releaseLease(lease)
      }),
      fuzz(60, 400, 'runs written in pieces and loaded'),
    )
  })
})

describe('the step cache', () => {
  test('gives the newest whole model output of another run', () => {
    const { runStore } = openTestStore()
    const write = (text: string, fields: Partial<Revision> = {}): Run => {
      const run = newRun()
      const lease = runStore.createRun(run)
      const done = completeStep({ runStore }, lease, run, run.steps[0]?.id ?? '', text, {
        revision: { fingerprint: 'same', ...fields },
      })
      runStore.releaseLease(lease)
      return done
    }
    write('older')
    const newest = write('newer')
    write('cut', { truncated: true })
    write('typed', { source: 'human' })
    write('reused', { source: 'cache' })
    expect(runStore.cachedOutput('same', 'another')).toEqual({ fingerprint: 'same', text: 'newer' })
    expect(runStore.cachedOutput('same', newest.id)?.text).toBe('older')
    expect(runStore.cachedOutput('other', newest.id)).toBeUndefined()
  })

  test('finds outputs on both sides of what it has indexed', () => {
    const { runStore, runs } = openTestStore()
    const run = newRun()
    const lease = runStore.createRun(run)
    const stepId = run.steps[0]?.id ?? ''
    const made = Array.from({ length: 700 }, (_, index) =>
      revision(stepId, { number: index + 1, text: `text ${index}`, fingerprint: `fingerprint ${index}` }),
    )
    runStore.commitRun(change(lease, run, { revisions: made }))
    expect(runStore.cachedOutput('fingerprint 3', 'another')?.text).toBe('text 3')
    runStore.commitRun(
      change(lease, run, {
        revisions: [revision(stepId, { number: 701, text: 'last', fingerprint: 'last' })],
      }),
    )
    expect(runStore.cachedOutput('last', 'another')?.text).toBe('last')
    expect(runStore.cachedOutput('fingerprint 699', 'another')?.text).toBe('text 699')

    const loaded = runStore.loadRun(run.id)
    runStore.releaseLease(lease)
    runs.delete(run.id, loaded?.updatedAt ?? 0)
    expect(runStore.cachedOutput('last', 'another')).toBeUndefined()
  })
})

test('answer lengths are the newest twenty whole ones of a workflow, one for each run', () => {
  const store = openTestStore()
  const settings = frozenStep()
  const lengths: number[] = []
  for (let index = 1; index <= 25; index += 1) {
    const run = newRun({ workflowId: index === 25 ? 'another' : 'workflow', steps: [stepRun(settings)] })
    const lease = store.runStore.createRun(run)
    const answer = (of: Run, text: string, outputTokens: number, revision: Partial<Revision> = {}) =>
      completeStep(store, lease, of, settings.id, text, {
        attempt: { tokenUsage: { inputTokens: 1, outputTokens } },
        revision,
      })
    const first = answer(run, 'An answer', 999, { truncated: index === 22 })
    const second = answer(first, index === 22 ? 'An answer and its rest' : 'Another', index)
    if (index === 23) answer(second, 'By hand', 1, { source: 'human', attempt: null })
    if (index === 21) answer(second, 'Cut', 1, { truncated: true })
    else if (index < 25) lengths.unshift(index === 22 ? 999 + 22 : index)
  }
  expect(store.runStore.outputLengths('workflow', settings.id)).toEqual(lengths.slice(0, 20))
  expect(store.runStore.outputLengths('workflow', newId())).toEqual([])
})

test.skipIf(process.platform === 'win32')('files are for the user only', () => {
  const { dataFolder, runStore } = openTestStore({
    dataFolder: join(openTestStore().dataFolder, 'deeper', 'data'),
  })
  runStore.createRun(newRun())
  const modeOf = (path: string): number => statSync(path).mode & 0o777
  expect(modeOf(dataFolder)).toBe(0o700)
  for (const name of ['baton.db', 'baton.db-wal', 'baton.db-shm']) {
    expect(existsSync(join(dataFolder, name))).toBe(true)
    expect(modeOf(join(dataFolder, name))).toBe(0o600)
  }
})
