import * as fc from '../../support/fast-check'
import pc from 'picocolors'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newStepRun } from '@shared/model/new-step-run'
import { liveLines, type LiveView } from '@main/hosts/cli/live-lines'
import { createLiveRegion } from '@main/hosts/cli/live-region'
import { presentTerminal } from '@main/hosts/cli/present-terminal'
import { textWidth } from '@main/hosts/cli/text-width'
import { reduceRun } from '@shared/model/reduce-run'
import type { RunEvent } from '@shared/model/run-event'
import { STEP_STATUSES, type FrozenStep, type Run, type StepRun } from '@shared/model/run'
import { DEFAULT_STEP } from '@shared/model/step'
import { terminalScreen } from './terminal-screen'

const plain = pc.createColors(false)
const usage = { inputTokens: 1000, outputTokens: 234 }
const spend = { tokenUsage: usage, costEstimate: 0.0123, durationMs: 2100 }

function frozen(id: string, settings: Partial<FrozenStep> = {}): FrozenStep {
  return {
    ...DEFAULT_STEP,
    id,
    label: `Step ${id}`,
    stepType: 'generate',
    prompt: 'x',
    model: 'some-model',
    ...settings,
  }
}

function runOf(steps: StepRun[]): Run {
  return {
    id: '0193a1b2-0000-7000-8000-000000000000',
    workflowId: null,
    workflowName: 'A workflow',
    sourcePath: null,
    status: 'running',
    pauseReason: null,
    pausing: false,
    input: undefined,
    inputDescription: null,
    options: { yoloMode: false, concurrency: 4, budgetUsd: null, reuse: false },
    steps,
    removedSteps: [],
    estimate: null,
    seq: 0,
    createdAt: 0,
    updatedAt: 0,
    finishedAt: null,
  }
}

describe('the live region', () => {
  it('leaves on the screen what is settled, and below it the newest of what is live', () => {
    const line = fc.string({ unit: 'grapheme-ascii', maxLength: 20 }).map((text) => text.trimEnd())
    const frame = fc.record({
      settled: fc.array(line, { maxLength: 3 }),
      live: fc.array(line, { maxLength: 6 }),
    })
    fc.assert(
      fc.property(fc.array(frame, { minLength: 1 }), (frames) => {
        const screen = terminalScreen()
        const region = createLiveRegion(screen.write, () => 80)
        for (const { settled, live } of frames) region.draw(settled, live)
        const settled = frames.flatMap((drawn) => drawn.settled)
        expect(screen.lines()).toEqual([...settled, ...(frames.at(-1)?.live ?? [])])
      }),
    )
  })

  it('is written at once or not at all', () => {
    const screen = terminalScreen()
    const region = createLiveRegion(screen.write, () => 80)
    region.draw([], ['a', 'b'])
    region.draw([], ['a', 'b'])
    expect(screen.writes).toBe(1)
  })

  it('moves up over lines that a narrower terminal has broken', () => {
    const written: string[] = []
    let columns = 80
    const region = createLiveRegion(
      (text) => written.push(text),
      () => columns,
    )
    region.draw([], ['x'.repeat(70), 'y'])
    columns = 30
    region.draw([], ['z'])
    expect(written[1]).toContain('\u{1B}[4A')
  })
})

