import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { openStore } from '@main/store/open-store'
import type { Run } from '@shared/model/run'
import { tell } from '../support/long-form'
import { temporaryFolder } from '../support/temporary-folder'
import { useEngines } from './use-engines'

const APPROVALS = 50
const RESTARTS = 50
/** Longer than an owner may be silent. */
const SILENCE_MS = 12_000

const engines = useEngines()
const { start } = engines

const model = (label: string, prompt: string) => ({
  id: label,
  label,
  stepType: 'generate' as const,
  prompt: `<{{input}} ${label}> ${prompt}`,
  maxRetries: 0,
})
const gate = { id: 'gate', label: 'gate', stepType: 'review' as const, prompt: '{{steps.before.content}}' }
const gated = { name: 'Gated', steps: [model('before', '[tokens=2]'), gate, model('after', '[tokens=2]')] }
const slow = {
  name: 'Slow',
  steps: [
    model('A', '[tokens=40] [delay=25]'),
    model('B', '[tokens=40] [delay=25]'),
    model('C', '{{steps.A.content}} [tokens=4]'),
    model('D', '{{steps.C.content}} [tokens=4]'),
  ],
}

/** Requests of one run, by the labels of their steps. */
async function requested(input: string): Promise<string[]> {
  const starts = await engines.provider.starts()
  return starts.flatMap(({ prompt }) => (prompt.startsWith(`<${input} `) ? [labelOf(prompt, input)] : []))
}
const labelOf = (prompt: string, input: string) => prompt.slice(input.length + 2, prompt.indexOf('>'))

it('two processes that approve one gate at the same moment: exactly one wins', async () => {
  const dataFolder = temporaryFolder()
  const [one, other] = await Promise.all([start(dataFolder), start(dataFolder)])
  const winners: number[] = []
  for (let round = 0; round < APPROVALS; round += 1) {
    const input = `approval ${round}.`
    const { runId = '' } = await one.ask({ do: 'start', workflow: gated, input })
    expect(await one.ask({ do: 'rest', runId })).toMatchObject({ status: 'paused' })
    const approve = { do: 'resume' as const, runId, decision: { kind: 'approve' as const, revision: 1 } }
    const answers = await Promise.all([one.ask(approve), other.ask(approve)])
    expect(answers.filter(({ code }) => code === 'CONFLICT')).toHaveLength(1)
    const winner = answers[0].error === undefined ? one : other
    winners.push(winner === one ? 0 : 1)
    expect(await winner.ask({ do: 'rest', runId })).toMatchObject({ status: 'completed' })
    expect(await requested(input)).toEqual(['before', 'after'])
  }
  await Promise.all([one.close(), other.close()])
  const second = winners.filter((winner) => winner === 1).length
  tell(
    `${APPROVALS} gates approved by two processes at once: 1 winner each (${APPROVALS - second} and ${second}), 0 requests too many`,
  )
})

it('a gate that stays open across restarts causes no request, and nothing resumes by itself', async () => {
  const dataFolder = temporaryFolder()
  const first = await start(dataFolder)
  const { runId = '' } = await first.ask({ do: 'start', workflow: gated, input: 'open gate.' })
  await first.ask({ do: 'rest', runId })
  // A second run, which dies in the middle.
  const { runId: dying = '' } = await first.ask({ do: 'start', workflow: slow, input: 'dying.' })
  await untilRequested('dying.', 2)
  first.signal('SIGKILL')
  await first.ended
  const before = (await engines.provider.starts()).length
  for (let restart = 0; restart < RESTARTS; restart += 1) {
    const engine = await start(dataFolder)
    const { run: open } = await engine.ask({ do: 'show', runId })
    const { run: dead } = await engine.ask({ do: 'show', runId: dying })
    expect([open?.status, dead?.status]).toEqual(['paused', 'interrupted'])
    if (restart % 2 === 0) await engine.close()
    else engine.signal('SIGKILL')
    await engine.ended
  }
  const requests = (await engines.provider.starts()).length - before
  tell(`${RESTARTS} restarts with an open gate and an interrupted run: ${requests} requests, neither resumed`)
  expect(requests).toBe(0)
})

