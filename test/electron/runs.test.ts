import { setImmediate as nextTurn } from 'node:timers/promises'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { StepSettings } from '@shared/model/step'
import { connectPage, openDesktopBench, type DesktopBenchOptions } from './desktop-bench'
import { StandInNotification } from './stand-in/notification'
import { record } from './stand-in/record'

vi.mock('electron', () => import('./stand-in/electron'))

const gate: Partial<StepSettings> = {
  label: 'Human Gate',
  stepType: 'review',
  prompt: '{{steps.S1.content}}',
}

/** A desktop whose window is behind others. */
async function openBehind(options: DesktopBenchOptions = {}) {
  const bench = openDesktopBench(options)
  await vi.waitUntil(() => bench.window().isVisible)
  bench.window().blur()
  return bench
}

const shown = () => record.notifications.map(({ title, body }) => `${title}: ${body}`)

/** A model whose answers come when the test says so. */
function heldModel() {
  const answers: (() => void)[] = []
  const answer = () => ({ text: ['ok'], until: new Promise<void>((resolve) => answers.push(resolve)) })
  return { answer, release: () => answers.splice(0).forEach((resolve) => resolve()) }
}

describe('a notification', () => {
  it('says that a run waits at a gate', async () => {
    const bench = await openBehind()
    await bench.core.runs.rested(await bench.start([{}, gate]))
    expect(shown()).toEqual(['Test: “Human Gate” waits for your review.'])
  })

  it('says that a run has finished', async () => {
    const bench = await openBehind()
    await bench.core.runs.rested(await bench.start([{}]))
    expect(shown()).toEqual(['Test: The run has finished.'])
  })

  it('says which step has failed, and why', async () => {
    const bench = await openBehind({
      answer: () => ({ failure: { code: 'bad_key', message: 'The key was refused.', retryable: false } }),
    })
    await bench.core.runs.rested(await bench.start([{}]))
    expect(shown()).toEqual(['Test: “S1” failed. The key was refused.'])
  })

  it('says that the budget is reached', async () => {
    const bench = await openBehind()
    const { runId } = await bench.client.workflows.start({
      source: {
        kind: 'inline',
        workflow: {
          name: 'Dear',
          steps: [{ label: 'A', stepType: 'generate', prompt: 'go', model: 'some' }],
        },
      },
      overrides: { budgetUsd: 0.000001 },
    })
    await bench.core.runs.rested(runId)
    expect(shown()).toEqual(['Dear: The run waits: its budget is reached.'])
  })

  it('does not come when the window is in front', async () => {
    const bench = openDesktopBench()
    bench.window().show()
    await bench.core.runs.rested(await bench.start([{}, gate]))
    expect(shown()).toEqual([])
  })

  it('comes when the window is closed', async () => {
    const bench = openDesktopBench({ platform: 'darwin' })
    bench.window().close()
    await bench.core.runs.rested(await bench.start([{}]))
    expect(shown()).toHaveLength(1)
  })

  it('does not come for what the user did', async () => {
    const held = heldModel()
    const bench = await openBehind({ answer: held.answer })
    for (const end of ['stop', 'pause'] as const) {
      const runId = await bench.start([{}, { prompt: '{{steps.S1.content}}' }])
      await vi.waitUntil(() => bench.requests.length > 0)
      await bench.client.runs[end]({ runId })
      held.release()
      await bench.core.runs.rested(runId)
      bench.requests.length = 0
    }
    expect(shown()).toEqual([])
  })

  it('leads to the run, and takes the place of the one before it', async () => {
    const bench = await openBehind({ platform: 'darwin' })
    const runId = await bench.start([{}, gate])
    await bench.core.runs.rested(runId)
    await bench.client.runs.resume({ runId, decision: { kind: 'approve', revision: 1 } })
    await bench.core.runs.rested(runId)
    expect(record.notifications.map(({ isShown }) => isShown)).toEqual([false, true])

    bench.window().close()
    record.notifications[1]?.click()
    await vi.waitUntil(() => bench.window().isVisible)
    connectPage(bench.window())
    expect(bench.told()).toEqual([{ type: 'baton:navigate', path: `/runs/${runId}` }])
  })

  it('is not tried where there are none', async () => {
    const supported = vi.spyOn(StandInNotification, 'isSupported').mockReturnValue(false)
    onTestFinished(() => supported.mockRestore())
    const bench = await openBehind()
    await bench.core.runs.rested(await bench.start([{}]))
    expect(shown()).toEqual([])
  })

  it('is short, whatever the names are', async () => {
    const bench = await openBehind()
    const { runId } = await bench.client.workflows.start({
      source: {
        kind: 'inline',
        workflow: {
          name: 'n'.repeat(190),
          steps: [
            { label: 'A', stepType: 'generate', prompt: 'go' },
            { label: 'é😀'.repeat(60), stepType: 'review', prompt: '{{steps.A.content}}' },
          ],
        },
      },
    })
    await bench.core.runs.rested(runId)
    const [notification] = record.notifications
    expect(notification?.title.length).toBeLessThanOrEqual(80)
    expect(notification?.body.length).toBeLessThanOrEqual(100)
    expect(notification?.body.isWellFormed()).toBe(true)
  })
})