describe('what it shows of a run', () => {
  const view: LiveView = {
    width: 79,
    height: 24,
    colors: plain,
    now: 5000,
    elapsedMs: 5000,
    frame: 0,
    stopping: false,
  }

  it('always fits into the terminal', () => {
    const step = fc
      .record({
        status: fc.constantFrom(...STEP_STATUSES),
        label: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
        partial: fc.string({ unit: 'grapheme', maxLength: 300 }),
        model: fc.constantFrom('m', 'a-model-with-quite-a-long-name', undefined),
        stale: fc.boolean(),
        truncated: fc.boolean(),
      })
      .map(({ model, ...state }): StepRun => ({
        ...newStepRun(frozen('x', { label: state.label, ...(model === undefined ? {} : { model }) })),
        ...state,
        ...spend,
        attempts: 1,
        startedAt: 0,
        until: 9000,
        error: {
          code: 'overloaded',
          message: 'It is overloaded, and that in many words. '.repeat(3),
          retryable: true,
        },
      }))
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 40 }),
        fc.integer({ min: 20, max: 140 }),
        fc.integer({ min: 6, max: 50 }),
        (steps, width, height) => {
          const run = runOf(steps.map((each, index) => ({ ...each, id: String(index) })))
          const { settled, live } = liveLines(run, new Set(), { ...view, width, height })
          expect(live.length).toBeLessThan(height)
          for (const line of [...live, ...settled.flatMap(({ lines }) => lines)]) {
            expect(textWidth(line), line).toBeLessThanOrEqual(width)
          }
        },
      ),
    )
  })

  it('is a line per step with its figures, and the end of the text that is being written', () => {
    const [done, busy, later] = ['1', '2', '3'].map((id) => newStepRun(frozen(id)))
    if (!done || !busy || !later) throw new TypeError('three steps')
    const partial = Array.from({ length: 20 }, (_, line) => `Line ${line + 1}`).join('\n')
    const run = runOf([
      { ...done, ...spend, status: 'completed', attempts: 1, truncated: true },
      { ...busy, status: 'running', attempts: 1, startedAt: 1000, partial },
      later,
    ])
    const { settled, live } = liveLines(run, new Set(), view)
    expect(settled).toEqual([
      { id: '1', lines: ['✓ 1 Step 1 (cut off)  some-model     2.1s    1,234 tok   $0.0123'] },
    ])
    expect(live).toEqual([
      '⠋ 2 Step 2            some-model     4.0s    150 chars',
      ...[15, 16, 17, 18, 19, 20].map((line) => `    Line ${line}`),
      '· 3 Step 3            some-model',
      '',
      '1 of 3 steps · 5.0s · Ctrl-C stops',
    ])
  })
})

describe('a run in a terminal', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('leaves each step once, in order, whatever happened in between', () => {
    const screen = terminalScreen()
    const presenter = presentTerminal({
      write: screen.write,
      size: () => ({ columns: 80, rows: 24 }),
      watchSize: () => () => undefined,
      colors: plain,
      now: Date.now,
    })
    let run = runOf(['1', '2', '3'].map((id) => newStepRun(frozen(id))))
    const mark = { number: 1, source: 'model' as const, fingerprint: 'f', fingerprintVersion: 1 }
    const happen = (event: object) => {
      const next = { runId: run.id, seq: run.seq + 1, at: Date.now(), ...event } as RunEvent
      run = reduceRun(run, next)
      presenter.show([next], run)
      vi.advanceTimersByTime(200)
    }
    const of = (id: string) => ({ stepId: id, stepLabel: `Step ${id}` })
    presenter.show([{ type: 'state', seq: 0, run }], run)
    expect(screen.writes).toBe(0)
    happen({ type: 'progress', status: 'running' })
    happen({ type: 'progress', status: 'running', attempt: 1, ...of('2') })
    happen({ type: 'text', attempt: 1, offset: 0, delta: 'Some\u{1B}[2J text', ...of('2') })
    expect(screen.lines().join('\n')).toContain('    Some\u{FFFD}[2J text')
    happen({
      type: 'done',
      scope: 'step',
      revision: mark,
      truncated: false,
      reused: false,
      ...spend,
      ...of('2'),
    })
    happen({ type: 'progress', status: 'running', attempt: 1, ...of('1') })
    const error = { code: 'bad_key', message: 'No.', remedy: 'Mend it.', retryable: false }
    happen({ type: 'error', scope: 'step', error, ...spend, ...of('1') })
    happen({ type: 'done', scope: 'run', status: 'failed' })
    presenter.end(run)
    presenter.close()
    const shown = screen.lines()
    expect(shown.slice(0, 3)).toEqual(['A workflow · 3 steps', `run ${run.id}`, ''])
    expect(shown.slice(3, 7)).toEqual([
      expect.stringMatching(/^✗ 1 Step 1 .*\$0\.0123$/),
      '    No. Mend it.',
      expect.stringMatching(/^✓ 2 Step 2 /),
      expect.stringMatching(/^· 3 Step 3 /),
    ])
    expect(shown.slice(7)).toEqual([
      '',
      expect.stringMatching(/^✗ Failed\. \d\.\ds · 2,468 tokens · \$0\.0246$/),
      `  Try step 1 again: baton resume ${run.id}`,
    ])
  })
})
