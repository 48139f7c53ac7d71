import { expect, test } from 'vitest'
import { aStep, createApiBench } from '../support/api-bench'
import { callProcedure, PROCEDURES } from '../support/api-procedures'
import { TRANSPORTS } from '../support/api-transports'
import { canaryKey } from '../support/canary-keys'

const CANARY = canaryKey('7777')
/** Also in pieces: all that may be seen of it are its last four characters. */
const SEEN = [CANARY, CANARY.slice(0, 12), CANARY.slice(-12), CANARY.slice(-5), btoa(CANARY).slice(0, 12)]

test.each(Object.entries(TRANSPORTS))(
  'no answer over %s holds a key, whatever is asked',
  async (_name, connect) => {
    const { api, core, logged, client: near } = createApiBench({ origin: 'remote' })
    const { client } = await connect(api)
    const connection = {
      name: 'Work',
      kind: 'openai-compatible' as const,
      baseUrl: 'https://a.example/v1',
      defaultModel: 'm',
    }
    const workflow = {
      name: 'Test',
      steps: [
        aStep(0, { provider: 'Work' }),
        aStep(1, { stepType: 'review', prompt: '{{steps.S1.content}}' }),
        aStep(2, { provider: 'Work', prompt: '{{steps.S2.content}}' }),
      ],
    }
    const saved = await client.connections.save({ connection, updatedAt: null })
    const key = await client.connections.setKey({ name: 'Work', updatedAt: saved.updatedAt, key: CANARY })
    const { id: workflowId, updatedAt } = await client.workflows.create({ workflow })
    const source = { kind: 'workflow', workflowId }
    const { runId } = await near.workflows.start({ source: { kind: 'workflow', workflowId } })
    await core.runs.rested(runId)
    const template = await client.templates.create({ workflow })
    const file = (await client.templates.export({ workflowId })).text
    const step = { workflowId, stepId: 's1', updatedAt }
    const runStep = { runId, stepId: 's1', revision: 1 }
    const change = { set: { maxTokens: 5 }, was: { maxTokens: 4096 } }

    /** In this order; many change what the next ones find, and an error is an answer, too. */
    const calls: Record<string, unknown> = {
      'connections.list': { findLocal: true },
      'connections.test': { name: 'Work' },
      'connections.models': { name: 'Work', refresh: true },
      'settings.get': {},
      'settings.update': { updatedAt: 0, changes: { defaultConnection: 'Work' } },
      'app.info': {},
      'app.backup': {},
      'app.restore': { name: 'nowhere.db' },
      'workflows.list': { count: true },
      'workflows.get': { workflowId },
      'workflows.validate': { source, input: 'a' },
      'workflows.estimateCost': { source },
      'workflows.start': { source },
      'workflows.create': { templateId: template.id },
      'workflows.duplicate': { workflowId },
      'workflows.saveDraft': { workflowId, content: {}, basedOn: null, updatedAt: null },
      'workflows.steps.try': step,
      'workflows.steps.tryLive': { ...step, trialId: 't1' },
      'workflows.steps.stopTrial': { trialId: 't1' },
      'workflows.steps.lastTrial': { workflowId, stepId: 's1' },
      'workflows.steps.saveTrialValues': { workflowId, stepId: 's1', values: { outputs: {} } },
      'workflows.steps.dismissTrial': { workflowId, stepId: 's1', trialId: 't1' },
      'workflows.steps.add': { ...step, stepId: undefined, step: { ...aStep(3), id: undefined } },
      'workflows.steps.update': { ...step, changes: { model: 'n' } },
      'workflows.steps.remove': step,
      'workflows.steps.reorder': { workflowId, updatedAt, stepIds: ['s3', 's2', 's1'] },
      'workflows.update': { workflowId, updatedAt, workflow },
      'workflows.delete': { workflowId, updatedAt },
      'runs.list': {},
      'runs.workflows': {},
      'runs.get': { runId },
      'runs.events': { runId },
      'runs.now': {},
      'runs.search': { query: 'Answer' },
      'runs.update': { runId, steps: [{ stepId: 's3', ...change }] },
      'runs.steps.revisions': { runId, stepId: 's1', texts: [1], attempts: true },
      'runs.steps.overrideOutput': { ...runStep, text: 'mine' },
      'runs.steps.drafts': { runId },
      'runs.steps.saveDraft': { runId, stepId: 's1', draft: { kind: 'output', text: 'mine', revision: 1 } },
      'runs.steps.rerunStale': { runId, stepIds: 'all' },
      'runs.steps.retry': runStep,
      'runs.steps.continue': runStep,
      'runs.steps.skipWait': { runId, stepId: 's1', attempts: 1 },
      'runs.resume': { runId, decision: { kind: 'approve', revision: 1 } },
      'runs.pause': { runId },
      'runs.stop': { runId },
      'runs.rebase': { runId, updatedAt: 1 },
      'runs.clone': { runId },
      'runs.export': { runId, format: 'json' },
      'runs.delete': { runId, updatedAt: 1 },
      'templates.list': {},
      'templates.get': { templateId: template.id },
      'templates.create': { workflowId },
      'templates.preview': { text: file },
      'templates.import': { text: file },
      'templates.export': { templateId: template.id },
      'templates.update': { templateId: template.id, updatedAt: template.updatedAt, workflow },
      'templates.delete': { templateId: template.id, updatedAt: template.updatedAt },
      'usage.summary': { from: 0, to: 8e15 },
      // A key that is refused, and one in the wrong place, are not sent back either.
      'connections.setKey': { name: 'Work', updatedAt: key.updatedAt, key: `${CANARY} and more` },
      'connections.save': { connection: { ...connection, key: CANARY }, updatedAt: CANARY },
      'connections.deleteKey': { name: 'Work', updatedAt: key.updatedAt },
      'connections.remove': { name: 'Work', updatedAt: key.updatedAt },
    }
    expect(Object.keys(calls).sort()).toEqual(PROCEDURES.toSorted())

    const answers: unknown[] = [saved, key]
    for (const [path, input] of Object.entries(calls)) {
      const answer = await callProcedure(client, path, input).catch((error: unknown) => error)
      answers.push(isStream(answer) ? await firstItem(answer) : told(answer))
    }
    expect(answers.filter((answer) => JSON.stringify(answer).includes('7777')).length).toBeGreaterThan(1)
    const all = JSON.stringify(answers)
    for (const piece of SEEN) expect(all).not.toContain(piece)
    expect(logged).toEqual([])
    for (const { id } of (await near.runs.list()).items) await core.runs.rested(id)
  },
)

function isStream(answer: unknown): answer is AsyncIterable<unknown> {
  return typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
}

async function firstItem(items: AsyncIterable<unknown>): Promise<unknown> {
  for await (const item of items) return item
  return undefined
}

/** All of an error, its stack and its causes as well. */
function told(answer: unknown): unknown {
  if (!(answer instanceof Error)) return answer
  return [answer, answer.message, answer.stack, answer.cause === undefined ? '' : told(answer.cause)]
}
