import { describe, expect, it } from 'vitest'
import type { ModelChunk, ModelRequest } from '@main/engine/ports'
import { ModelFailure } from '@shared/errors'
import { expectLinear } from '../../../../test/support/growth'
import { createTokenCounter } from '../count-tokens'
import { DEMO_MARK } from './demo-mark'
import { createDemoModel, type DemoOptions, demoPace } from './demo-model'

const tokens = createTokenCounter()

function request(content: string, overrides: Partial<ModelRequest> = {}): ModelRequest {
  return {
    connection: { name: 'demo', kind: 'demo' },
    model: 'demo',
    systemPrompt: '',
    messages: [{ role: 'user', content }],
    maxTokens: 4096,
    output: { format: 'text' },
    ...overrides,
  }
}

interface Collected {
  text: string
  chunks: ModelChunk[]
  slept: number
  error: unknown
}

async function run(
  given: ModelRequest,
  { stream, pace = 0 }: { stream?: ReturnType<typeof createDemoModel>; pace?: number } = {},
  signal = new AbortController().signal,
): Promise<Collected> {
  const result: Collected = { text: '', chunks: [], slept: 0, error: undefined }
  const sleep: DemoOptions['sleep'] = (ms, stop) => {
    result.slept += ms
    stop.throwIfAborted()
    return Promise.resolve()
  }
  try {
    for await (const chunk of (stream ?? createDemoModel({ pace, sleep, tokens }))(given, signal)) {
      result.chunks.push(chunk)
      if (chunk.type === 'text') result.text += chunk.text
    }
  } catch (error) {
    result.error = error
  }
  return result
}

const instant = () => createDemoModel({ pace: 0, sleep: () => Promise.resolve(), tokens })
const IDEA = 'A habit tracker for night-shift nurses'