it('a process that is stopped for longer than its lease goes on where it was: nothing is sent twice', async () => {
  const dataFolder = temporaryFolder()
  const engine = await start(dataFolder)
  const { runId = '' } = await engine.ask({ do: 'start', workflow: slow, input: 'asleep.' })
  await untilRequested('asleep.', 2)
  engine.signal('SIGSTOP')
  await pause(SILENCE_MS)
  engine.signal('SIGCONT')
  expect(await engine.ask({ do: 'rest', runId })).toMatchObject({ status: 'completed' })
  await engine.close()
  const sent = await requested('asleep.')
  tell(`stopped for ${SILENCE_MS / 1000} s and continued: no hang, ${sent.length} requests for 4 steps`)
  expect(sent).toEqual(['A', 'B', 'C', 'D'])
})

it('a run of a stopped process is taken over after its lease; the late write of its owner is refused', async () => {
  const dataFolder = temporaryFolder()
  const [owner, heir] = await Promise.all([start(dataFolder), start(dataFolder)])
  const { runId = '' } = await owner.ask({ do: 'start', workflow: slow, input: 'taken over.' })
  await untilRequested('taken over.', 2)
  owner.signal('SIGSTOP')
  const stoppedAt = performance.now()
  let refused = 0
  for (;;) {
    const { code } = await heir.ask({ do: 'resume', runId })
    if (code === undefined) break
    expect(code).toBe('CONFLICT')
    refused += 1
    await pause(200)
  }
  const waited = (performance.now() - stoppedAt) / 1000
  expect(await heir.ask({ do: 'rest', runId })).toMatchObject({ status: 'completed' })
  const finished = load(dataFolder, runId)
  owner.signal('SIGCONT')
  const late = await owner.ask({ do: 'rest', runId })
  await Promise.all([owner.close(), heir.close()])
  // Either its own commit was the first to notice, or its heartbeat was, and it looked on from then.
  expect(late.code === 'CONFLICT' || late.status === 'completed').toBe(true)
  const outcome =
    late.code === undefined ? `it wrote nothing and saw the run ${late.status}` : 'its late write refused'
  expect(load(dataFolder, runId)).toEqual(finished)
  const sent = await requested('taken over.')
  expect(sent.toSorted()).toEqual(['A', 'A', 'B', 'B', 'C', 'D'])
  expect(waited).toBeGreaterThan(7)
  expect(waited).toBeLessThan(14)
  tell(
    `stopped owner: refused ${refused} times, taken over after ${waited.toFixed(1)} s, ${outcome}, ${sent.length - 4} in flight repeated`,
  )
})

it('a run of a dead process is taken over at once', async () => {
  const dataFolder = temporaryFolder()
  const [owner, heir] = await Promise.all([start(dataFolder), start(dataFolder)])
  const { runId = '' } = await owner.ask({ do: 'start', workflow: slow, input: 'orphaned.' })
  await untilRequested('orphaned.', 2)
  owner.signal('SIGKILL')
  await owner.ended
  const from = performance.now()
  expect(await heir.ask({ do: 'resume', runId })).not.toHaveProperty('code')
  const took = performance.now() - from
  expect(await heir.ask({ do: 'rest', runId })).toMatchObject({ status: 'completed' })
  await heir.close()
  tell(`dead owner: taken over in ${took.toFixed(0)} ms`)
  expect(took).toBeLessThan(2_000)
})

it('a database that another process keeps locked: the run pauses, and goes on when it is asked to', async () => {
  const dataFolder = temporaryFolder()
  const engine = await start(dataFolder)
  const { runId = '' } = await engine.ask({ do: 'start', workflow: slow, input: 'locked.' })
  await untilRequested('locked.', 2)
  const rival = new Database(join(dataFolder, 'baton.db'))
  rival.exec('BEGIN IMMEDIATE')
  expect(await engine.ask({ do: 'rest', runId })).toMatchObject({ status: 'paused' })
  rival.exec('COMMIT')
  rival.close()
  const { code } = await engine.ask({ do: 'resume', runId })
  expect(code).toBeUndefined()
  expect(await engine.ask({ do: 'rest', runId })).toMatchObject({ status: 'completed' })
  await engine.close()
  const sent = await requested('locked.')
  tell(
    `database locked for more than 10 s: paused, resumed, completed; ${sent.length - 4} in flight repeated`,
  )
  expect(sent.length - 4).toBeLessThanOrEqual(2)
})

async function untilRequested(input: string, count: number): Promise<void> {
  while ((await requested(input)).length < count) await pause(20)
}

function load(dataFolder: string, runId: string): Run | undefined {
  const store = openStore({ dataFolder, now: Date.now, newId: () => 'unused' })
  try {
    return store.runStore.loadRun(runId)
  } finally {
    store.close()
  }
}
