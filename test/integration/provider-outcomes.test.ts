import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { Run } from '@shared/model/run'
import type { WorkflowSettings } from '@shared/model/workflow'
import type { Core } from '@main/api/core'
import { localClient, openCore } from '@main/app'
import { temporaryFolder } from '../support/temporary-folder'
import { mostAtOnce, type ProviderProcess, startProvider } from '../support/provider-process'
import { canaryKey } from '../support/canary-keys'
import { tell } from '../support/long-form'

/** What a provider does to a request, and where that leaves the run. Real clock, real HTTP, both protocols. */
describe.each(['openai', 'anthropic'] as const)('over the protocol of %s', (protocol) => {
  let provider: ProviderProcess
  beforeAll(async () => {
    provider = await startProvider()
  })
  afterAll(() => provider.stop())

  function open(): Core {
    const environment =
      protocol === 'openai'
        ? { OPENAI_API_KEY: canaryKey(), OPENAI_BASE_URL: provider.openaiUrl }
        : { ANTHROPIC_API_KEY: canaryKey(), ANTHROPIC_BASE_URL: provider.anthropicUrl }
    const core = openCore({ dataFolder: temporaryFolder(), environment })
    onTestFinished(() => core.close())
    return core
  }

  function run(prompts: string[], overrides = {}) {
    const steps = prompts.map((prompt, n) => ({ label: `S${n + 1}`, stepType: 'generate' as const, prompt }))
    return start({ name: 'W', steps }, overrides)
  }

  async function start(
    workflow: WorkflowSettings,
    overrides = {},
  ): Promise<{ run: Run; ledger: Awaited<ReturnType<ProviderProcess['ledger']>> }> {
    const core = open()
    const before = (await provider.ledger()).length
    const { runId } = await localClient(core, () => undefined).workflows.start({
      source: { kind: 'inline', workflow },
      overrides,
    })
    const ended = await core.runs.rested(runId)
    return { run: ended, ledger: (await provider.ledger()).slice(before) }
  }

  it('steps that do not refer to each other are sent at the same time, and with concurrency 1 they are not', async () => {
    const prompts = ['a [tokens=5] [delay=20]', 'b [tokens=5] [delay=20]', 'c [tokens=5] [delay=20]']
    expect(mostAtOnce((await run(prompts)).ledger)).toBe(3)
    expect(mostAtOnce((await run(prompts, { concurrency: 1 })).ledger)).toBe(1)
  })

  it('a stream that is cut in the middle is not an answer: it is tried again, and both requests are counted', async () => {
    const { run: ended, ledger } = await run([`cut ${protocol} [cut=3] [times=1] [tokens=6]`])
    expect(ended).toMatchObject({
      status: 'completed',
      steps: [{ attempts: 2, output: 'one two three four five six' }],
    })
    expect(ledger.filter((entry) => entry.event === 'start')).toHaveLength(2)
    // The cut one sent no figures, so that part is counted here.
    expect(ended.steps[0]?.tokenUsage).toMatchObject({ estimated: true })
  })

  describe('a request that was answered with nothing before it was cut', () => {
    const long = 'word '.repeat(5_000)
    const inputTokens = (ended: Run) => ended.steps[0]?.tokenUsage?.inputTokens ?? 0

    it('counts: what was sent is charged', async () => {
      const { run: whole } = await run([`${protocol} whole [tokens=6] ${long}`])
      const { run: ended } = await run([`${protocol} empty [cut=0] [times=1] [tokens=6] ${long}`])
      expect(ended).toMatchObject({ status: 'completed', steps: [{ attempts: 2 }] })
      expect(inputTokens(ended) / inputTokens(whole)).toBeGreaterThan(1.8)
      expect(ended.steps[0]?.tokenUsage).toMatchObject({ estimated: true })
    })

    it('counts against the budget: what the second try would go beyond is not sent', async () => {
      const model = protocol === 'openai' ? 'gpt-4.1' : 'claude-sonnet-4-5'
      const step = {
        label: 'S',
        stepType: 'generate' as const,
        prompt: `${protocol} dear [cut=0] ${long}`,
        model,
        maxTokens: 20,
      }
      const { run: ended, ledger } = await start({ name: 'W', budgetUsd: 0.03, steps: [step] })
      expect(ended).toMatchObject({ status: 'paused', pauseReason: 'budget' })
      expect(ledger.filter((entry) => entry.event === 'start').length).toBeLessThanOrEqual(2)
      expect(ended.steps[0]?.costEstimate).toBeGreaterThan(0.009)
      expect(ended.steps[0]?.costEstimate).toBeLessThanOrEqual(0.03)
    })

    it.each(['fail=500', 'fail=429'])(
      'counts nothing where there was an error instead [%s]',
      async (fault) => {
        const { run: ended } = await run([`${protocol} free [${fault}] [times=1] [tokens=6]`])
        const { run: whole } = await run([`${protocol} once more [x=1] [times=1] [tokens=6]`])
        expect(Math.abs(inputTokens(ended) - inputTokens(whole))).toBeLessThan(5)
        expect(ended.steps[0]?.tokenUsage?.estimated).toBeUndefined()
      },
    )
  })

  it('429 with Retry-After: 2 is tried again, and not before two seconds have passed', async () => {
    const { run: ended, ledger } = await run([`busy ${protocol} [fail=429] [after=2] [times=1]`])
    expect(ended).toMatchObject({ status: 'completed', steps: [{ attempts: 2 }] })
    const [first, second] = ledger.filter((entry) => entry.event === 'start')
    const waitedMs = Number(BigInt(second?.time ?? 0) - BigInt(first?.time ?? 0)) / 1e6
    expect(waitedMs).toBeGreaterThanOrEqual(2000)
    tell(`${protocol}: 429 with Retry-After: 2, tried again after ${(waitedMs / 1000).toFixed(2)} s`)
  })

  it('500 twice and then an answer: completed at the third attempt', async () => {
    const { run: ended } = await run([`broken ${protocol} [fail=500] [times=2]`])
    expect(ended).toMatchObject({ status: 'completed', steps: [{ attempts: 3, error: null }] })
  })

  it('a bad key fails at once, with what to do and without the key', async () => {
    const { run: ended } = await run([`denied ${protocol} [fail=401]`])
    expect(ended).toMatchObject({
      status: 'failed',
      steps: [{ status: 'failed', attempts: 1, error: { code: 'bad_key', retryable: false } }],
    })
    expect(ended.steps[0]?.error?.remedy).toMatch(/key/i)
    expect(JSON.stringify(ended)).not.toContain(canaryKey())
  })

  it('exhausted credit is not tried again', async () => {
    const { run: ended, ledger } = await run([`poor ${protocol} [fail=429] [code=insufficient_quota]`])
    expect(ended.steps[0]).toMatchObject({ status: 'failed', attempts: 1, error: { code: 'no_credit' } })
    const sent = ledger.filter((entry) => entry.event === 'start')
    expect(sent).toHaveLength(1)
    tell(`${protocol}: credit is spent: ${sent.length} request, ${sent.length - 1} retries`)
  })

  it('an answer at the token limit is complete and says so, and later steps go on', async () => {
    const { run: ended } = await run([`long ${protocol} [length]`, 'after {{steps.S1.content}}'])
    expect(ended).toMatchObject({ status: 'completed', steps: [{ truncated: true }, { truncated: false }] })
  })
})
