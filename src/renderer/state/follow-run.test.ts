import { reduceRun } from '@shared/model/reduce-run'
import type { RunMessage } from '@shared/model/run-event'
import { afterEach, expect, it, vi } from 'vitest'
import { addWorkflow } from '../test-support/example-workflow'
import { connectToMemory } from '../test-support/memory-connection'
import { createMemoryCore } from '../test-support/memory-core'
import { doneEvent } from '../test-support/example-events'
import { followRun } from './follow-run'
import { createRunStore } from './run-store'

async function startedRun() {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  const connection = connectToMemory(core)
  const { runId } = await connection.client.workflows.start({
    source: { kind: 'workflow', workflowId: workflow.id },
    input: 'night shifts',
  })
  const [stepId = ''] = workflow.steps.map((step) => step.id)
  return { core, connection, runId, stepId }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5))

afterEach(() => {
  vi.useRealTimers()
})

it('gets the state and then the events, and the state again after the connection was lost', async () => {
  const { core, connection, runId, stepId } = await startedRun()
  const types: RunMessage['type'][] = []
  const controller = new AbortController()
  const following = followRun(connection, runId, controller.signal, (messages) =>
    types.push(...messages.map((message) => message.type)),
  )
  await settle()
  core.emit(runId, { type: 'progress', stepId, status: 'running', attempt: 1 })
  await settle()
  expect(types).toEqual(['state', 'progress'])

  connection.lose()
  await settle()
  core.emit(runId, { type: 'text', stepId, attempt: 1, offset: 0, delta: 'Missed.' })
  connection.restore()
  await expect.poll(() => types).toEqual(['state', 'progress', 'state'])
  controller.abort()
  await following
})

it('ends quietly when it is aborted, also while the connection is lost', async () => {
  const { connection, runId } = await startedRun()
  const controller = new AbortController()
  const following = followRun(connection, runId, controller.signal, () => {})
  await settle()
  connection.lose()
  await settle()
  controller.abort()
  await expect(following).resolves.toBeUndefined()
})

it('throws what the core answers', async () => {
  const { connection } = await startedRun()
  await expect(followRun(connection, 'none', new AbortController().signal, () => {})).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

it('folds the messages into the run as the core does', async () => {
  const { core, connection, runId, stepId } = await startedRun()
  const { store, follow } = createRunStore(connection, runId)
  const stop = follow()
  await expect.poll(() => store.getState().run?.status).toBe('running')
  core.emit(
    runId,
    { type: 'progress', stepId, status: 'running', attempt: 1 },
    { type: 'text', stepId, attempt: 1, offset: 0, delta: 'Nights ' },
    { type: 'text', stepId, attempt: 1, offset: 7, delta: 'are long.' },
  )
  await expect.poll(() => store.getState().run?.steps[0]?.partial).toBe('Nights are long.')
  core.emit(runId, doneEvent(stepId, 10))
  await expect.poll(() => store.getState().run).toEqual(core.runs.get(runId))
  expect(reduceRun(store.getState().run!, { type: 'progress', runId, seq: 1, at: 0, status: 'failed' })).toBe(
    store.getState().run,
  )
  stop()
})
