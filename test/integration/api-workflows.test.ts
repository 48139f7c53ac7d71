import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { NEW_WORKFLOW_ID, type ApiClient } from '@shared/contract'
import { builtInTemplates } from '@shared/model/built-in-templates'
import { aStep, createApiBench, withoutId } from '../support/api-bench'

const workflow = {
  name: 'Tender',
  description: 'Answers a tender.',
  steps: [aStep(0, { prompt: '{{input}}' }), aStep(1, { prompt: '{{steps.S1.content}}' })],
}
const NOWHERE = { code: 'NOT_FOUND', status: 404, defined: true }
const CONFLICT = { code: 'CONFLICT', status: 409, defined: true }
const BUILT_IN = 'deep-build-pipeline'

async function stored(client: ApiClient) {
  const { id: workflowId, updatedAt } = await client.workflows.create({ workflow })
  return { workflowId, updatedAt }
}

describe('authoring', () => {
  test('creates an empty workflow, a template’s copy, or the given one', async () => {
    const { client } = createApiBench()
    expect(await client.workflows.create()).toMatchObject({ name: 'Untitled workflow', steps: [] })
    const copy = await client.workflows.create({ templateId: BUILT_IN })
    const template = builtInTemplates()[0]?.template
    expect(copy.name).toBe(template?.name)
    expect(copy.steps.map(withoutId)).toEqual(template?.steps)
    expect(new Set(copy.steps.map(({ id }) => id)).size).toBe(copy.steps.length)
    expect(await client.workflows.create({ workflow })).toMatchObject(workflow)
    await expect(client.workflows.create({ templateId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
  })

  test('creates once, however often it is asked to under the same id', async () => {
    const { client } = createApiBench()
    const workflowId = '0190163d-8694-739b-aea5-966c26f8ad91'
    const created = await client.workflows.create({ workflowId, workflow })
    expect(created.id).toBe(workflowId)
    expect(await client.workflows.create({ workflowId, workflow })).toEqual(created)
    await expect(
      client.workflows.create({ workflowId, workflow: { ...workflow, name: 'Other' } }),
    ).rejects.toMatchObject(CONFLICT)
    await expect(client.workflows.create({ workflowId })).rejects.toMatchObject(CONFLICT)
    expect(await client.workflows.get({ workflowId })).toEqual({ workflow: created, draft: null })
    expect((await client.workflows.list()).items).toHaveLength(1)
    const copied = { workflowId: '0190163d-8694-739b-aea5-966c26f8ad92', templateId: BUILT_IN }
    expect(await client.workflows.create(copied)).toEqual(await client.workflows.create(copied))
  })

  test('new workflows start as the settings say', async () => {
    const { client } = createApiBench()
    const changes = { defaultConcurrency: 2, defaultBudgetUsd: 5, defaultReuse: true }
    await client.settings.update({ updatedAt: 0, changes })
    const wanted = { concurrency: 2, budgetUsd: 5, reuse: true }
    expect(await client.workflows.create()).toMatchObject(wanted)
    expect(await client.workflows.create({ workflow })).not.toMatchObject(wanted)
  })

  test('lists, finds, and gives with its draft', async () => {
    const { client } = createApiBench()
    const { workflowId, updatedAt } = await stored(client)
    await client.workflows.create()
    expect(await client.workflows.list({ count: true })).toMatchObject({ total: 2, nextCursor: null })
    expect((await client.workflows.list({ search: 'tender' })).items).toMatchObject([
      { id: workflowId, stepCount: 2, stepLabels: ['S1', 'S2'], lastRun: null },
    ])
    const draft = await client.workflows.saveDraft({
      workflowId,
      content: { half: true },
      basedOn: updatedAt,
      updatedAt: null,
    })
    expect(await client.workflows.get({ workflowId })).toMatchObject({
      workflow: { id: workflowId, ...workflow },
      draft: { content: { half: true }, basedOn: updatedAt, updatedAt: draft.updatedAt },
    })
    await expect(client.workflows.get({ workflowId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
  })

  test('keeps and drops drafts, of a workflow that was never saved, too', async () => {
    const { client } = createApiBench()
    const draft = { workflowId: NEW_WORKFLOW_ID, content: { name: '' }, basedOn: null }
    expect(await client.workflows.get({ workflowId: NEW_WORKFLOW_ID })).toEqual({
      workflow: null,
      draft: null,
    })
    const { updatedAt } = await client.workflows.saveDraft({ ...draft, updatedAt: null })
    await expect(client.workflows.saveDraft({ ...draft, updatedAt: null })).rejects.toMatchObject(CONFLICT)
    expect(await client.workflows.saveDraft({ ...draft, content: null, updatedAt })).toEqual({
      updatedAt: null,
    })
    await expect(
      client.workflows.saveDraft({ ...draft, workflowId: 'nowhere', updatedAt: null }),
    ).rejects.toMatchObject(NOWHERE)
  })

  test('updates what the caller saw, and nothing else', async () => {
    const { client } = createApiBench()
    const { workflowId, updatedAt } = await stored(client)
    const changed = await client.workflows.update({
      workflowId,
      updatedAt,
      workflow: { ...workflow, name: 'Offer' },
    })
    expect(changed).toMatchObject({ name: 'Offer', id: workflowId })
    expect(changed.updatedAt).toBeGreaterThan(updatedAt)
    await expect(client.workflows.update({ workflowId, updatedAt, workflow })).rejects.toMatchObject(CONFLICT)
    await expect(
      client.workflows.update({ workflowId: 'nowhere', updatedAt, workflow }),
    ).rejects.toMatchObject(NOWHERE)
  })

  test('duplicates, deletes, and brings back', async () => {
    const { client } = createApiBench()
    const { workflowId, updatedAt } = await stored(client)
    const copy = await client.workflows.duplicate({ workflowId })
    expect(copy.name).toBe('Tender copy')
    expect(copy.steps.map(({ id }) => id)).not.toEqual(workflow.steps.map(({ id }) => id))
    await expect(client.workflows.delete({ workflowId, updatedAt: 1 })).rejects.toMatchObject(CONFLICT)
    const deleted = await client.workflows.delete({ workflowId, updatedAt })
    await expect(client.workflows.get({ workflowId })).rejects.toMatchObject(NOWHERE)
    expect((await client.workflows.list({ deleted: true })).items).toHaveLength(1)
    await client.workflows.delete({ workflowId, updatedAt: deleted.updatedAt, undo: true })
    expect((await client.workflows.get({ workflowId })).workflow).toMatchObject(workflow)
  })

  test('keeps drafts of what was deleted, for when it is brought back', async () => {
    const { client } = createApiBench()
    const { workflowId, updatedAt } = await stored(client)
    const draft = { workflowId, content: { half: true }, basedOn: updatedAt, updatedAt: null }
    const deleted = { workflowId, deleted: true }
    await expect(client.workflows.get(deleted)).rejects.toMatchObject(NOWHERE)
    await expect(client.workflows.saveDraft({ ...draft, deleted: true })).rejects.toMatchObject(NOWHERE)
    const written = await client.workflows.delete({ workflowId, updatedAt })
    await expect(client.workflows.saveDraft(draft)).rejects.toMatchObject(NOWHERE)
    const kept = await client.workflows.saveDraft({ ...draft, deleted: true })
    expect(await client.workflows.get(deleted)).toMatchObject({
      workflow: { ...workflow, updatedAt: written.updatedAt },
      draft: { content: { half: true }, updatedAt: kept.updatedAt },
    })
    await client.workflows.delete({ workflowId, updatedAt: written.updatedAt, undo: true })
    expect((await client.workflows.get({ workflowId })).draft?.content).toEqual({ half: true })
    await expect(client.workflows.get(deleted)).rejects.toMatchObject(NOWHERE)
  })
})

describe('single steps', () => {
  test('are added, changed, moved and removed, each on what the caller saw', async () => {
    const { client } = createApiBench()
    const { workflowId, updatedAt } = await stored(client)
    const step = { label: 'First', stepType: 'generate' as const, prompt: 'go', temperature: 0.5 }
    const added = await client.workflows.steps.add({ workflowId, updatedAt, step, at: 0 })
    expect(added.workflow.steps.map(({ label }) => label)).toEqual(['First', 'S1', 'S2'])
    expect(added.workflow.steps[0]).toEqual({ ...step, id: added.stepId })
    await expect(client.workflows.steps.add({ workflowId, updatedAt, step })).rejects.toMatchObject(CONFLICT)

    const changed = await client.workflows.steps.update({
      workflowId,
      stepId: added.stepId,
      updatedAt: added.workflow.updatedAt,
      changes: { temperature: null, model: 'm' },
    })
    const { temperature: _, ...withoutTemperature } = step
    expect(changed.steps[0]).toEqual({ ...withoutTemperature, model: 'm', id: added.stepId })

    const order = changed.steps.map(({ id }) => id).toReversed()
    const moved = await client.workflows.steps.reorder({
      workflowId,
      updatedAt: changed.updatedAt,
      stepIds: order,
    })
    expect(moved.steps.map(({ id }) => id)).toEqual(order)

    const removed = await client.workflows.steps.remove({
      workflowId,
      stepId: added.stepId,
      updatedAt: moved.updatedAt,
    })
    expect(removed.steps.map(({ label }) => label)).toEqual(['S2', 'S1'])
    await expect(
      client.workflows.steps.remove({ workflowId, stepId: added.stepId, updatedAt: removed.updatedAt }),
    ).rejects.toMatchObject(NOWHERE)
  })

  test.each([[['s1']], [['s1', 's1']], [['s1', 's2', 's3']], [[]]])(
    'an order of %j is refused',
    async (stepIds) => {
      const { client } = createApiBench()
      const { workflowId, updatedAt } = await stored(client)
      await expect(client.workflows.steps.reorder({ workflowId, updatedAt, stepIds })).rejects.toMatchObject({
        code: 'INVALID',
        data: { problems: [{ path: ['stepIds'] }] },
      })
    },
  )
})

describe('trying one step', () => {
  test('sends it once, with what it refers to from the newest run or from the call', async () => {
    const { client, core, requests } = createApiBench({
      answer: ({ messages }) => `<${messages[0]?.content}>`,
    })
    const { workflowId, updatedAt } = await stored(client)
    const source = { kind: 'workflow' as const, workflowId }
    const { runId } = await client.workflows.start({ source, input: 'a' })
    await core.runs.rested(runId)
    const sent = requests.length
    const call = { workflowId, stepId: 's2', updatedAt }
    const trial = await client.workflows.steps.try({ ...call, changes: { systemPrompt: 'Be brief.' } })
    expect(trial).toMatchObject({
      systemPrompt: 'Be brief.',
      messages: [{ role: 'user', content: '<a>' }],
      connection: 'demo',
      model: 'demo',
      output: '<<a>>',
      error: null,
      truncated: false,
      tokenUsage: { inputTokens: 10, outputTokens: 20 },
      costEstimate: 0.00003,
    })
    expect(requests).toHaveLength(sent + 1)
    const given = await client.workflows.steps.try({ ...call, outputs: { s1: 'mine' } })
    expect(given.output).toBe('<mine>')
    expect((await client.runs.list()).items).toHaveLength(1)
    const { workflows } = await client.usage.summary({ from: 0, to: 8e15 })
    expect(new Map(workflows.map((each) => [each.workflowId, each.requests]))).toEqual(
      new Map([
        [workflowId, 2],
        [null, 2],
      ]),
    )
  })

  test('a failed request is an answer; a prompt that can not be resolved is not', async () => {
    const { client } = createApiBench({ answer: () => ({ text: ['half'], failure: { code: 'network' } }) })
    const { workflowId, updatedAt } = await stored(client)
    const call = { workflowId, updatedAt, input: 'a' }
    expect(await client.workflows.steps.try({ ...call, stepId: 's1' })).toMatchObject({
      output: 'half',
      error: { code: 'network' },
    })
    await expect(client.workflows.steps.try({ ...call, stepId: 's2' })).rejects.toMatchObject({
      code: 'INVALID',
    })
    await expect(client.workflows.steps.try({ ...call, stepId: 's9' })).rejects.toMatchObject(NOWHERE)
    await expect(client.workflows.steps.try({ ...call, stepId: 's1', updatedAt: 1 })).rejects.toMatchObject(
      CONFLICT,
    )
  })

  test('of a workflow as it is edited, saved or not, and saves nothing', async () => {
    const { client, core } = createApiBench({ answer: ({ messages }) => `<${messages[0]?.content}>` })
    const { workflowId } = await stored(client)
    const { runId } = await client.workflows.start({
      source: { kind: 'workflow', workflowId },
      input: 'a',
    })
    await core.runs.rested(runId)
    const steps = [
      aStep(0, { label: 'Renamed', prompt: '' }),
      aStep(7, { prompt: '{{steps.Renamed.content}} {{steps.Typed.content}}' }),
    ]
    const typed = aStep(5, { label: 'Typed', prompt: '-', enabled: true })
    const edited = { ...workflow, name: 'Edited', steps: [steps[0]!, typed, steps[1]!] }
    const call = { workflowId, stepId: 's8', workflow: edited, outputs: { s6: 'by hand' } }
    expect(await client.workflows.steps.try(call)).toMatchObject({ output: '<<a> by hand>', error: null })
    expect((await client.workflows.get({ workflowId })).workflow?.name).toBe('Tender')

    const alone = { ...workflow, steps: [aStep(3, { prompt: 'Say {{input}}' })] }
    const unsaved = { workflowId: NEW_WORKFLOW_ID, stepId: 's4', workflow: alone, input: 'hello' }
    expect(await client.workflows.steps.try(unsaved)).toMatchObject({ output: '<Say hello>' })
    await expect(client.workflows.steps.try({ ...call, stepId: 's1x' })).rejects.toMatchObject(NOWHERE)
    expect((await client.runs.list()).items).toHaveLength(1)
  })

  test('a gate shows its text and sends nothing', async () => {
    const { client, requests } = createApiBench()
    const steps = [aStep(0), aStep(1, { stepType: 'review', prompt: 'Look: {{steps.S1.content}}' })]
    const { id: workflowId, updatedAt } = await client.workflows.create({ workflow: { ...workflow, steps } })
    const call = { workflowId, stepId: 's2', updatedAt, outputs: { s1: 'this' } }
    expect(await client.workflows.steps.try(call)).toMatchObject({ output: 'Look: this', connection: '' })
    expect(requests).toEqual([])
  })

  test('can be cancelled, and is paid for as far as it went', async () => {
    const asked = Promise.withResolvers<void>()
    const { client, logged } = createApiBench({
      model: {
        async *stream(_request, signal) {
          yield { type: 'text', text: 'half' }
          const aborted = once(signal, 'abort')
          asked.resolve()
          await aborted
          signal.throwIfAborted()
        },
      },
    })
    const { workflowId, updatedAt } = await stored(client)
    const call = new AbortController()
    const input = { workflowId, updatedAt, stepId: 's1', input: 'a' }
    const trial = client.workflows.steps.try(input, { signal: call.signal }).catch((error: unknown) => error)
    await asked.promise
    call.abort()
    expect(await trial).toBeInstanceOf(Error)
    expect((await client.usage.summary({ from: 0, to: 8e15 })).total.requests).toBe(1)
    expect(logged).toEqual([])
  })
})

describe('validate', () => {
  test('says everything at once, with places', async () => {
    const { client } = createApiBench()
    const steps = [
      aStep(0, { prompt: '{{steps.Nowhere.content}}' }),
      aStep(1, { provider: 'missing', prompt: '{{input}}' }),
    ]
    const { problems } = await client.workflows.validate({
      source: { kind: 'inline', workflow: { name: 'Test', steps } },
    })
    expect(problems.map(({ path }) => path)).toEqual([
      ['steps', 0, 'prompt'],
      ['steps', 1, 'provider'],
    ])
  })

  test('the input counts only if it is given', async () => {
    const { client } = createApiBench()
    const schema = { type: 'object', properties: { topic: { type: 'string' } }, required: ['topic'] }
    const asks = { ...workflow, input: { schema } }
    const source = { kind: 'inline' as const, workflow: asks }
    expect(await client.workflows.validate({ source })).toEqual({ problems: [] })
    const { problems } = await client.workflows.validate({ source, input: { other: 1 } })
    expect(problems).toMatchObject([{ path: ['input'], severity: 'error' }])
  })

  test('a model without a price is a problem under a budget', async () => {
    const { client } = createApiBench()
    const source = { kind: 'inline' as const, workflow }
    const { problems } = await client.workflows.validate({
      source,
      overrides: { model: 'mystery', budgetUsd: 1 },
    })
    expect(problems.map(({ path }) => path)).toEqual([
      ['steps', 0, 'model'],
      ['steps', 1, 'model'],
    ])
  })

  test('a temperature that a model does not take is told as a warning', async () => {
    const { client } = createApiBench()
    const warm = { ...workflow, steps: workflow.steps.map((step) => ({ ...step, temperature: 0.2 })) }
    const asked = { source: { kind: 'inline' as const, workflow: warm }, overrides: { model: 'gpt-5' } }
    expect((await client.workflows.validate(asked)).problems).toMatchObject([
      {
        path: ['steps', 0, 'temperature'],
        severity: 'warning',
        message: expect.stringContaining('gpt-5 takes no temperature'),
      },
    ])
  })

  test('what is half written is checked as far as it goes', async () => {
    const { client } = createApiBench()
    const steps = [
      { label: '', stepType: 'generate', prompt: '{{steps.Later.content}}', temperature: 9 },
      'nonsense',
      { label: 'Later', stepType: 'dream' },
    ]
    const check = (value: object) =>
      client.workflows.validate({ source: { kind: 'inline', workflow: { ...value } } })
    const { problems } = await check({ name: '', steps })
    const places = problems.map(({ path }) => path.join('.'))
    expect(places).toEqual(
      expect.arrayContaining([
        'name',
        'steps.0.label',
        'steps.0.temperature',
        'steps.1',
        'steps.2.stepType',
        'steps.2.prompt',
        'steps.0.prompt',
      ]),
    )
    expect((await check({ name: '', steps: 5 })).problems.length).toBeGreaterThan(1)
    expect((await check({})).problems.length).toBeGreaterThan(1)
  })

  test('knows stored workflows and templates', async () => {
    const { client } = createApiBench()
    const { workflowId } = await stored(client)
    expect(await client.workflows.validate({ source: { kind: 'workflow', workflowId } })).toEqual({
      problems: [],
    })
    const demo = { connection: 'demo' }
    expect(
      await client.workflows.validate({
        source: { kind: 'template', templateId: BUILT_IN },
        overrides: demo,
      }),
    ).toEqual({ problems: [] })
    await expect(
      client.workflows.validate({ source: { kind: 'workflow', workflowId: 'nowhere' } }),
    ).rejects.toMatchObject(NOWHERE)
  })
})

describe('estimateCost', () => {
  test('of a workflow writes nothing, sends nothing, and needs no input yet', async () => {
    const { client, requests } = createApiBench()
    const { workflowId } = await stored(client)
    const estimate = await client.workflows.estimateCost({ source: { kind: 'workflow', workflowId } })
    expect(estimate.steps.map(({ stepId }) => stepId)).toEqual(['s1', 's2'])
    expect(estimate.total?.expected).toBeGreaterThan(0)
    expect(estimate.basedOnRuns).toBe(0)
    const unknown = await client.workflows.estimateCost({
      source: { kind: 'inline', workflow },
      input: 'a',
      overrides: { model: 'mystery' },
    })
    expect(unknown.total).toBeNull()
    expect(requests).toEqual([])
    expect((await client.runs.list()).items).toEqual([])
    const broken = { ...workflow, steps: [aStep(0, { provider: 'missing' })] }
    await expect(
      client.workflows.estimateCost({ source: { kind: 'inline', workflow: broken } }),
    ).rejects.toMatchObject({ code: 'INVALID' })
  })

  test('of unsaved changes knows how long the answers of the stored steps were', async () => {
    const { client, core } = createApiBench()
    const { workflowId } = await stored(client)
    const source = { kind: 'workflow' as const, workflowId }
    for (const input of ['a', 'b', 'c']) {
      const { runId } = await client.workflows.start({ source, input })
      await core.runs.rested(runId)
    }
    const [first, second] = workflow.steps
    const steps = [{ ...second!, prompt: 'Changed' }, first!, aStep(2, { prompt: 'New' })]
    const edited = { kind: 'inline' as const, workflow: { ...workflow, steps } }
    const basisOf = async (historyOf?: string) => {
      const estimate = await client.workflows.estimateCost({
        source: edited,
        ...(historyOf !== undefined && { historyOf }),
      })
      return estimate.steps.map(({ stepId, basis }) => [stepId, basis])
    }
    expect(await basisOf()).toEqual([
      ['s2', 'step-type'],
      ['s1', 'step-type'],
      ['s3', 'step-type'],
    ])
    expect(await basisOf(workflowId)).toEqual([
      ['s2', 'history'],
      ['s1', 'history'],
      ['s3', 'step-type'],
    ])
    expect(await basisOf('nowhere')).toEqual(await basisOf())
  })

  test('of a run says what each plan would send', async () => {
    const { client, core, start } = createApiBench()
    const runId = await start([
      {},
      { prompt: '{{steps.S1.content}}' },
      { stepType: 'review', prompt: '{{steps.S2.content}}' },
      { prompt: '{{steps.S3.content}}' },
    ])
    await core.runs.rested(runId)
    const ids = async (plan: 'whole' | 'remaining' | 'stale' | 'sendBack' | 'retry', stepIds?: string[]) =>
      (
        await client.workflows.estimateCost({ runId, plan, ...(stepIds !== undefined && { stepIds }) })
      ).steps.map(({ stepId }) => stepId)
    expect(await ids('whole')).toEqual(['s1', 's2', 's4'])
    expect(await ids('remaining')).toEqual(['s4'])
    expect(await ids('sendBack')).toEqual(['s2'])
    expect(await ids('retry', ['s1'])).toEqual(['s1'])
    expect(await ids('stale')).toEqual([])
    await client.runs.steps.overrideOutput({ runId, stepId: 's1', revision: 1, text: 'other' })
    expect(await ids('stale')).toEqual(['s2'])
    expect(await ids('stale', ['s4'])).toEqual([])

    // With another model, in what the plan would send and nowhere else; nothing is changed by asking.
    const model = 'mystery'
    const other = { runId, plan: 'remaining', overrides: { model } } as const
    expect(await client.workflows.estimateCost(other)).toMatchObject({ steps: [{ model }], total: null })
    expect((await client.runs.get({ runId })).steps[3]?.settings.model).not.toBe(model)
    await expect(
      client.workflows.estimateCost({ runId, plan: 'whole', overrides: { connection: 'nowhere' } }),
    ).rejects.toMatchObject({
      code: 'INVALID',
      data: { problems: [{ path: ['overrides', 'connection'] }] },
    })
    await client.runs.stop({ runId })
    await expect(client.workflows.estimateCost({ runId: 'nowhere', plan: 'whole' })).rejects.toMatchObject(
      NOWHERE,
    )
  })

  test('of a send-back without an open gate is refused', async () => {
    const { client, core, start } = createApiBench()
    const runId = await start([{}])
    await core.runs.rested(runId)
    await expect(client.workflows.estimateCost({ runId, plan: 'sendBack' })).rejects.toMatchObject({
      code: 'INVALID',
    })
  })
})

describe('start', () => {
  test('of a stored workflow, a template and a given one', async () => {
    const { client, core } = createApiBench()
    const { workflowId } = await stored(client)
    const { runId } = await client.workflows.start({ source: { kind: 'workflow', workflowId }, input: 'a' })
    const run = await core.runs.rested(runId)
    expect(run).toMatchObject({ status: 'completed', workflowId, workflowName: 'Tender', input: 'a' })
    const template = { kind: 'template' as const, templateId: BUILT_IN }
    const started = await client.workflows.start({
      source: template,
      input: 'a',
      overrides: { connection: 'demo', yoloMode: true },
    })
    const ofTemplate = await core.runs.rested(started.runId)
    expect(ofTemplate).toMatchObject({ status: 'completed', workflowId: null, sourcePath: null })
    expect(new Set(ofTemplate.steps.map(({ id }) => id)).size).toBe(9)
    expect((await client.workflows.list()).items).toHaveLength(1)
  })

  test('is refused with all problems, or the missing key', async () => {
    const { client } = createApiBench()
    await client.connections.save({ connection: { name: 'work', kind: 'openai' }, updatedAt: null })
    const start = (steps: ReturnType<typeof aStep>[]) =>
      client.workflows.start({ source: { kind: 'inline', workflow: { name: 'Test', steps } } })
    await expect(start([aStep(0, { provider: 'work' })])).rejects.toMatchObject({ code: 'KEY_MISSING' })
    const wrong = [
      aStep(0, { provider: 'work', prompt: '{{input}}' }),
      aStep(1, { provider: 'demo', prompt: '' }),
    ]
    await expect(start(wrong)).rejects.toMatchObject({
      code: 'INVALID',
      data: {
        problems: [
          { path: ['steps', 0, 'prompt'] },
          { path: ['steps', 1, 'prompt'] },
          { path: ['steps', 0, 'provider'] },
        ],
      },
    })
    expect((await client.runs.list()).items).toEqual([])
  })
})
