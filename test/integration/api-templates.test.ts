import { describe, expect, test } from 'vitest'
import { builtInTemplates } from '@shared/model/built-in-templates'
import { aStep, createApiBench, withoutId } from '../support/api-bench'

const NOWHERE = { code: 'NOT_FOUND', status: 404, defined: true }
const CONFLICT = { code: 'CONFLICT', status: 409, defined: true }
const workflow = {
  name: 'Mine',
  description: 'My own.',
  steps: [
    aStep(0, { prompt: '{{input}}' }),
    aStep(1, { stepType: 'review', prompt: '{{steps.S1.content}}' }),
  ],
}
const withoutIds = { ...workflow, steps: workflow.steps.map(withoutId) }
const FILE = `{
  "format": "baton/1",
  "name": "Filed",
  "mystery": 1,
  "steps": [{ "label": "A", "stepType": "generate", "prompt": "go" }]
}
`

describe('built-in templates', () => {
  test('come first, in their order, and stay as they are', async () => {
    const { client } = createApiBench()
    await client.templates.create({ workflow })
    const templates = await client.templates.list()
    expect(templates.map(({ id, source }) => [id, source])).toEqual([
      ...builtInTemplates().map(({ slug }) => [slug, 'built-in']),
      [expect.any(String), 'own'],
    ])
    expect(templates[0]).toMatchObject({ id: 'deep-build-pipeline', updatedAt: 0, steps: { length: 9 } })
    expect(templates[0]).not.toHaveProperty('workflow')
    const templateId = 'deep-build-pipeline'
    const built = await client.templates.get({ templateId })
    expect(built.workflow).toEqual(builtInTemplates()[0]?.template)
    for (const change of [
      client.templates.update({ templateId, updatedAt: 0, workflow }),
      client.templates.delete({ templateId, updatedAt: 0 }),
    ]) {
      await expect(change).rejects.toMatchObject({
        code: 'INVALID',
        data: { problems: [{ path: ['templateId'] }] },
      })
    }
  })
})

