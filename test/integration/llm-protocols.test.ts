import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ask, PROTOCOLS, TEST_KEY } from '../support/provider-adapters'

/** The real SDKs against a mock that speaks the providers' protocols and was not written by us. */
describe.each(PROTOCOLS)('%s against aimock', (protocol) => {
  const mock = new LLMock({ port: 0, chunkSize: 7, latency: 5 })
  let origin = ''

  beforeAll(async () => {
    mock.onMessage('hello', {
      content: 'Hi there, this is a streamed answer.',
      usage: {
        prompt_tokens: 12,
        completion_tokens: 8,
        total_tokens: 20,
        input_tokens: 12,
        output_tokens: 8,
      },
    })
    mock.onMessage('cut me', { content: 'This is as far as', finishReason: 'length' })
    mock.onMessage('busy', { error: { message: 'slow down', type: 'rate_limit_error' }, status: 429 })
    mock.onMessage('broke', {
      error: { message: 'no money', type: 'insufficient_quota', code: 'insufficient_quota' },
      status: 429,
    })
    mock.onMessage('wrong key', {
      error: { message: `bad key ${TEST_KEY}`, type: 'authentication_error' },
      status: 401,
    })
    mock.onMessage('down', { error: { message: 'oops', type: 'api_error' }, status: 500 })
    origin = await mock.start()
  })
  afterAll(() => mock.stop())

  const send = (content: string) =>
    ask(protocol, origin, { request: { messages: [{ role: 'user', content }] } })

  it('streams an answer with its token figures', async () => {
    const answer = await send('hello')
    expect(answer).toMatchObject({
      text: 'Hi there, this is a streamed answer.',
      error: undefined,
      finishReason: { unified: 'stop' },
      usage: { inputTokens: 12, outputTokens: 8 },
    })
    expect(answer.chunks).toBeGreaterThan(3)
  })

  it('sends the model, the system prompt, the messages and the limit', async () => {
    await send('hello')
    const body = mock.getLastRequest()?.body
    expect(body).toMatchObject({ model: 'test-model', stream: true })
    expect(JSON.stringify(body)).toContain('Answer briefly.')
    expect(JSON.stringify(body)).toContain('512')
    expect(JSON.stringify(body)).not.toContain('temperature')
  })

  it('reports the token limit as such', async () => {
    expect(await send('cut me')).toMatchObject({
      text: 'This is as far as',
      finishReason: { unified: 'length' },
    })
  })

  it.each([
    ['busy', { code: 'rate_limited', retryable: true, status: 429 }],
    ['broke', { code: 'no_credit', retryable: false, status: 429 }],
    ['wrong key', { code: 'bad_key', retryable: false, status: 401 }],
    ['down', { code: 'server_error', retryable: true, status: 500 }],
  ])('tells what kind of failure "%s" is', async (prompt, failure) => {
    const answer = await send(prompt)
    expect(answer.failure).toMatchObject(failure)
    expect(JSON.stringify(answer.failure)).not.toContain(TEST_KEY)
  })
})