describe('the demo provider', () => {
  it('gives the same answer to the same request, and token figures that are those of the texts', async () => {
    const [first, second] = [await run(request(`Idea: ${IDEA}`)), await run(request(`Idea: ${IDEA}`))]
    expect(first).toEqual(second)
    expect(first.chunks.at(-1)).toEqual({
      type: 'finish',
      finishReason: { unified: 'stop', raw: 'stop' },
      usage: { inputTokens: tokens.count(`Idea: ${IDEA}`), outputTokens: tokens.count(first.text) },
    })
  })

  it('writes about the input', async () => {
    const { text } = await run(request(`Write down a product concept.\n\nIdea: ${IDEA}`))
    expect(text).toContain('habit tracker')
    expect(text).toContain('night-shift nurses')
    expect(text.split(/\s+/).length).toBeGreaterThan(150)
    expect(text.startsWith(DEMO_MARK)).toBe(true)
  })

  it('argues for, against, and writes a memo of both that says what the reviewer decided', async () => {
    const argue = async (side: string) =>
      (await run(request(`The best case ${side}: Should we rewrite it?`))).text
    const [pro, contra] = [await argue('for'), await argue('against')]
    expect(pro).toContain('The best case **for**, on “Should we rewrite it?”:')
    expect(contra).toContain('The best case **against**')
    const memo = async (decided: string) =>
      (await run(request(`Write the decision as a memo:\n${pro}\n\n${contra}${decided}`))).text
    const text = await memo('\n\nWe rewrite the importer, and nothing else.')
    expect(text).toContain(
      '# Should we rewrite it?\n\n**Decided:** We rewrite the importer, and nothing else.',
    )
    expect(text).toMatch(/## For\n\n- \*\*What hurts[\s\S]+## Against\n\n- \*\*What is there works/)
    expect(await memo('')).toContain('**Decided:** not said.')
  })

  it('takes no earlier mark for a subject', async () => {
    const { text: earlier } = await run(request('A harbour for small boats'))
    const { text } = await run(request(`Write to each person:\n${earlier}`))
    expect(text.split(DEMO_MARK)).toHaveLength(2)
    expect(text.split('Demo answer')).toHaveLength(2)
  })

  it('other seeds give other words', async () => {
    const prompt = request(`Brainstorm features for this idea: ${IDEA}`)
    const seeded = ['1', '2', '3', '4'].map((seed) =>
      createDemoModel({ pace: 0, sleep: () => Promise.resolve(), tokens, seed }),
    )
    const texts = await Promise.all(seeded.map(async (stream) => (await run(prompt, { stream })).text))
    expect(new Set(texts).size).toBeGreaterThan(1)
  })

  it('takes at most 5 s at its own pace, and no time at all at pace 0', async () => {
    const prompt = request(`Idea: ${IDEA}`)
    const paced = await run(prompt, { pace: 1 })
    expect(paced.slept).toBeGreaterThan(1_000)
    expect(paced.slept).toBeLessThanOrEqual(5_000)
    expect(paced.chunks.length).toBeGreaterThan(50)
    const echo = request('word '.repeat(50_000), { model: 'demo-echo', maxTokens: 1_000_000 })
    expect((await run(echo, { pace: 1 })).slept).toBeLessThanOrEqual(5_000)
    expect((await run(prompt, { pace: 0 })).slept).toBe(0)
  })

  it('ends at the token limit, as length', async () => {
    const { text, chunks } = await run(request(`Idea: ${IDEA}`, { maxTokens: 50 }))
    expect(tokens.count(text)).toBeLessThanOrEqual(50)
    expect(tokens.count(text)).toBeGreaterThan(40)
    expect(chunks.at(-1)).toMatchObject({ finishReason: { unified: 'length' } })
  })

  it('throws the reason when it is aborted', async () => {
    const controller = new AbortController()
    const reason = new Error('stop')
    const stream = createDemoModel({
      pace: 1,
      tokens,
      sleep: (_ms, signal) => {
        controller.abort(reason)
        signal.throwIfAborted()
        return Promise.resolve()
      },
    })
    expect((await run(request(IDEA), { stream }, controller.signal)).error).toBe(reason)
  })

  it('takes up what a reviewer said', async () => {
    const messages: ModelRequest['messages'] = [
      { role: 'user', content: `Idea: ${IDEA}` },
      { role: 'assistant', content: 'Before' },
      { role: 'user', content: 'Make it work without a phone.' },
    ]
    const { text } = await run(request('', { messages }))
    expect(text).toContain('> Make it work without a phone.')
    expect(text).toContain('can only show that the comment arrived')
  })

  it.each([
    ['0', 0],
    ['0.5', 0.5],
    ['7', 1],
    ['-1', 0],
    ['fast', 1],
    [undefined, 1],
  ])('demoPace(%j) is %d', (value, pace) => {
    expect(demoPace(value)).toBe(pace)
  })
})

describe('models that fail on purpose', () => {
  const failing = async (model: string, stream = instant()) => {
    const { error, text, chunks } = await run(request(`Idea: ${IDEA}`, { model }), { stream })
    return { failure: error instanceof ModelFailure ? error.error : error, text, last: chunks.at(-1) }
  }

  it.each([
    ['demo-fail-401', { code: 'bad_key', retryable: false }],
    ['demo-fail-429', { code: 'rate_limited', retryable: true }],
    ['demo-fail-500', { code: 'server_error', retryable: true }],
    ['demo-no-credit', { code: 'no_credit', retryable: false }],
    ['demo-network', { code: 'network', retryable: true }],
    ['demo-timeout', { code: 'timeout', retryable: true }],
    ['demo-unheard-of', { code: 'unknown_model', retryable: false }],
  ])('%s', async (model, failure) => {
    expect(await failing(model)).toMatchObject({ failure, text: '' })
  })

  it('demo-cut fails in the middle', async () => {
    const { failure, text } = await failing('demo-cut')
    expect(failure).toMatchObject({ code: 'stream_cut', retryable: true })
    expect(text.length).toBeGreaterThan(100)
  })

  it.each([
    ['demo-length', { unified: 'length' }],
    ['demo-refuse', { unified: 'refusal' }],
    ['demo-filter', { unified: 'content_filter' }],
    ['demo-empty', { unified: 'stop' }],
    ['demo-reasoning', { unified: 'length' }],
  ])('%s', async (model, finishReason) => {
    expect((await failing(model)).last).toMatchObject({ type: 'finish', finishReason })
  })

  it('demo-no-usage has no figures, demo-echo repeats the prompt', async () => {
    expect((await failing('demo-no-usage')).last).toMatchObject({ usage: null })
    expect((await failing('demo-echo')).text).toBe(`Idea: ${IDEA}`)
  })

  it('demo-fail-500-twice answers the third time, each request by itself', async () => {
    const stream = instant()
    expect((await failing('demo-fail-500-twice', stream)).failure).toBeDefined()
    expect((await failing('demo-fail-500-twice', stream)).failure).toBeDefined()
    expect((await failing('demo-fail-500-twice', stream)).failure).toBeUndefined()
    const other = await run(request('another', { model: 'demo-fail-500-twice' }), { stream })
    expect(other.error).toBeDefined()
  })

  it('answers models of other providers as demo', async () => {
    expect((await failing('gpt-4o')).last).toMatchObject({ finishReason: { unified: 'stop' } })
  })
})

it.each([
  ['a long unbroken line', 'a'],
  ['spaces', ' '],
  ['blank lines', '\n \n'],
  ['open tags', '<idea>\n'],
  ['colons', 'Idea:\n'],
  ['stars', '**'],
  ['bars', '| '],
  ['quotes', '"'],
  ['sentences', 'It is so. '],
  ['brackets', '{"a":['],
])('takes no more than in proportion to the length to answer %s', async (_name, piece) => {
  const answer = (length: number) => async () => {
    const content = piece.repeat(Math.ceil(length / piece.length))
    const asked = `Answer in Markdown with exactly these sections:\n\n## Features\n\n## Anything\n\n<notes>\n${content}\n</notes>\n${content}`
    expect((await run(request(asked))).error).toBeUndefined()
    expect((await run(request(content))).error).toBeUndefined()
  }
  await expectLinear(answer(10_000), answer(100_000))
})
