import { describe, expect, it } from 'vitest'
import type { ApiClient } from '@shared/contract'
import type { RunMessage } from '@shared/model/run-event'
import type { Run, RunStatus } from '@shared/model/run'
import { followRun } from './follow-run'
import type { Presenter } from './presenter'

const base: Partial<Run> = { id: 'r', steps: [], pauseReason: null }
const state = (seq: number, status: RunStatus) =>
  ({ type: 'state', seq, run: { ...base, seq, status } as Run }) as const
const event = (seq: number, more: object) => ({ runId: 'r', seq, at: seq, ...more }) as RunMessage
const running = event(1, { type: 'progress', status: 'running' })

/** An API whose run sends these batches and then nothing more. */
function apiWith(batches: RunMessage[][], calls: string[] = []): ApiClient {
  async function* events(_: object, { signal }: { signal: AbortSignal }) {
    try {
      yield* batches
      if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve))
    } finally {
      calls.push('left')
    }
  }
  const stop = () => Promise.resolve(calls.push('stop'))
  return {
    runs: { events: (...args: Parameters<typeof events>) => Promise.resolve(events(...args)), stop },
  } as unknown as ApiClient
}

function recorder() {
  const shown: string[] = []
  const presenter: Presenter = {
    show: (messages) => shown.push(...messages.map(({ type }) => type)),
    stopping: () => shown.push('stopping'),
    end() {},
    close() {},
  }
  return { shown, presenter }
}

const never = new AbortController().signal

describe('following a run', () => {
  it('ends with the event that says that it rests, and leaves', async () => {
    const calls: string[] = []
    const { shown, presenter } = recorder()
    const api = apiWith(
      [[state(0, 'running')], [running], [event(2, { type: 'paused', reason: 'user' })]],
      calls,
    )
    expect(await followRun(api, 'r', presenter, never)).toMatchObject({
      status: 'paused',
      pauseReason: 'user',
    })
    expect(shown).toEqual(['state', 'progress', 'paused'])
    expect(calls).toEqual(['left'])
  })

  it('waits for the events of a state that says already how they end', async () => {
    const { shown, presenter } = recorder()
    const done = event(3, { type: 'done', scope: 'run', status: 'completed' })
    const api = apiWith([[state(0, 'paused')], [state(3, 'completed')], [running, done]])
    expect((await followRun(api, 'r', presenter, never)).status).toBe('completed')
    expect(shown).toEqual(['state', 'state', 'progress', 'done'])
  })

  it('ends with a state alone when no event explains it, as when the run was lost', async () => {
    const { presenter } = recorder()
    const api = apiWith([[state(0, 'running')], [running], [state(5, 'interrupted')]])
    expect((await followRun(api, 'r', presenter, never)).status).toBe('interrupted')
  })

  it('stops the run once when asked, be it before it began', async () => {
    const calls: string[] = []
    const { shown, presenter } = recorder()
    const done = event(2, { type: 'done', scope: 'run', status: 'stopped' })
    const api = apiWith([[state(0, 'running')], [running, done]], calls)
    expect((await followRun(api, 'r', presenter, AbortSignal.abort())).status).toBe('stopped')
    expect(calls.filter((call) => call === 'stop')).toHaveLength(1)
    expect(shown).toContain('stopping')
  })
})
