import { LLMock } from '@copilotkit/aimock'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { ApiClient } from '@shared/contract'
import { reduceRun } from '@shared/model/reduce-run'
import type { Run } from '@shared/model/run'
import type { RunMessage } from '@shared/model/run-event'
import { localClient, openCore } from '@main/app'
import { temporaryFolder } from '../support/temporary-folder'
import { canaryKey } from '../support/canary-keys'

/** The article's own list of what must be shown, on the real database and over HTTP to a mock of both protocols. */
describe.each(['openai', 'anthropic'])('over the protocol of %s', (provider) => {
  const mock = new LLMock({ port: 0, chunkSize: 5 })
  const sent = () => mock.getRequests().map((request) => JSON.stringify(request.body))
  let origin = ''
  let api: ApiClient

  beforeAll(async () => {
    origin = await mock.start()
  })
  afterAll(() => mock.stop())
  beforeEach(() => {
    mock.reset()
    const core = openCore({
      dataFolder: temporaryFolder(),
      environment:
        provider === 'openai'
          ? { OPENAI_API_KEY: canaryKey(), OPENAI_BASE_URL: `${origin}/v1` }
          : { ANTHROPIC_API_KEY: canaryKey(), ANTHROPIC_BASE_URL: origin },
    })
    onTestFinished(() => core.close())
    api = localClient(core, (error) => {
      throw error
    })
  })

  /** Follows a run until it rests, as a page does. */
  async function follow(runId: string): Promise<{ run: Run; messages: RunMessage[] }> {
    const { seq } = await api.runs.get({ runId })
    const controller = new AbortController()
    const messages: RunMessage[] = []
    let run: Run | undefined
    for await (const batch of await api.runs.events({ runId }, { signal: controller.signal })) {
      for (const message of batch) {
        messages.push(message)
        run = message.type === 'state' ? message.run : run && reduceRun(run, message)
      }
      if (run !== undefined && run.seq >= seq && run.status !== 'running') break
    }
    controller.abort()
    if (run === undefined) throw new TypeError('a listener gets the state first')
    return { run, messages }
  }
  const outputs = (run: Run) => run.steps.map((step) => step.output)

  const steps = [
    { label: 'Idea', stepType: 'generate' as const, prompt: 'idea about {{input}}' },
    { label: 'Gate', stepType: 'review' as const, prompt: '{{steps.Idea.content}}' },
    { label: 'Draft', stepType: 'generate' as const, prompt: 'draft from {{steps.Gate.content}}' },
  ]

  it('the full flow: a template becomes a workflow, is configured, runs, and streams', async () => {
    mock.onMessage(/idea about bees/, { content: 'An idea that hums.' })
    mock.onMessage(/draft from/, { content: 'A draft that flies.' })
    const own = await api.templates.create({ workflow: { name: 'Mine', steps } })
    const workflow = await api.workflows.create({ templateId: own.id })
    const stepId = workflow.steps[2]?.id ?? ''
    const configured = await api.workflows.steps.update({
      workflowId: workflow.id,
      updatedAt: workflow.updatedAt,
      stepId,
      changes: { maxTokens: 77 },
    })
    expect(configured.steps[2]).toMatchObject({ maxTokens: 77 })
    const { runId } = await api.workflows.start({
      source: { kind: 'workflow', workflowId: workflow.id },
      input: 'bees',
      overrides: { yoloMode: true },
    })
    const { run, messages } = await follow(runId)
    expect(run.status).toBe('completed')
    expect(outputs(run)).toEqual(['An idea that hums.', 'An idea that hums.', 'A draft that flies.'])
    const text = messages.flatMap((message) =>
      message.type === 'text' && message.stepLabel === 'Idea' ? message.delta : [],
    )
    expect(text.join('')).toBe('An idea that hums.')
    expect(sent()[1]).toContain('77')
  })

  it('outputs are chained into later prompts, by text and by field', async () => {
    mock.onMessage(/make json/, { content: '{"title": "Bees", "tags": ["a", "b"]}' })
    mock.onMessage(/use/, { content: 'used' })
    const chained = [
      {
        label: 'Data',
        stepType: 'extract' as const,
        prompt: 'make json',
        output: { format: 'json' as const },
      },
      {
        label: 'Use',
        stepType: 'generate' as const,
        prompt: 'use {{steps.Data.title}} {{steps.Data.tags.1}} and all: {{steps.Data.content}}',
      },
    ]
    const { runId } = await api.workflows.start({
      source: { kind: 'inline', workflow: { name: 'W', steps: chained } },
    })
    await follow(runId)
    expect(sent()[1]).toContain(
      JSON.stringify('use Bees b and all: {"title": "Bees", "tags": ["a", "b"]}').slice(1, -1),
    )
  })

  it('pauses at a review gate and resumes', async () => {
    mock.onMessage(/idea about/, { content: 'An idea.' })
    mock.onMessage(/draft from An idea\./, { content: 'A draft.' })
    const { runId } = await api.workflows.start({
      source: { kind: 'inline', workflow: { name: 'W', steps } },
      input: 'x',
    })
    const { run: paused } = await follow(runId)
    expect(paused).toMatchObject({ status: 'paused', pauseReason: 'review' })
    expect(paused.steps[1]).toMatchObject({ status: 'awaiting_review', output: 'An idea.' })
    expect(sent()).toHaveLength(1)
    await api.runs.resume({ runId, decision: { kind: 'approve', revision: 1 } })
    const { run } = await follow(runId)
    expect(run.status).toBe('completed')
    expect(outputs(run)[2]).toBe('A draft.')
  })

  it('a failed step can be retried, and what comes after it follows', async () => {
    const failing = [
      { label: 'One', stepType: 'generate' as const, prompt: 'one', maxRetries: 0 },
      { label: 'Two', stepType: 'generate' as const, prompt: 'two after {{steps.One.content}}' },
    ]
    mock.onMessage('one', { error: { message: 'no', type: 'invalid_request_error' }, status: 400 })
    const { runId } = await api.workflows.start({
      source: { kind: 'inline', workflow: { name: 'W', steps: failing } },
    })
    const { run: failed } = await follow(runId)
    expect(failed).toMatchObject({ status: 'failed', steps: [{ status: 'failed' }, { status: 'pending' }] })
    mock.reset()
    mock.onMessage(/two after first/, { content: 'second' })
    mock.onMessage('one', { content: 'first' })
    await api.runs.steps.retry({ runId, stepId: failed.steps[0]?.id ?? '', revision: null })
    const { run } = await follow(runId)
    expect(outputs(run)).toEqual(['first', 'second'])
  })

  it('an edited output reaches later prompts, when the user says so', async () => {
    mock.onMessage(/idea about/, { content: 'An idea.' })
    mock.onMessage(/draft from An idea\./, { content: 'Old draft.' })
    mock.onMessage(/draft from My own idea\./, { content: 'New draft.' })
    const source = { kind: 'inline' as const, workflow: { name: 'W', yoloMode: true, steps } }
    const { runId } = await api.workflows.start({ source, input: 'x' })
    const { run: before } = await follow(runId)
    await api.runs.steps.overrideOutput({
      runId,
      stepId: before.steps[1]?.id ?? '',
      revision: 1,
      text: 'My own idea.',
    })
    const edited = await api.runs.get({ runId })
    expect(edited.steps.map((step) => step.stale)).toEqual([false, false, true])
    expect(sent()).toHaveLength(2)
    await api.runs.steps.rerunStale({ runId, stepIds: 'all' })
    const { run } = await follow(runId)
    expect(outputs(run)[2]).toBe('New draft.')
    expect(sent()).toHaveLength(3)
  })

  it('a workflow is duplicated deeply: new ids, the same steps, no runs', async () => {
    const original = await api.workflows.create({ workflow: { name: 'W', steps } })
    const copy = await api.workflows.duplicate({ workflowId: original.id })
    expect(copy.id).not.toBe(original.id)
    const ids = [...original.steps, ...copy.steps].map((step) => step.id)
    expect(new Set(ids).size).toBe(6)
    const bare = (list: typeof copy.steps) => list.map(({ id: _id, ...settings }) => settings)
    expect(bare(copy.steps)).toEqual(bare(original.steps))
    await api.workflows.steps.remove({
      workflowId: copy.id,
      updatedAt: copy.updatedAt,
      stepId: copy.steps[0]?.id ?? '',
    })
    expect((await api.workflows.get({ workflowId: original.id })).workflow?.steps).toHaveLength(3)
    const { items } = await api.workflows.list()
    expect(items.map((item) => [item.stepCount, item.lastRun])).toEqual(
      expect.arrayContaining([
        [3, null],
        [2, null],
      ]),
    )
  })
})
