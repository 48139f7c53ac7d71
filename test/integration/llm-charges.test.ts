import type { ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { ask, PROTOCOLS } from '../support/provider-adapters'
import { type Respond, startServer, type TestServer, writeAlone } from '../support/provider-server'
import { answerEvents, errorEvent } from '../support/provider-streams'
import { createEngineBench } from '../support/engine-bench'

const servers: TestServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function serve(respond: Respond): Promise<string> {
  const server = await startServer(respond)
  servers.push(server)
  return server.origin
}

async function begin(response: ServerResponse, events: string[]): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  response.flushHeaders()
  for (const event of events) await writeAlone(response, event)
}

async function cutAfter(response: ServerResponse, events: string[]): Promise<void> {
  await begin(response, events)
  response.destroy()
}

/** What an answer that did not come to its end says of what it costs. `charged` is undefined where it says nothing. */
describe.each(PROTOCOLS)('%s, a request that failed', (protocol) => {
  const events = answerEvents(protocol, ['Hello', ' there'])
  const error = errorEvent(protocol, { type: 'overloaded_error', message: 'busy' })

  it.each(events.map((_event, index) => index))(
    'is charged where it was cut after %i messages',
    async (count) => {
      const answer = await ask(
        protocol,
        await serve((response) => cutAfter(response, events.slice(0, count))),
      )
      expect(answer.failure).toMatchObject({ code: 'stream_cut' })
      expect(answer.charged).toBeDefined()
    },
  )

  it('is charged where the provider went silent, before its answer and in it', async () => {
    const idle = { firstByteMs: 60, nextByteMs: 60 }
    const unanswered = await ask(protocol, await serve(async () => undefined), { options: { idle } })
    const half = await serve((response) => begin(response, events.slice(0, 3)))
    for (const answer of [unanswered, await ask(protocol, half, { options: { idle } })]) {
      expect(answer.failure).toMatchObject({ code: 'timeout' })
      expect(answer.charged).toBeDefined()
    }
  })

  it('is charged where the error came after the answer had begun, and not where it came instead', async () => {
    const after = await serve((response) => begin(response, [...events.slice(0, 3), error]))
    expect((await ask(protocol, after)).charged).toBeDefined()
    const instead = await ask(protocol, await serve((response) => begin(response, [error])))
    expect(instead.failure).toBeDefined()
    expect(instead.charged).toBeUndefined()
  })

  it.each([400, 401, 429, 500, 503])('is not charged where it was answered with %i', async (status) => {
    const answer = await ask(protocol, await serve((response) => void response.writeHead(status).end('{}')))
    expect(answer.failure).toMatchObject({ status })
    expect(answer.charged).toBeUndefined()
  })

  it('is not charged where nobody took it, or another kind of server', async () => {
    const gone = await startServer(() => undefined)
    await gone.close()
    expect((await ask(protocol, gone.origin)).charged).toBeUndefined()
    const page = await serve(
      (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>'),
    )
    expect((await ask(protocol, page)).charged).toBeUndefined()
  })

  it('says nothing of an answer that came to its end', async () => {
    const answer = await ask(
      protocol,
      await serve((response) => void begin(response, events).then(() => response.end())),
    )
    expect(answer.failure).toBeUndefined()
    expect(answer.charged).toBeUndefined()
  })
})

it('anthropic: the figures of the prompt come with the first message, and count when the rest does not come', async () => {
  const events = answerEvents('anthropic', ['Hello'])
  const answer = await ask('anthropic', await serve((response) => cutAfter(response, events.slice(0, 2))))
  expect(answer.charged).toMatchObject({ inputTokens: 20, cachedInputTokens: 4, cacheWriteTokens: 6 })
})

describe('what a broken answer used', () => {
  it('is what was reported of the prompt, and what had come of the text and of the reasoning', async () => {
    const bench = createEngineBench(() => ({
      reasoning: 'I weigh the one thing against the other. '.repeat(50),
      text: ['A beginning'],
      charged: { inputTokens: 1_234, outputTokens: 1 },
      cut: true,
    }))
    const run = await bench.service.rested(bench.start([{ maxRetries: 0 }]))
    const usage = run.steps[0]?.tokenUsage
    expect(usage).toMatchObject({ inputTokens: 1_234, estimated: true })
    expect(usage?.outputTokens).toBeGreaterThan(400)
  })
})
