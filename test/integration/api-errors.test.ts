import { isDefinedError, ORPCError } from '@orpc/client'
import { describe, expect, test } from 'vitest'
import { errorMap, type InvalidData } from '@shared/contract'
import { BatonError, type ErrorCode } from '@shared/errors'
import { callProcedure, PROCEDURES } from '../support/api-procedures'
import { createApiBench, aStep } from '../support/api-bench'
import { TRANSPORTS } from '../support/api-transports'

/** Refused by every procedure; the canary must not come back. */
const BAD_INPUTS = [
  { surprise: 'canary' },
  null,
  'canary',
  5,
  ['canary'],
  { workflowId: 5, runId: 5, name: 5, text: 5, templateId: 5, from: 'canary', updatedAt: 'canary' },
]

const codes = Object.keys(errorMap) as ErrorCode[]

describe.each(Object.entries(TRANSPORTS))('over %s', (_name, connect) => {
  test.each(PROCEDURES)('%s answers INVALID to what its schema refuses', async (path) => {
    const { api, logged } = createApiBench()
    const { client } = await connect(api)
    for (const input of BAD_INPUTS) {
      const error: unknown = await callProcedure(client, path, input).catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'INVALID', status: 422, defined: true })
      if (!(error instanceof ORPCError)) throw new TypeError('It is no error of the API.')
      const { problems } = error.data as InvalidData
      expect(problems.length).toBeGreaterThan(0)
      for (const problem of problems) {
        expect(problem).toMatchObject({ severity: 'error', path: expect.any(Array) })
        expect(problem.message).toMatch(/\.$/)
      }
      expect(JSON.stringify(error) + String(error.stack)).not.toContain('canary')
    }
    expect(logged).toEqual([])
  })

  test.each(codes)('%s keeps its sentence, its remedy and its status', async (code) => {
    const bench = createApiBench()
    const problem = { path: ['a', 1], message: 'Wrong.', severity: 'error' as const }
    const thrown = new BatonError(code, 'A sentence.', {
      remedy: 'Do this.',
      ...(code === 'INVALID' && { problems: [problem] }),
      ...(code === 'RATE_LIMITED' && { retryAfterMs: 1200 }),
    })
    const { client } = await connect(failing(bench, thrown))
    const error: unknown = await client.workflows.list().catch((caught: unknown) => caught)
    expect(isDefinedError(error)).toBe(true)
    expect(error).toMatchObject({
      code,
      status: errorMap[code].status,
      message: 'A sentence.',
      data: {
        remedy: 'Do this.',
        ...(code === 'INVALID' && { problems: [problem] }),
        ...(code === 'RATE_LIMITED' && { retryAfterMs: 1200 }),
      },
    })
  })

  test('what no one foresaw says nothing of itself, and is logged here', async () => {
    const bench = createApiBench()
    const defect = new TypeError('canary: cannot read properties of undefined')
    const { client } = await connect(failing(bench, defect))
    const error: unknown = await client.workflows.list().catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'INTERNAL', status: 500, defined: true })
    expect((error as Error).message).toMatch(/^Something went wrong inside Baton\.$/)
    expect(JSON.stringify(error)).not.toContain('canary')
    expect(bench.logged).toEqual([defect])
  })
})

test('an INVALID without problems still has one', async () => {
  const { client } = await TRANSPORTS['in process'](
    failing(createApiBench(), new BatonError('INVALID', 'A sentence.')),
  )
  const error: unknown = await client.workflows.list().catch((caught: unknown) => caught)
  expect(error).toMatchObject({
    data: { problems: [{ path: [], message: 'A sentence.', severity: 'error' }] },
  })
})

test('a thousand faults are told as a hundred', async () => {
  const { client } = createApiBench()
  const steps = Array.from({ length: 1_000 }, (_, index) => ({ ...aStep(index), label: '' }))
  const error: unknown = await client.workflows
    .create({ workflow: { name: 'Test', steps } })
    .catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'INVALID', message: 'A step needs a label. (and 99 more)' })
})

test('problems say where', async () => {
  const { client } = createApiBench()
  const workflow = { name: 'Test', steps: [{ ...aStep(0), temperature: 9 }] }
  const error: unknown = await client.workflows.create({ workflow }).catch((caught: unknown) => caught)
  expect(error).toMatchObject({
    data: {
      problems: [
        {
          path: ['workflow', 'steps', 0, 'temperature'],
          message: '"workflow.steps.0.temperature": Too big: expected number to be <=2.',
        },
      ],
    },
  })
})

describe('start, resume and retry together', () => {
  test('are limited to 30 a minute', async () => {
    const { client, clock, core, start } = createApiBench()
    const runId = await start([{}])
    await core.runs.rested(runId)
    for (let call = 1; call < 10; call++) await start([{}])
    for (let call = 0; call < 10; call++) await client.runs.resume({ runId })
    await clock.advance(20_000)
    for (let call = 0; call < 10; call++) {
      const { revision } = (await client.runs.get({ runId })).steps[0] ?? { revision: null }
      await client.runs.steps.retry({ runId, stepId: 's1', revision })
      await core.runs.rested(runId)
    }
    for (const refused of [start([{}]), client.runs.resume({ runId })]) {
      await expect(refused).rejects.toMatchObject({
        code: 'RATE_LIMITED',
        status: 429,
        data: { retryAfterMs: 40_000, remedy: 'Try again in 40 s.' },
      })
    }
    await clock.advance(39_999)
    await expect(start([{}])).rejects.toMatchObject({ data: { retryAfterMs: 1 } })
    await clock.advance(1)
    await expect(start([{}])).resolves.toEqual(expect.any(String))
  })

  test('what can not start or go on does not count', async () => {
    const { client, start } = createApiBench()
    for (let call = 0; call < 40; call++) {
      await expect(start([{ prompt: '{{steps.Nowhere.content}}' }])).rejects.toMatchObject({
        code: 'INVALID',
      })
      await expect(client.runs.resume({ runId: 'nowhere' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
    }
    await expect(start([{}])).resolves.toEqual(expect.any(String))
  })
})

test('only code of this process may name the file of a workflow', async () => {
  const source = {
    kind: 'inline' as const,
    workflow: { name: 'Test', steps: [aStep(0)] },
    sourcePath: '/etc/passwd',
  }
  const remote = createApiBench({ origin: 'remote' })
  for (const call of [remote.client.workflows.start, remote.client.workflows.estimateCost]) {
    await expect(call({ source })).rejects.toMatchObject({
      code: 'INVALID',
      data: { problems: [{ path: ['source', 'sourcePath'] }] },
    })
  }
  const { client } = createApiBench({ origin: 'local' })
  const { runId } = await client.workflows.start({ source })
  expect(await client.runs.get({ runId })).toMatchObject({ sourcePath: '/etc/passwd' })
})

function failing({ api, core }: ReturnType<typeof createApiBench>, error: unknown) {
  const list = () => {
    throw error
  }
  const store = { ...core.store, workflows: { ...core.store.workflows, list } }
  return { ...api, context: { ...api.context, core: { ...core, store } } }
}