describe('the bar on the dock or the taskbar', () => {
  it('shows how far the runs are, and goes with the last of them', async () => {
    const held = heldModel()
    const bench = openDesktopBench({ answer: held.answer })
    const progress: number[] = []
    const { window } = bench
    vi.spyOn(window(), 'setProgressBar').mockImplementation((value) => void progress.push(value))
    const runId = await bench.start([{}, { prompt: '{{steps.S1.content}}' }])
    for (let step = 1; step <= 2; step += 1) {
      await vi.waitUntil(() => bench.requests.length === step)
      held.release()
    }
    await bench.core.runs.rested(runId)
    await nextTurn()
    expect([...new Set(progress)]).toEqual([0, 0.5, 1, -1])
    expect(progress.at(-1)).toBe(-1)
  })

  it('is gone while a run waits for the user', async () => {
    const bench = openDesktopBench()
    await bench.core.runs.rested(await bench.start([{}, gate]))
    await nextTurn()
    expect(bench.window().progress).toBe(-1)
  })
})

describe('the computer', () => {
  it('is kept awake while a step is at work, once for all of them', async () => {
    const held = heldModel()
    const bench = openDesktopBench({ answer: held.answer })
    const runIds = [await bench.start([{}]), await bench.start([{}])]
    await vi.waitUntil(() => bench.requests.length === 2 && record.powerBlockers.size > 0)
    expect([...record.powerBlockers.values()]).toEqual(['prevent-app-suspension'])
    held.release()
    for (const runId of runIds) await bench.core.runs.rested(runId)
    await nextTurn()
    expect(record.powerBlockers.size).toBe(0)
  })

  it('may sleep while a step waits for its next try', async () => {
    const bench = openDesktopBench({
      answer: (_request, number) =>
        number === 1 ? { failure: { code: 'rate_limited', retryAfterMs: 600_000, retryable: true } } : 'ok',
    })
    const runId = await bench.start([{}])
    await vi.waitUntil(() => bench.core.runs.get(runId).steps[0]?.status === 'waiting')
    await nextTurn()
    expect([bench.core.runs.isLive(runId), record.powerBlockers.size]).toEqual([true, 0])
    await bench.client.runs.stop({ runId })
    await bench.core.runs.rested(runId)
  })

  it('may sleep when a run was lost', async () => {
    const bench = openDesktopBench({
      answer: () => {
        throw new RangeError('a defect')
      },
    })
    const runId = await bench.start([{}])
    await bench.core.runs.rested(runId).catch(() => undefined)
    await nextTurn()
    expect(record.powerBlockers.size).toBe(0)
  })
})