describe('own templates', () => {
  test('are made from a stored workflow or a given one, without ids', async () => {
    const { client } = createApiBench()
    const { id: workflowId } = await client.workflows.create({ workflow })
    const made = await client.templates.create({ workflowId, name: 'Named' })
    expect(made).toMatchObject({ source: 'own', name: 'Named', description: 'My own.', gateCount: 1 })
    expect(made.workflow).toEqual({ ...withoutIds, name: 'Named' })
    expect((await client.templates.create({ workflow })).workflow).toEqual(withoutIds)
    const described = await client.templates.create({ workflowId, description: 'For others.' })
    expect(described).toMatchObject({ name: 'Mine', description: 'For others.' })
    const plain = await client.templates.create({ workflowId, description: '' })
    expect(plain.workflow).not.toHaveProperty('description')
    expect(await client.templates.get({ templateId: made.id })).toEqual({ ...made, faults: [] })
    await expect(client.templates.create({ workflowId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
    await expect(client.templates.get({ templateId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
  })

  test('are changed, deleted and brought back on what the caller saw', async () => {
    const { client } = createApiBench()
    const { id: templateId, updatedAt } = await client.templates.create({ workflow })
    const changed = await client.templates.update({
      templateId,
      updatedAt,
      workflow: { ...workflow, name: 'Other' },
    })
    expect(changed).toMatchObject({ name: 'Other' })
    await expect(client.templates.update({ templateId, updatedAt, workflow })).rejects.toMatchObject(CONFLICT)
    const deleted = await client.templates.delete({ templateId, updatedAt: changed.updatedAt })
    expect(await client.templates.list({ deleted: true })).toMatchObject([{ id: templateId }])
    expect(await client.templates.list()).toHaveLength(3)
    await client.templates.delete({ templateId, updatedAt: deleted.updatedAt, undo: true })
    expect(await client.templates.list()).toHaveLength(4)
  })
})

describe('files', () => {
  test('preview says what would be added, and adds nothing', async () => {
    const { client } = createApiBench()
    const good = await client.templates.preview({ text: FILE })
    expect(good).toMatchObject({
      template: { name: 'Filed', steps: [{ label: 'A', stepType: 'generate' }], gateCount: 0 },
      warnings: [{ severity: 'warning', message: expect.stringContaining('mystery') }],
      problems: [],
    })
    const bad = await client.templates.preview({ text: '{"format":"baton/1","name":"","steps":[{}]}' })
    expect(bad.template).toBeNull()
    expect(bad.problems.length).toBeGreaterThan(2)
    expect((await client.templates.preview({ text: 'no JSON' })).problems).toHaveLength(1)
    expect(await client.templates.list()).toHaveLength(3)
  })

  test('what is wrong with prompts and schemas is told as validate says it, and keeps nothing from being added', async () => {
    const { client } = createApiBench()
    const steps = [
      { label: 'A', stepType: 'generate', prompt: '{{steps.B.content}} {{input.nope}}' },
      { label: 'B', stepType: 'generate', prompt: '{{steps.Nobody.content}}', systemPrompt: '{{unclosed' },
    ]
    const schema = { type: 'object', properties: { a: {} }, additionalProperties: false }
    const text = JSON.stringify({ format: 'baton/1', name: 'Broken', input: { schema }, steps })
    const { faults, problems, template } = await client.templates.preview({ text })
    expect(problems).toEqual([])
    expect(faults.map(({ path }) => path.join('.'))).toEqual([
      'steps.0.prompt',
      'steps.0.prompt',
      'steps.1.prompt',
      'steps.1.systemPrompt',
    ])
    const source = { kind: 'inline' as const, workflow: { ...template?.workflow } }
    expect(faults).toEqual((await client.workflows.validate({ source })).problems)
    const added = await client.templates.import({ text })
    expect((await client.templates.get({ templateId: added.template.id })).faults).toEqual(faults)
  })

  test('of a file with any number of faults, the first thousand are told', async () => {
    const { client } = createApiBench()
    const steps = [{ label: 'A', stepType: 'generate', prompt: '{{a}}'.repeat(50_000) }]
    const text = JSON.stringify({ format: 'baton/1', name: 'Hostile', steps })
    expect((await client.templates.preview({ text })).faults).toHaveLength(1_000)
  })

  test('an import adds an own template, a bad file nothing', async () => {
    const { client } = createApiBench()
    const { template, warnings } = await client.templates.import({ text: FILE, name: 'Named' })
    expect(template).toMatchObject({ name: 'Named', source: 'own' })
    expect(warnings).toHaveLength(1)
    await expect(client.templates.import({ text: '{"format":"baton/2"}' })).rejects.toMatchObject({
      code: 'INVALID',
      data: { problems: [{ path: ['format'] }] },
    })
    expect(await client.templates.list()).toHaveLength(4)
  })

  test('an export holds kinds instead of connections, and can be imported', async () => {
    const { client } = createApiBench()
    await client.connections.save({ connection: { name: 'Work', kind: 'anthropic' }, updatedAt: null })
    const steps = [aStep(0, { provider: 'Work' }), aStep(1, { provider: 'gone' })]
    const { id: workflowId } = await client.workflows.create({
      workflow: { ...workflow, name: 'A/B', steps },
    })
    const file = await client.templates.export({ workflowId })
    expect(file).toMatchObject({ fileName: 'a-b.baton.json', mediaType: 'application/json' })
    expect(file.text).toContain('"provider": "anthropic"')
    expect(file.text).not.toMatch(/Work|gone|s1/)
    const { template } = await client.templates.import({ text: file.text })
    expect((await client.templates.export({ templateId: template.id })).text).toBe(file.text)
    expect((await client.templates.export({ templateId: 'deep-build-pipeline' })).fileName).toBe(
      'deep-build-pipeline.baton.json',
    )
    await expect(client.templates.export({ workflowId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
    await expect(client.templates.export({ templateId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
  })
})

describe('the connections that a file wants', () => {
  const step = (index: number, settings: object) => withoutId(aStep(index, settings))
  const fileOf = (...steps: object[]) => JSON.stringify({ format: 'baton/1', name: 'Wants', steps })

  test('are told with what would serve, which is what start then chooses', async () => {
    const { client } = createApiBench()
    for (const [name, kind] of [
      ['Work', 'anthropic'],
      ['Second', 'anthropic'],
      ['Local', 'ollama'],
    ] as const) {
      await client.connections.save({ connection: { name, kind, defaultModel: 'own' }, updatedAt: null })
    }
    const { updatedAt } = await client.settings.get()
    await client.settings.update({ updatedAt, changes: { defaultConnection: 'Local' } })
    const steps = [
      step(0, {}),
      step(1, { provider: 'Local', model: 'llama' }),
      step(2, { provider: 'ollama' }),
      step(3, { provider: 'ollama' }),
      step(4, { stepType: 'review', provider: 'gone' }),
      step(5, { enabled: false, provider: 'gone' }),
    ]
    const { needs } = await client.templates.preview({ text: fileOf(...steps) })
    expect(needs).toEqual([
      wanted(null, null, 1, 'own'),
      wanted('Local', 'llama', 1, 'llama'),
      wanted('ollama', null, 2, 'own'),
    ])
    const { template } = await client.templates.import({ text: fileOf(...steps) })
    const { runId } = await client.workflows.start({ source: { kind: 'template', templateId: template.id } })
    const run = await client.runs.get({ runId })
    expect(run.steps.slice(0, 4).map(({ settings }) => [settings.connection?.name, settings.model])).toEqual([
      ['Local', 'own'],
      ['Local', 'llama'],
      ['Local', 'own'],
      ['Local', 'own'],
    ])
    await client.runs.stop({ runId })

    function wanted(provider: string | null, model: string | null, stepCount: number, served: string) {
      const serves = { connection: { name: 'Local', kind: 'ollama' }, model: served }
      return { provider, model, stepCount, serves, problem: null }
    }
  })

  test('that are not there are told with what to do, and can be replaced on the way in', async () => {
    const { client } = createApiBench()
    await client.connections.save({ connection: { name: 'Work', kind: 'anthropic' }, updatedAt: null })
    const text = fileOf(
      step(0, { provider: 'anthropic', model: 'm' }),
      step(1, { provider: 'Acme Gateway' }),
      step(2, { provider: 'openai' }),
    )
    const { needs } = await client.templates.preview({ text })
    const told = needs?.map(({ provider, serves, problem }) => [provider, serves, problem?.code])
    expect(told).toEqual([
      ['anthropic', null, 'key_missing'],
      ['Acme Gateway', null, 'unknown_connection'],
      ['openai', null, 'key_missing'],
    ])
    for (const { problem } of needs ?? []) {
      expect(problem?.message).toMatch(/^[A-Z].*\.$/)
      expect(problem?.remedy).toMatch(/\.$|baton keys set Work$/)
    }
    const { template } = await client.templates.import({
      text,
      replace: [
        { provider: 'anthropic', connection: 'demo' },
        { provider: 'Acme Gateway', connection: 'demo' },
      ],
    })
    expect(template.workflow.steps.map(({ provider, model }) => [provider, model])).toEqual([
      ['demo', undefined],
      ['demo', undefined],
      ['openai', undefined],
    ])
  })

  test('are not told of a file that can’t be imported', async () => {
    const { client } = createApiBench()
    expect(await client.templates.preview({ text: '{}' })).not.toHaveProperty('needs')
  })
})
