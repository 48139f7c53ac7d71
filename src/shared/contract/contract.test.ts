import { isContractProcedure, type AnyContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { ErrorCode } from '../errors'
import type { RunMessage } from '../model/run-event'
import { MAX_DEPTH, MAX_TEXT_CHARACTERS, MAX_WORKFLOW_CHARACTERS } from './bounded'
import { contract, errorMap, type ApiClient, type ApiOutputs } from './index'
import { canaryKey } from '../../../test/support/canary-keys'

interface Examples {
  /** Each is accepted. The first is also the base of generated invalid inputs. */
  valid: [first: object, ...rest: unknown[]]
  /** Each is refused. */
  invalid: unknown[]
}

const long = 'x'.repeat(101)
const at = 1_700_000_000_000
const step = { label: 'Idea', stepType: 'generate', prompt: '{{input}}' }
const workflow = { name: 'Ideas', steps: [step, { ...step, id: 's2', temperature: 0.5 }] }
const tooLarge = { ...workflow, steps: [{ ...step, prompt: 'x'.repeat(MAX_WORKFLOW_CHARACTERS) }] }
const paged: Examples = {
  valid: [{ limit: 1, cursor: 'abc', count: true, deleted: false }, {}, undefined],
  invalid: [{ limit: 0 }, { limit: 201 }, { limit: 1.5 }, { cursor: 'x'.repeat(1001) }, null, 'all'],
}
const noInput: Examples = { valid: [{}, undefined], invalid: [null, 1, { any: 1 }] }
const deletion = (key: string): Examples => ({
  valid: [
    { [key]: 'a', updatedAt: at },
    { [key]: 'a', updatedAt: at, undo: true },
  ],
  invalid: [{ [key]: 'a' }, { [key]: 'a', undo: true }, { [key]: long, updatedAt: at }],
})
const runId = 'r1'
const byRun: Examples = {
  valid: [{ runId }],
  invalid: [{}, { runId: '' }, { runId: long }, { runId: 'a\u0000b' }],
}
const source = { kind: 'workflow', workflowId: 'w1' }
const storedStep = { workflowId: 'w1', stepId: 's1', updatedAt: at }
const editedStep = { workflowId: 'new', stepId: 's1', workflow: { name: 'W', steps: [] }, input: 'a' }
const anyStep = { workflowId: 'w1', stepId: 's1' }
const toTry = {
  valid: [{ ...storedStep, changes: { model: 'm' }, input: 'a', outputs: { s0: 'text' } }, editedStep],
  invalid: [
    { workflowId: 'w1', stepId: 's1' },
    { ...storedStep, workflow: { name: 'W', steps: [] } },
    { ...storedStep, outputs: { s0: 5 } },
  ],
} satisfies Examples

const EXAMPLES: Record<string, Examples> = {
  'workflows.list': { valid: [...paged.valid, { search: 'tender', name: 'Ideas' }], invalid: paged.invalid },
  'workflows.get': {
    valid: [{ workflowId: 'w1' }, { workflowId: 'new' }, { workflowId: 'w1', deleted: true }],
    invalid: [{}, { workflowId: long }, { workflowId: 5 }, { workflowId: 'w1', deleted: 'yes' }],
  },
  'workflows.create': {
    valid: [
      { workflow },
      { workflow, workflowId: '0190163d-8694-739b-aea5-966c26f8ad91' },
      { templateId: 'deep-build-pipeline' },
      {},
      undefined,
    ],
    invalid: [
      { workflow, workflowId: 'w1' },
      { workflow, workflowId: 'new' },
      { workflow, workflowId: '0190163d-8694-439b-aea5-966c26f8ad91' },
      { workflow, workflowId: '0190163D-8694-739B-AEA5-966C26F8AD91' },
      { workflow, templateId: 'a' },
      { workflow: { ...workflow, name: ' ' } },
      { workflow: { ...workflow, secret: 1 } },
      { workflow: { ...workflow, steps: [{ ...step, baseUrl: 'http://evil' }] } },
      { workflow: tooLarge },
      { workflow: { ...workflow, steps: Array.from({ length: 2_001 }, () => step) } },
      {
        workflow: {
          ...workflow,
          steps: [
            { ...step, id: 'a' },
            { ...step, id: 'a' },
          ],
        },
      },
    ],
  },
  'workflows.update': {
    valid: [{ workflowId: 'w1', updatedAt: at, workflow }],
    invalid: [
      { workflowId: 'w1', workflow },
      { workflowId: 'w1', updatedAt: '2026-01-01', workflow },
      { workflowId: 'w1', updatedAt: at, workflow: tooLarge },
    ],
  },
  'workflows.duplicate': {
    valid: [{ workflowId: 'w1', name: 'Copy' }, { workflowId: 'w1' }],
    invalid: [{}, { workflowId: 'w1', name: '' }],
  },
  'workflows.delete': deletion('workflowId'),
  'workflows.validate': {
    valid: [
      { source, input: { topic: 'a' }, overrides: {} },
      { source: { kind: 'template', templateId: 't' }, input: '' },
      { source: { kind: 'inline', workflow: { name: '', steps: 5 } } },
    ],
    invalid: [{}, { source: { kind: 'inline', workflow: [] } }, { source: { kind: 'file', path: '/' } }],
  },
  'workflows.estimateCost': {
    valid: [
      { source, input: 'a', overrides: { model: 'm' } },
      { source, historyOf: 'w1' },
      { runId, plan: 'stale', stepIds: ['s1'] },
      { runId, plan: 'whole' },
      { runId, plan: 'remaining', overrides: { connection: 'Work', model: 'm' } },
    ],
    invalid: [
      {},
      { source, runId, plan: 'whole' },
      { runId },
      { runId, plan: 'everything' },
      { runId, plan: 'remaining', overrides: { budgetUsd: 1 } },
    ],
  },
  'workflows.start': {
    valid: [
      {
        source,
        input: 'a',
        overrides: {
          yoloMode: true,
          connection: 'demo',
          model: 'm',
          concurrency: 1,
          budgetUsd: 2,
          reuse: false,
        },
      },
      { source: { kind: 'template', templateId: 'deep-build-pipeline' } },
      { source: { kind: 'inline', workflow, sourcePath: '/tmp/a.baton.json' }, input: [] },
      { source, input: '', overrides: { budgetUsd: null } },
    ],
    invalid: [
      {},
      { source: 'w1' },
      { source, input: 5 },
      { source, input: null },
      { source, input: { at: new Date() } },
      { source, input: [undefined] },
      { source, input: { n: Number.NaN } },
      { source, input: nested(MAX_DEPTH + 1) },
      { source, input: nested(200_000) },
      { source, input: 'x'.repeat(MAX_TEXT_CHARACTERS + 1) },
      { source, overrides: { concurrency: 0 } },
      { source, overrides: { budgetUsd: 0 } },
      { source: { kind: 'inline', workflow: { ...workflow, steps: undefined } } },
      { source: { kind: 'inline', workflow: { ...workflow, input: { schema: nested(MAX_DEPTH) } } } },
    ],
  },
  'workflows.saveDraft': {
    valid: [
      { workflowId: 'new', content: { name: '', steps: [{ half: true }] }, basedOn: null, updatedAt: null },
      { workflowId: 'w1', content: null, basedOn: at, updatedAt: at },
      { workflowId: 'w1', content: {}, basedOn: at, updatedAt: null, deleted: true },
    ],
    invalid: [
      { workflowId: 'w1', content: {}, basedOn: at },
      { workflowId: 'w1', content: [], basedOn: at, updatedAt: at },
      { workflowId: 'w1', content: 'text', basedOn: at, updatedAt: at },
    ],
  },
  'workflows.steps.add': {
    valid: [
      { workflowId: 'w1', updatedAt: at, step, at: 0 },
      { workflowId: 'w1', updatedAt: at, step },
    ],
    invalid: [
      { workflowId: 'w1', step },
      { workflowId: 'w1', updatedAt: at, step: { ...step, stepType: 'dream' } },
      { workflowId: 'w1', updatedAt: at, step, at: -1 },
    ],
  },
  'workflows.steps.update': {
    valid: [
      {
        workflowId: 'w1',
        stepId: 's1',
        updatedAt: at,
        changes: { prompt: 'a', temperature: null, model: 'm' },
      },
    ],
    invalid: [
      { workflowId: 'w1', stepId: 's1', changes: { prompt: 'a' } },
      { workflowId: 'w1', stepId: 's1', updatedAt: at, changes: {} },
      { workflowId: 'w1', stepId: 's1', updatedAt: at, changes: { label: null } },
      { workflowId: 'w1', stepId: 's1', updatedAt: at, changes: { temperature: 3 } },
    ],
  },
  'workflows.steps.remove': {
    valid: [{ workflowId: 'w1', stepId: 's1', updatedAt: at }],
    invalid: [
      { workflowId: 'w1', stepId: 's1' },
      { workflowId: 'w1', stepId: '', updatedAt: at },
    ],
  },
  'workflows.steps.reorder': {
    valid: [{ workflowId: 'w1', updatedAt: at, stepIds: ['s2', 's1'] }],
    invalid: [
      { workflowId: 'w1', stepIds: [] },
      { workflowId: 'w1', updatedAt: at, stepIds: [long] },
    ],
  },
  'workflows.steps.try': toTry,
  'workflows.steps.tryLive': {
    valid: [
      { trialId: 't1', ...storedStep },
      { trialId: 't1', ...editedStep },
    ],
    invalid: [...toTry.valid, ...toTry.invalid.map((example) => ({ trialId: 't1', ...example }))],
  },
  'workflows.steps.stopTrial': { valid: [{ trialId: 't1' }], invalid: [{}, { trialId: '' }] },
  'workflows.steps.lastTrial': {
    valid: [anyStep, { ...anyStep, workflowId: 'new' }],
    invalid: [{}, { workflowId: 'w1' }, { ...anyStep, stepId: long }],
  },
  'workflows.steps.saveTrialValues': {
    valid: [
      { ...anyStep, values: { input: 'a', outputs: { s0: '' } } },
      { ...anyStep, values: { outputs: {} } },
      { ...anyStep, values: null },
    ],
    invalid: [
      anyStep,
      { ...anyStep, values: {} },
      { ...anyStep, values: { input: 5, outputs: {} } },
      { ...anyStep, values: { outputs: { s0: { text: 'a' } } } },
      { ...anyStep, values: { input: 'x'.repeat(MAX_TEXT_CHARACTERS), outputs: {} } },
    ],
  },
  'workflows.steps.dismissTrial': {
    valid: [
      { ...anyStep, trialId: 't1' },
      { ...anyStep, trialId: 't1', undo: true },
    ],
    invalid: [anyStep, { ...anyStep, trialId: '' }, { ...anyStep, trialId: 't1', undo: null }],
  },
  'runs.list': {
    valid: [...paged.valid, { workflowId: 'w1', statuses: ['running', 'interrupted'], idPrefix: '0198' }],
    invalid: [...paged.invalid, { statuses: ['pending'] }],
  },
  'runs.workflows': {
    valid: [{}, { search: 'pears' }, { workflowId: 'w1', limit: 1 }],
    invalid: [
      { limit: 0 },
      { limit: 201 },
      { search: 'x'.repeat(501) },
      { workflowId: '' },
      { deleted: true },
    ],
  },
  'runs.get': byRun,
  'runs.events': byRun,
  'runs.now': noInput,
  'runs.resume': {
    valid: [
      { runId, decision: { kind: 'approve', revision: 1, stepId: 's1' } },
      { runId },
      { runId, decision: { kind: 'edit', revision: 2, text: '' } },
      { runId, decision: { kind: 'sendBack', revision: 3, comment: 'Shorter.' } },
    ],
    invalid: [
      { runId, decision: { kind: 'approve' } },
      { runId, decision: { kind: 'approve', revision: 0 } },
      { runId, decision: { kind: 'edit', revision: 1 } },
      { runId, decision: { kind: 'sendBack', revision: 1, comment: '  ' } },
      { runId, decision: { kind: 'stop', revision: 1 } },
      { runId, decision: { kind: 'edit', revision: 1, text: 'x'.repeat(MAX_TEXT_CHARACTERS + 1) } },
    ],
  },
  'runs.pause': byRun,
  'runs.stop': byRun,
  'runs.update': {
    valid: [
      { runId, options: { set: { budgetUsd: 5 }, was: { budgetUsd: 2, yoloMode: false } } },
      { runId, options: { set: { budgetUsd: null }, was: { budgetUsd: 2 } } },
      { runId, steps: [{ stepId: 's1', set: { model: 'm' }, was: { model: 'n' } }] },
    ],
    invalid: [
      { runId },
      { runId, options: { set: { budgetUsd: 5 } } },
      { runId, options: { set: { budgetUsd: 5 }, was: {} } },
      { runId, options: { set: {}, was: {} } },
      { runId, steps: [] },
      { runId, steps: [{ stepId: 's1', set: { prompt: 'a' }, was: { prompt: 'b' } }] },
    ],
  },
  'runs.clone': { valid: [{ runId, input: 'b', overrides: {} }, { runId }], invalid: byRun.invalid },
  'runs.delete': deletion('runId'),
  'runs.search': {
    valid: [{ query: 'night shift', workflowId: 'w1', statuses: ['completed'], limit: 20 }, { query: 'a' }],
    invalid: [{}, { query: '' }, { query: 'x'.repeat(501) }],
  },
  'runs.rebase': {
    valid: [
      { runId, updatedAt: at },
      { runId, updatedAt: at, preview: true },
      { runId, updatedAt: at, version: 'v' },
    ],
    invalid: [
      { runId },
      { runId, preview: true },
      { runId, updatedAt: at, preview: 'yes' },
      { runId, updatedAt: at, version: 1 },
    ],
  },
  'runs.export': {
    valid: [
      { runId, format: 'markdown' },
      { runId, format: 'json' },
    ],
    invalid: [{ runId }, { runId, format: 'pdf' }],
  },
  'runs.steps.drafts': byRun,
  'runs.steps.saveDraft': {
    valid: [
      { runId, stepId: 's1', draft: { kind: 'output', text: '', revision: 1 } },
      { runId, stepId: 's1', draft: { kind: 'comment', text: 'Shorter.', revision: 2 } },
      { runId, stepId: 's1', draft: null },
    ],
    invalid: [
      { runId, stepId: 's1' },
      { runId, draft: null },
      { runId, stepId: 's1', draft: { text: 'a', revision: 1 } },
      { runId, stepId: 's1', draft: { kind: 'prompt', text: 'a', revision: 1 } },
      { runId, stepId: 's1', draft: { kind: 'output', text: 'a', revision: 0 } },
      {
        runId,
        stepId: 's1',
        draft: { kind: 'output', text: 'x'.repeat(MAX_TEXT_CHARACTERS + 1), revision: 1 },
      },
    ],
  },
  'runs.steps.retry': {
    valid: [
      { runId, stepId: 's1', revision: 1 },
      { runId, stepId: 's1', revision: null },
    ],
    invalid: [
      { runId, stepId: 's1' },
      { runId, stepId: 's1', revision: 0 },
    ],
  },
  'runs.steps.continue': {
    valid: [{ runId, stepId: 's1', revision: 1 }],
    invalid: [
      { runId, stepId: 's1' },
      { runId, stepId: 's1', revision: null },
    ],
  },
  'runs.steps.skipWait': {
    valid: [{ runId, stepId: 's1', attempts: 0 }],
    invalid: [
      { runId, stepId: 's1' },
      { runId, stepId: 's1', attempts: -1 },
    ],
  },
  'runs.steps.overrideOutput': {
    valid: [{ runId, stepId: 's1', revision: 1, text: '' }],
    invalid: [
      { runId, stepId: 's1', text: 'a' },
      { runId, stepId: 's1', revision: 1 },
      { runId, stepId: 's1', revision: 1, text: 'x'.repeat(MAX_TEXT_CHARACTERS + 1) },
    ],
  },
  'runs.steps.revisions': {
    valid: [
      { runId, stepId: 's1', texts: [1, 2], attempts: true },
      { runId, stepId: 's1' },
    ],
    invalid: [{ runId }, { runId, stepId: 's1', texts: Array.from({ length: 21 }, () => 1) }],
  },
  'runs.steps.rerunStale': {
    valid: [
      { runId, stepIds: ['s1'] },
      { runId, stepIds: 'all' },
    ],
    invalid: [{ runId }, { runId, stepIds: [] }, { runId, stepIds: 's1' }],
  },
  'templates.list': { valid: [{ deleted: true }, {}, undefined], invalid: [null, { deleted: 'yes' }] },
  'templates.get': { valid: [{ templateId: 't1' }], invalid: [{}, { templateId: '' }] },
  'templates.create': {
    valid: [{ workflowId: 'w1', name: 'Mine' }, { workflowId: 'w1' }, { workflow }],
    invalid: [{}, { workflowId: 'w1', workflow }, { workflow: { ...workflow, name: '' } }],
  },
  'templates.update': {
    valid: [{ templateId: 't1', updatedAt: at, workflow }],
    invalid: [
      { templateId: 't1', workflow },
      { templateId: 't1', updatedAt: at },
    ],
  },
  'templates.delete': deletion('templateId'),
  'templates.preview': {
    valid: [{ text: '{}' }, { text: '' }],
    invalid: [{}, { text: {} }, { text: 'x'.repeat(MAX_WORKFLOW_CHARACTERS + 1) }],
  },
  'templates.import': {
    valid: [{ text: '{}', name: 'Mine' }, { text: '{}' }],
    invalid: [{}, { text: '{}', name: '' }, { text: 'x'.repeat(MAX_WORKFLOW_CHARACTERS + 1) }],
  },
  'templates.export': {
    valid: [{ templateId: 't1' }, { workflowId: 'w1' }],
    invalid: [{}, { templateId: 't1', workflowId: 'w1' }],
  },
  'connections.list': { valid: [{ findLocal: true }, {}, undefined], invalid: [{ findLocal: 'yes' }] },
  'connections.save': {
    valid: [
      { connection: { name: 'Work', kind: 'openai', baseUrl: 'https://a.example/v1' }, updatedAt: null },
      { connection: { name: 'Work', kind: 'openai' }, name: 'Home', updatedAt: at },
    ],
    invalid: [
      { connection: { name: 'Work', kind: 'openai' } },
      { connection: { name: 'Work', kind: 'openai' }, updatedAt: at },
      { connection: { name: 'Work', kind: 'openai' }, name: 'Work', updatedAt: null },
      { connection: { name: 'Work', kind: 'openai', key: canaryKey() }, updatedAt: null },
      { connection: { name: 'Work', kind: 'openai', baseUrl: 'file:///etc/passwd' }, updatedAt: null },
    ],
  },
  'connections.remove': { valid: [{ name: 'Work', updatedAt: at }], invalid: [{ name: 'Work' }] },
  'connections.setKey': {
    valid: [{ name: 'Work', updatedAt: at, key: canaryKey() }],
    invalid: [
      { name: 'Work', key: canaryKey() },
      { name: 'Work', updatedAt: at, key: ' ' },
      { name: 'Work', updatedAt: at, key: 'sk 1' },
      { name: 'Work', updatedAt: at, key: 'sk\r\nX-Evil: 1' },
      { name: 'Work', updatedAt: at, key: 'x'.repeat(8_001) },
    ],
  },
  'connections.deleteKey': { valid: [{ name: 'Work', updatedAt: at }], invalid: [{ name: 'Work' }] },
  'connections.test': { valid: [{ name: 'Work' }], invalid: [{}, { name: long }] },
  'connections.models': {
    valid: [{ name: 'Work', refresh: true }, { name: 'Work' }],
    invalid: [{}, { name: '' }],
  },
  'settings.get': noInput,
  'settings.update': {
    valid: [{ updatedAt: at, changes: { theme: 'dark', defaultBudgetUsd: null } }],
    invalid: [
      { changes: { theme: 'dark' } },
      { updatedAt: at, changes: {} },
      { updatedAt: at, changes: { theme: 'pink' } },
      { updatedAt: at, changes: { key: canaryKey() } },
    ],
  },
  'usage.summary': {
    valid: [
      { from: 0, to: at, timeZone: 'Europe/Berlin', workflowId: 'w1' },
      { from: 0, to: at },
    ],
    invalid: [{}, { from: at, to: at }, { from: 0, to: at, timeZone: '' }],
  },
  'app.info': noInput,
  'app.backup': noInput,
  'app.restore': {
    valid: [{ name: 'baton-2026-11-22.db' }],
    invalid: [{}, { name: '../baton.db' }, { name: '.hidden' }, { name: 'a/b' }, { name: 'a\\b' }],
  },
}

const procedures = new Map(walk(contract, []))

test('every procedure has examples, and every example a procedure', () => {
  expect(Object.keys(EXAMPLES).sort()).toEqual([...procedures.keys()].sort())
})

describe.each([...procedures])('%s', (path, procedure) => {
  const { valid, invalid } = EXAMPLES[path] ?? { valid: [{}], invalid: [] }

  test('accepts what is valid', async () => {
    expect(await accepted(procedure, valid)).toEqual(valid)
  })

  test('refuses what is not', async () => {
    expect(invalid.length).toBeGreaterThan(0)
    expect(await accepted(procedure, invalid)).toEqual([])
  })

  test('refuses unknown fields, and the wrong type in each known one', async () => {
    const [base] = valid
    const broken = Object.keys(base).map((field) => ({ ...base, [field]: () => 0 }))
    expect(await accepted(procedure, [{ ...base, surprise: 1 }, ...broken])).toEqual([])
  })

  test('has the typed errors and an output', () => {
    expect(procedure['~orpc'].errorMap).toEqual(errorMap)
    expect(procedure['~orpc'].outputSchema).toBeDefined()
  })
})

test('problems with a key never repeat it', async () => {
  const key = `${canaryKey()} with spaces`
  const found = await problems(procedures.get('connections.setKey'), { name: 'Work', updatedAt: at, key })
  expect(found).toHaveLength(1)
  expect(JSON.stringify(found)).not.toContain('canary')
})

test('input and output are what they are called', () => {
  expectTypeOf<keyof typeof errorMap>().toEqualTypeOf<ErrorCode>()
  type Events = Awaited<ReturnType<ApiClient['runs']['events']>>
  expectTypeOf<Events extends AsyncIterable<infer T> ? T : never>().toEqualTypeOf<RunMessage[]>()
  expectTypeOf<ApiOutputs['workflows']['start']>().toEqualTypeOf<{ runId: string }>()
  expectTypeOf<Parameters<ApiClient['settings']['get']>[0]>().toEqualTypeOf<
    Record<string, never> | undefined
  >()
})

function* walk(router: AnyContractRouter, path: string[]): Generator<[string, AnyContractProcedure]> {
  if (isContractProcedure(router)) yield [path.join('.'), router]
  else for (const [key, part] of Object.entries(router)) yield* walk(part, [...path, key])
}

async function problems(procedure: AnyContractProcedure | undefined, input: unknown): Promise<unknown[]> {
  const result = await procedure?.['~orpc'].inputSchema?.['~standard'].validate(input)
  if (result === undefined) throw new TypeError('The procedure has no input schema.')
  return [...(result.issues ?? [])]
}

async function accepted(procedure: AnyContractProcedure, inputs: unknown[]): Promise<unknown[]> {
  const found = await Promise.all(inputs.map((input) => problems(procedure, input)))
  return inputs.filter((_, index) => found[index]?.length === 0)
}

/** An object that is nested `depth` levels deep. */
function nested(depth: number): { [key: string]: unknown } {
  let value: { [key: string]: unknown } = {}
  for (let level = 1; level < depth; level++) value = { a: value }
  return value
}
