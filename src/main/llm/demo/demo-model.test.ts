import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { ModelChunk, ModelRequest } from '@main/engine/ports'
import { ModelFailure } from '@shared/errors'
import type { JsonSchema } from '@shared/model/step'
import { createTokenCounter } from '../count-tokens'
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
  })

  it('another seed gives other words', async () => {
    const other = createDemoModel({ pace: 0, sleep: () => Promise.resolve(), tokens, seed: '2' })
    const prompt = request(`Brainstorm features for this idea: ${IDEA}`)
    expect((await run(prompt, { stream: other })).text).not.toBe((await run(prompt)).text)
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
    expect((await run(request('', { messages }))).text).toContain('> Make it work without a phone.')
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

describe('the built-in templates', () => {
  interface TemplateStep {
    label: string
    stepType: string
    prompt: string
    systemPrompt?: string
    maxTokens?: number
    output?: { format: 'text' | 'json'; schema?: JsonSchema }
  }
  interface TemplateFile {
    input: { example: unknown }
    steps: TemplateStep[]
  }
  const read = (file: string): TemplateFile =>
    JSON.parse(
      readFileSync(new URL(`../../../../resources/templates/${file}.baton.json`, import.meta.url), 'utf8'),
    )
  const at = (value: unknown, path: string): unknown =>
    path
      .split('.')
      .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value)
  const shown = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

  /** Runs a template's steps one after the other, as the engine would. */
  async function chain(
    template: TemplateFile,
    input: unknown,
  ): Promise<{ step: TemplateStep; text: string }[]> {
    const outputs = new Map<string, string>()
    const answers: { step: TemplateStep; text: string }[] = []
    for (const step of template.steps) {
      const prompt = step.prompt.replace(/\{\{(.+?)\}\}/g, (_, reference: string) => {
        if (reference.startsWith('input')) return shown(at({ input }, reference))
        const [, label = '', field = ''] = /^steps\.(.+?)\.(\w+)$/.exec(reference) ?? []
        const output = outputs.get(label) ?? ''
        return field === 'content' ? output : shown(at(JSON.parse(output), field))
      })
      if (step.stepType === 'review') {
        outputs.set(step.label, prompt)
        continue
      }
      const given = request(prompt, {
        systemPrompt: step.systemPrompt ?? '',
        maxTokens: step.maxTokens ?? 4096,
        output: step.output ?? { format: 'text' },
      })
      const { text, error, chunks } = await run(given)
      expect(error, step.label).toBeUndefined()
      expect(chunks.at(-1), step.label).toMatchObject({ finishReason: { unified: 'stop' } })
      outputs.set(step.label, text)
      answers.push({ step, text })
    }
    return answers
  }

  it.each([
    ['deep-build-pipeline', IDEA],
    ['deep-build-pipeline', undefined],
    ['decision-memo', undefined],
    ['critical-reading-brief', undefined],
  ])('%s: every step answers under the headings that it asks for', async (file, input) => {
    const template = read(file)
    for (const { step, text } of await chain(template, input ?? template.input.example)) {
      const wanted = step.prompt.match(/^## .+$/gm) ?? []
      for (const heading of wanted) expect(text, `${step.label}: ${heading}`).toContain(`${heading}\n`)
      expect(text).not.toMatch(/undefined|\[object|NaN/)
      const schema = step.output?.schema
      expect(
        schema === undefined || z.fromJSONSchema(schema).safeParse(JSON.parse(text)).success,
        step.label,
      ).toBe(true)
    }
  })

  it('Deep Build Pipeline: each step builds on the ones before', async () => {
    const answers = await chain(read('deep-build-pipeline'), IDEA)
    const texts = new Map(answers.map(({ step, text }) => [step.label, text]))
    const features = [...(texts.get('Feature Brainstorm') ?? '').matchAll(/^\| (F\d) \| ([^|]+) \|/gm)]
    expect(features.length).toBeGreaterThan(5)
    for (const label of ['Extend & Improve', 'Final Improvements', 'Implementation Prompts']) {
      expect(texts.get(label)?.toLowerCase()).toContain((features[0]?.[2] ?? '?').toLowerCase())
    }
    const title = /\*\*Working name:\*\* (\w+)/.exec(texts.get('Idea Generation') ?? '')?.[1] ?? '?'
    expect(texts.get('Implementation Prompts')).toContain(
      `${title} is a habit tracker for night-shift nurses`,
    )
    for (const { step, text } of answers) {
      const words = text.split(/\s+/).length
      expect(words, step.label).toBeGreaterThan(150)
      expect(words, step.label).toBeLessThan(1_300)
    }
  })

  it('Deep Build Pipeline: what a reviewer edits shows up in the steps behind', async () => {
    const template = read('deep-build-pipeline')
    const gate = template.steps.find(({ stepType }) => stepType === 'review')
    if (gate !== undefined)
      gate.prompt =
        '## Features\n\n| ID | feature | what |\n| --- | --- | --- |\n| F1 | Talking pillow | speaks softly |\n| F2 | Paper mode | prints itself |'
    const answers = await chain(template, IDEA)
    const after = answers.filter(({ step }) =>
      ['Extend & Improve', 'Implementation Prompts'].includes(step.label),
    )
    for (const { step, text } of after) expect(text.toLowerCase(), step.label).toContain('talking pillow')
  })
})

describe('JSON', () => {
  const nested: JsonSchema = {
    type: 'object',
    required: ['name', 'score', 'kind', 'ok', 'tags', 'parts', 'none'],
    additionalProperties: false,
    properties: {
      name: { type: 'string', minLength: 3, maxLength: 12 },
      score: { type: 'integer', minimum: 1, maximum: 5 },
      share: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
      kind: { enum: ['red', 'green'] },
      ok: { type: 'boolean' },
      when: { type: 'string', format: 'date' },
      tags: { type: 'array', items: { type: 'string' }, minItems: 2, maxItems: 4 },
      parts: { type: 'array', items: { $ref: '#/$defs/part' } },
      none: { type: ['string', 'null'] },
      either: {
        anyOf: [
          { type: 'null' },
          { type: 'object', properties: { deep: { type: 'array', items: { type: 'integer' } } } },
        ],
      },
    },
    $defs: {
      part: {
        type: 'object',
        properties: { title: { type: 'string' }, parts: { type: 'array', items: { $ref: '#/$defs/part' } } },
        required: ['title'],
      },
    },
  }

  it.each<[string, JsonSchema]>([
    ['nested', nested],
    ['a list', { type: 'array', items: { type: 'string' } }],
    ['a number', { type: 'number', minimum: 10, maximum: 10 }],
    ['a constant', { const: 'x' }],
    ['anything', {}],
  ])('is valid against a schema: %s', async (_name, schema) => {
    const { text } = await run(request(IDEA, { output: { format: 'json', schema } }))
    expect(z.fromJSONSchema(schema).safeParse(JSON.parse(text))).toMatchObject({ success: true })
  })

  it('has the fields that the prompt names, where there is no schema', async () => {
    const { text } = await run(
      request(`Return "title", "tags" and "score" for: ${IDEA}`, { output: { format: 'json' } }),
    )
    expect(JSON.parse(text)).toEqual({
      title: expect.any(String),
      tags: expect.any(Array),
      score: expect.any(Number),
    })
  })

  it.each<[string, JsonSchema]>([
    ['requires itself', { type: 'object', required: ['self'], properties: { self: { $ref: '#' } } }],
    ['refers to itself', { $ref: '#' }],
    ['is all of itself', { allOf: [{ $ref: '#' }] }],
    ['wants a billion items', { type: 'array', minItems: 1e9, items: { type: 'null' } }],
  ])('comes to an end with a schema that %s', async (_name, schema) => {
    const { text } = await run(request(IDEA, { output: { format: 'json', schema }, maxTokens: 1_000_000 }))
    expect(() => JSON.parse(text)).not.toThrow()
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
  ['a long unbroken line', 'a'.repeat(1_000_000)],
  ['spaces', ' '.repeat(1_000_000)],
  ['blank lines', '\n \n'.repeat(300_000)],
  ['open tags', '<idea>\n'.repeat(100_000)],
  ['colons', 'Idea:\n'.repeat(100_000)],
  ['stars', '**'.repeat(500_000)],
  ['bars', '| '.repeat(500_000)],
  ['quotes', '"'.repeat(1_000_000)],
  ['sentences', 'It is so. '.repeat(100_000)],
  ['brackets', '{"a":['.repeat(100_000)],
])('answers within seconds to %s', async (_name, content) => {
  const startedAt = performance.now()
  const asked = `Answer in Markdown with exactly these sections:\n\n## Features\n\n## Anything\n\n<notes>\n${content}\n</notes>\n${content}`
  expect((await run(request(asked))).error).toBeUndefined()
  expect((await run(request(content))).error).toBeUndefined()
  expect(performance.now() - startedAt).toBeLessThan(5_000)
})
