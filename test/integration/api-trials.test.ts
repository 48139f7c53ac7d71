import { once } from 'node:events'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, onTestFinished, test } from 'vitest'
import { NEW_WORKFLOW_ID, type ApiClient } from '@shared/contract'
import type { StepSettings } from '@shared/model/step'
import type { StepTrial, TrialMessage } from '@shared/model/step-trial'
import { remoteApi } from '@main/app'
import { aStep } from '../support/api-bench'
import { TRANSPORTS } from '../support/api-transports'
import { canaryKey } from '../support/canary-keys'
import { createCoreBench, type CoreBench } from '../support/core-bench'
import { sendStream, startServer, writeAlone, type Respond } from '../support/provider-server'
import { answerEvents } from '../support/provider-streams'
import { until } from '../support/until'

const PIECES = ['The sea ', 'is wide, ', 'and “漢字” ', 'is deep.']

const answerWhole: Respond = (response) => sendStream(response, answerEvents('openai-chat', PIECES))

/** The step of `request`. */
const STEP = { workflowId: NEW_WORKFLOW_ID, stepId: 's1' }

/** A provider that stops in the middle of its answer until the test lets it go on. */
function heldAnswer() {
  const asked = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const cut = Promise.withResolvers<void>()
  const respond: Respond = async (response) => {
    response.on('close', () => {
      if (!response.writableFinished) cut.resolve()
    })
    response.on('error', () => undefined)
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const events = answerEvents('openai-chat', PIECES)
    for (const event of events.slice(0, 3)) await writeAlone(response, event)
    asked.resolve()
    await Promise.race([gate.promise, once(response, 'close')])
    response.end(events.slice(3).join(''))
  }
  /** `cut` resolves when who asked has hung up before the end. */
  return { respond, asked: asked.promise, cut: cut.promise, release: gate.resolve }
}

/** The whole application on a provider of the test, reached in one of the ways there are. */
async function open(respond: Respond, connect: (typeof TRANSPORTS)[keyof typeof TRANSPORTS]) {
  const provider = await startServer(respond)
  onTestFinished(() => provider.close())
  const bench = createCoreBench({ OPENAI_API_KEY: canaryKey(), OPENAI_BASE_URL: `${provider.origin}/v1` })
  const api = remoteApi(bench.core, 'browser', (error) => void bench.logged.push(error))
  return { bench, provider, ...(await connect(api)) }
}

function request(trialId: string, settings: Partial<StepSettings> = {}) {
  const step = aStep(0, { prompt: 'Say {{input}}', model: 'gpt-4o-mini', ...settings })
  return {
    trialId,
    workflowId: NEW_WORKFLOW_ID,
    stepId: step.id,
    workflow: { name: 'W', steps: [step] },
    input: 'something',
  }
}

async function* messagesOf(client: ApiClient, input: ReturnType<typeof request>, signal?: AbortSignal) {
  for await (const batch of await client.workflows.steps.tryLive(input, signal && { signal })) {
    expect(batch.length).toBeGreaterThan(0)
    yield* batch
  }
}

async function collect(messages: AsyncIterable<TrialMessage>): Promise<TrialMessage[]> {
  const seen: TrialMessage[] = []
  for await (const message of messages) seen.push(message)
  return seen
}

const textOf = (messages: TrialMessage[]): string =>
  messages.map((message) => (message.type === 'text' ? message.delta : '')).join('')

function trialOf(messages: TrialMessage[]): StepTrial {
  const last = messages.at(-1)
  if (last?.type !== 'done') throw new TypeError('The last message is not the end.')
  return last.trial
}

function recorded({ core }: CoreBench): number {
  return core.store.usage.buckets({ from: 0, to: 8e15 }).reduce((sum, { requests }) => sum + requests, 0)
}

async function spendOf({ client }: CoreBench) {
  const { total } = await client.usage.summary({ from: 0, to: 8e15 })
  return { requests: total.requests, cost: total.costUsd }
}

describe.each(Object.entries(TRANSPORTS))('over %s', (_name, connect) => {
  test('the answer arrives piece by piece, while the request goes on', async () => {
    const held = heldAnswer()
    const { bench, client, provider } = await open(held.respond, connect)
    const seen: TrialMessage[] = []
    for await (const message of messagesOf(client, request('t1'))) {
      seen.push(message)
      if (textOf(seen) !== PIECES.slice(0, 2).join('')) continue
      // The end has not been sent, so that nothing of it can be here.
      expect(provider.openConnections()).toBe(1)
      held.release()
    }
    expect(seen.slice(0, 2)).toEqual([
      { type: 'started', connection: 'openai', model: 'gpt-4o-mini' },
      { type: 'sent' },
    ])
    expect(textOf(seen)).toBe(PIECES.join(''))
    expect(trialOf(seen)).toMatchObject({
      connection: 'openai',
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'Say something' }],
      output: PIECES.join(''),
      stopped: false,
      error: null,
      tokenUsage: { inputTokens: 20, outputTokens: 9 },
    })
    expect(await spendOf(bench)).toEqual({ requests: 1, cost: trialOf(seen).costEstimate })
    expect(bench.logged).toEqual([])
  })

  test('stop aborts the request; what had arrived is told, with its cost', async () => {
    const held = heldAnswer()
    const { bench, client } = await open(held.respond, connect)
    const seen: TrialMessage[] = []
    const answers: unknown[] = []
    for await (const message of messagesOf(client, request('t1'))) {
      seen.push(message)
      if (textOf(seen) === PIECES.slice(0, 2).join('') && message.type === 'text') {
        answers.push(await client.workflows.steps.stopTrial({ trialId: 't1' }))
      }
    }
    await held.cut
    expect(answers).toEqual([{ stopped: true }])
    const trial = trialOf(seen)
    expect((await client.workflows.steps.lastTrial(STEP)).trial).toMatchObject({
      left: false,
      answer: { output: 'The sea is wide, ', stopped: true },
    })
    expect(trial).toMatchObject({ output: 'The sea is wide, ', stopped: true, error: null })
    expect(trial.tokenUsage).toMatchObject({ estimated: true })
    expect(trial.costEstimate).toBeGreaterThan(0)
    expect(await spendOf(bench)).toEqual({ requests: 1, cost: trial.costEstimate })
    expect(await client.workflows.steps.stopTrial({ trialId: 't1' })).toEqual({ stopped: false })
  })

  test('leaving the loop aborts the request, and what it spent is on record', async () => {
    const held = heldAnswer()
    const { bench, client } = await open(held.respond, connect)
    for await (const message of messagesOf(client, request('t1'))) if (message.type === 'text') break
    await held.cut
    await until(() => recorded(bench) > 0)
    expect(await spendOf(bench)).toEqual({ requests: 1, cost: expect.any(Number) })
    // What had arrived by then is kept, as broken off.
    expect((await client.workflows.steps.lastTrial(STEP)).trial).toMatchObject({
      trialId: 't1',
      left: true,
      answer: { output: expect.stringMatching(/^The sea /), stopped: true, costEstimate: expect.any(Number) },
    })
  })

  test('the newest answer is kept, and so is what was typed; it can be put away and back', async () => {
    const { client } = await open(answerWhole, connect)
    const { lastTrial, saveTrialValues, dismissTrial } = client.workflows.steps
    expect(await lastTrial(STEP)).toEqual({ values: null, trial: null })
    const values = { input: 'the “sea”', outputs: { s0: 'an idea' } }
    await saveTrialValues({ ...STEP, values })
    await collect(messagesOf(client, request('t1', { prompt: 'A former prompt' })))
    const told = trialOf(await collect(messagesOf(client, request('t2'))))
    const { systemPrompt: _systemPrompt, messages: _messages, ...answer } = told
    const trial = { trialId: 't2', step: request('t2').workflow.steps[0], startedAt: expect.any(Number) }
    expect(await lastTrial(STEP)).toEqual({ values, trial: { ...trial, left: false, answer } })

    expect(await dismissTrial({ ...STEP, trialId: 't1' })).toEqual({ done: false })
    expect(await dismissTrial({ ...STEP, trialId: 't2' })).toEqual({ done: true })
    expect(await lastTrial(STEP)).toEqual({ values, trial: null })
    expect(await dismissTrial({ ...STEP, trialId: 't2', undo: true })).toEqual({ done: true })
    await saveTrialValues({ ...STEP, values: null })
    expect(await lastTrial(STEP)).toMatchObject({ values: null, trial: { trialId: 't2' } })
    await expect(lastTrial({ ...STEP, workflowId: 'none' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  test('an aborted call aborts the request, also while nothing arrives', async () => {
    const held = heldAnswer()
    const { bench, client } = await open(held.respond, connect)
    const call = new AbortController()
    const following = (async () => {
      for await (const _ of messagesOf(client, request('t1'), call.signal));
    })().catch(() => undefined)
    await held.asked
    call.abort()
    await held.cut
    await following
    await until(() => recorded(bench) === 1)
    expect(bench.logged).toEqual([])
  })

  test('a failed request is an answer, with what can be done', async () => {
    const refuse: Respond = (response) => {
      response.writeHead(401, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error: { message: 'no', code: 'invalid_api_key' } }))
    }
    const { client } = await open(refuse, connect)
    const seen = await collect(messagesOf(client, request('t1')))
    expect(trialOf(seen).error).toMatchObject({ code: 'bad_key', remedy: expect.any(String) })
  })

  test('what can’t be sent is an error, and no answer', async () => {
    const { client, provider } = await open((response) => void response.end(), connect)
    const follow = (input: ReturnType<typeof request>) => collect(messagesOf(client, input))
    await expect(follow({ ...request('t1'), stepId: 's9' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    await expect(follow(request('t1', { prompt: '{{steps.No.content}}' }))).rejects.toMatchObject({
      code: 'INVALID',
    })
    expect(provider.requests).toEqual([])
  })
})

describe.each(Object.entries(TRANSPORTS).filter(([name]) => name !== 'in process'))(
  'over %s',
  (_name, connect) => {
    test('a page that is gone pays for no more than had arrived', async () => {
      const held = heldAnswer()
      const { bench, client, disconnect } = await open(held.respond, connect)
      const following = (async () => {
        for await (const message of messagesOf(client, request('t1')))
          if (message.type === 'text') disconnect()
      })()
      await expect(following).rejects.toThrow(/./)
      await held.cut
      await until(() => recorded(bench) === 1)
      expect((await bench.client.workflows.steps.lastTrial(STEP)).trial).toMatchObject({
        left: true,
        answer: { output: expect.stringMatching(/^The sea /) },
      })
    })
  },
)

describe('trials', () => {
  const connect = TRANSPORTS['in process']

  test('of one id are one at a time; of others, side by side', async () => {
    const held = heldAnswer()
    const { client } = await open(held.respond, connect)
    const first = collect(messagesOf(client, request('t1')))
    await held.asked
    await expect(collect(messagesOf(client, request('t1')))).rejects.toMatchObject({
      code: 'CONFLICT',
    })
    const second = collect(messagesOf(client, request('t2')))
    held.release()
    expect(trialOf(await first).output).toBe(PIECES.join(''))
    expect(trialOf(await second).output).toBe(PIECES.join(''))
  })

  test('wait for their turn where the user limits a connection; to stop one that waits costs nothing', async () => {
    const held = heldAnswer()
    const { bench, provider } = await open(held.respond, connect)
    const { client } = bench
    await bench.connect({
      name: 'Slow',
      kind: 'openai-compatible',
      baseUrl: `${provider.origin}/v1`,
      defaultModel: 'm',
      requestsAtATime: 1,
    })
    const slow = { provider: 'Slow', model: 'm' }
    const first = collect(messagesOf(client, request('t1', slow)))
    await held.asked
    const seen: TrialMessage[] = []
    for await (const message of messagesOf(client, request('t2', slow))) {
      seen.push(message)
      if (message.type === 'waiting') await client.workflows.steps.stopTrial({ trialId: 't2' })
    }
    expect(seen.map(({ type }) => type)).toEqual(['started', 'waiting', 'done'])
    expect(trialOf(seen)).toMatchObject({ stopped: true, output: '', costEstimate: 0, connection: 'Slow' })
    expect(provider.requests).toHaveLength(1)
    held.release()
    expect(trialOf(await first).stopped).toBe(false)
    // The turn was given back.
    expect(trialOf(await collect(messagesOf(client, request('t3', slow)))).stopped).toBe(false)
  })

  test('end with the application, and what they spent is on record', async () => {
    const held = heldAnswer()
    const { bench, client } = await open(held.respond, connect)
    const following = collect(messagesOf(client, request('t1')))
    await held.asked
    await bench.core.trials.close()
    expect(trialOf(await following).stopped).toBe(true)
    expect((await spendOf(bench)).requests).toBe(1)
    await held.cut
    expect((await client.workflows.steps.lastTrial(STEP)).trial?.left).toBe(true)
  })

  test('are on record from the moment they are sent, with what was sent: a core that is killed loses no spend', async () => {
    const held = heldAnswer()
    const { bench, client } = await open(held.respond, connect)
    const following = collect(messagesOf(client, request('t1')))
    await held.asked
    const { cost, requests } = await spendOf(bench)
    expect(requests).toBe(1)
    expect(cost).toBeGreaterThan(0)
    held.release()
    const { costEstimate } = trialOf(await following)
    expect(costEstimate).toBeGreaterThan(cost ?? Infinity)
    expect(await spendOf(bench)).toEqual({ requests: 1, cost: costEstimate })
  })

  test('are there for another process, and after the application was closed', async () => {
    const { bench, client } = await open(answerWhole, connect)
    await client.workflows.steps.saveTrialValues({ ...STEP, values: { input: 'typed', outputs: {} } })
    await collect(messagesOf(client, request('t1')))
    const kept = await client.workflows.steps.lastTrial(STEP)
    expect(kept).toMatchObject({ values: { input: 'typed' }, trial: { answer: { output: PIECES.join('') } } })
    const beside = createCoreBench({}, bench.dataFolder)
    expect(await beside.client.workflows.steps.lastTrial(STEP)).toEqual(kept)
    bench.core.store.close()
    const later = createCoreBench({}, bench.dataFolder)
    expect(await later.client.workflows.steps.lastTrial(STEP)).toEqual(kept)
  })

  test('go with a workflow when it is first saved, also one that is under way just then', async () => {
    const held = heldAnswer()
    const { client } = await open(held.respond, connect)
    const following = collect(messagesOf(client, request('t1')))
    await held.asked
    await client.workflows.steps.saveTrialValues({ ...STEP, values: { input: 'typed', outputs: {} } })
    const draft = { workflowId: NEW_WORKFLOW_ID, content: {}, basedOn: null }
    const { updatedAt } = await client.workflows.saveDraft({ ...draft, updatedAt: null })
    const { id: workflowId } = await client.workflows.create({ workflow: request('t1').workflow })
    await client.workflows.saveDraft({ ...draft, content: null, updatedAt })
    held.release()
    await following
    const { stepId } = STEP
    expect(await client.workflows.steps.lastTrial({ workflowId, stepId })).toMatchObject({
      values: { input: 'typed' },
      trial: { trialId: 't1', answer: { output: PIECES.join('') } },
    })
    expect(await client.workflows.steps.lastTrial(STEP)).toEqual({ values: null, trial: null })
  })

  test('that can’t be written down are told all the same, and then why', async () => {
    const held = heldAnswer()
    const { bench, client } = await open(held.respond, connect)
    const seen: TrialMessage[] = []
    const following = (async () => {
      for await (const message of messagesOf(client, request('t1'))) seen.push(message)
    })().catch((error: unknown) => error)
    await held.asked
    const other = new Database(join(bench.dataFolder, 'baton.db'))
    onTestFinished(() => void other.close())
    other.exec(
      "CREATE TRIGGER refuse BEFORE INSERT ON step_trials BEGIN SELECT RAISE(ABORT, 'Not now.'); END",
    )
    held.release()
    expect(await following).toMatchObject({ code: 'INTERNAL' })
    expect(textOf(seen)).toBe(PIECES.join(''))
    expect((await spendOf(bench)).requests).toBe(1)
  })

  test('of a stored step are kept as it was tried; those of no workflow are not', async () => {
    const { client } = await open(answerWhole, connect)
    const { id: workflowId, updatedAt } = await client.workflows.create({ workflow: request('').workflow })
    const call = { workflowId, stepId: STEP.stepId, input: 'a' }
    const changes = { prompt: 'Sing {{input}}' }
    await client.workflows.steps.try({ ...call, updatedAt, changes })
    const { trial } = await client.workflows.steps.lastTrial({ workflowId, stepId: STEP.stepId })
    expect(trial).toMatchObject({
      trialId: expect.stringMatching(/./),
      step: { id: STEP.stepId, prompt: 'Sing {{input}}' },
      answer: { output: PIECES.join('') },
    })
    await client.workflows.delete({ workflowId, updatedAt })
    await client.workflows.steps.try({ ...omitId(request('t1')), workflowId })
    const deleted = { workflowId, updatedAt, undo: true }
    const item = (await client.workflows.list({ deleted: true })).items[0]
    await client.workflows.delete({ ...deleted, updatedAt: item?.updatedAt ?? 0 })
    expect((await client.workflows.steps.lastTrial({ workflowId, stepId: STEP.stepId })).trial).toEqual(trial)
  })

  test('a whole answer at once needs no frames', async () => {
    const { client } = await open(answerWhole, connect)
    expect(await client.workflows.steps.try(omitId(request('t1')))).toMatchObject({
      output: PIECES.join(''),
      stopped: false,
    })
  })
})

function omitId({ trialId: _trialId, ...rest }: ReturnType<typeof request>) {
  return rest
}
