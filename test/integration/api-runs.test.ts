import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import type { ApiClient } from '@shared/contract'
import { formatTemplateFile } from '@shared/model/template-file'
import type { Core } from '@main/api/core'
import { aStep, createApiBench } from '../support/api-bench'
import { temporaryFolder } from '../support/temporary-folder'
import type { ScriptedAnswer } from '../support/scripted-model'
import { canaryKey } from '../support/canary-keys'

const NOWHERE = { code: 'NOT_FOUND', status: 404, defined: true }
const CONFLICT = { code: 'CONFLICT', status: 409, defined: true }
const GATED = [
  { label: 'Draft', prompt: 'draft {{input}}' },
  { label: 'Gate', stepType: 'review' as const, prompt: '{{steps.Draft.content}}' },
  { label: 'Final', prompt: 'final {{steps.Gate.content}}' },
]

/** A bench whose model says what it was asked last, and a run that waits at its gate. */
async function atGate() {
  const bench = createApiBench({ answer: ({ messages }) => `[${messages.at(-1)?.content}]` })
  const runId = await bench.start(GATED, 'it')
  await bench.core.runs.rested(runId)
  return { ...bench, runId }
}

async function completed(core: Core, client: ApiClient, runId: string) {
  await core.runs.rested(runId)
  return client.runs.get({ runId })
}

/** A model that answers when it is told. */
function waiting() {
  const go = Promise.withResolvers<void>()
  const answer = (): ScriptedAnswer => ({ text: ['half ', 'whole'], until: go.promise })
  return { bench: createApiBench({ answer }), go: () => go.resolve() }
}

describe('finding runs', () => {
  test('lists, by workflow, status and the start of an id, in pages', async () => {
    const { client, core, start, runId } = await atGate()
    const other = await start([{}])
    await core.runs.rested(other)
    expect((await client.runs.list()).items.map(({ id }) => id)).toEqual([other, runId])
    expect((await client.runs.list({ statuses: ['paused'] })).items).toMatchObject([
      {
        id: runId,
        status: 'paused',
        pauseReason: 'review',
        inputPreview: 'it',
        steps: { total: 3, completed: 1, awaitingReview: 1, pending: 1 },
        current: [{ stepId: 's2', label: 'Gate', position: 2, status: 'awaiting_review' }],
      },
    ])
    expect((await client.runs.list({ idPrefix: runId })).items).toHaveLength(1)
    expect((await client.runs.list({ workflowId: 'nowhere' })).items).toEqual([])
    const first = await client.runs.list({ limit: 1, count: true })
    expect(first.total).toBe(2)
    const second = await client.runs.list({ limit: 1, cursor: first.nextCursor ?? '' })
    expect(second.items.map(({ id }) => id)).toEqual([runId])
    await expect(client.runs.list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'INVALID' })
  })

  test('searches outputs and labels', async () => {
    const { client, runId } = await atGate()
    const { items } = await client.runs.search({ query: 'draft it' })
    expect(items.map(({ runId: id, stepId }) => [id, stepId])).toContainEqual([runId, 's1'])
    expect((await client.runs.search({ query: 'nothing like this' })).items).toEqual([])
  })

  test('gives a run whole', async () => {
    const { client, core, runId } = await atGate()
    expect(await client.runs.get({ runId })).toEqual(core.runs.get(runId))
    await expect(client.runs.get({ runId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
  })
})

describe('a gate', () => {
  test('passes when it is approved, once', async () => {
    const { client, core, runId } = await atGate()
    const decision = { kind: 'approve' as const, revision: 1, stepId: 's2' }
    expect(await client.runs.resume({ runId, decision })).toMatchObject({ runId, status: expect.any(String) })
    await expect(client.runs.resume({ runId, decision })).rejects.toMatchObject(CONFLICT)
    expect((await completed(core, client, runId)).steps[2]?.output).toBe('[final [draft it]]')
    await expect(client.runs.resume({ runId, decision })).rejects.toMatchObject(CONFLICT)
  })

  test('two approvals at once: one wins', async () => {
    const { client, core, runId } = await atGate()
    const decision = { kind: 'approve' as const, revision: 1, stepId: 's2' }
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => client.runs.resume({ runId, decision })))
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await core.runs.rested(runId)
  })

  test('passes on an edited text', async () => {
    const { client, core, runId } = await atGate()
    await client.runs.resume({ runId, decision: { kind: 'edit', revision: 1, text: 'mine' } })
    expect((await completed(core, client, runId)).steps[2]?.output).toBe('[final mine]')
  })

  test('sends back with a comment', async () => {
    const { client, core, requests, runId } = await atGate()
    await client.runs.resume({ runId, decision: { kind: 'sendBack', revision: 1, comment: 'Shorter.' } })
    const run = await completed(core, client, runId)
    expect(run).toMatchObject({ status: 'paused', pauseReason: 'review' })
    expect(run.steps[1]).toMatchObject({ output: '[Shorter.]', revision: 2 })
    expect(requests).toHaveLength(2)
  })

  test('a decision on another text, or where no gate is open, is a conflict', async () => {
    const { client, core, start, runId } = await atGate()
    const approve = { kind: 'approve' as const, revision: 7 }
    await expect(client.runs.resume({ runId, decision: approve })).rejects.toMatchObject(CONFLICT)
    const other = await start([{}])
    await core.runs.rested(other)
    for (const decision of [approve, { kind: 'sendBack' as const, revision: 1, comment: 'No.' }]) {
      await expect(client.runs.resume({ runId: other, decision })).rejects.toMatchObject(CONFLICT)
    }
  })

  test('waits on if nothing was decided', async () => {
    const { client, core, runId } = await atGate()
    await client.runs.resume({ runId })
    expect(await completed(core, client, runId)).toMatchObject({ pauseReason: 'review' })
  })
})

describe('pause, stop and resume', () => {
  test('pause lets the step in flight finish', async () => {
    const { bench, go } = waiting()
    const { client, core, start } = bench
    const runId = await start([{}, { prompt: '{{steps.S1.content}}' }])
    expect(await client.runs.pause({ runId })).toMatchObject({ runId, status: 'running', pausing: true })
    expect(await client.runs.get({ runId })).toMatchObject({ pausing: true })
    expect((await client.runs.list({})).items).toMatchObject([{ status: 'running', pausing: true }])
    await expect(client.runs.resume({ runId })).rejects.toMatchObject(CONFLICT)
    go()
    expect(await completed(core, client, runId)).toMatchObject({
      status: 'paused',
      pauseReason: 'user',
    })
    await expect(client.runs.pause({ runId })).rejects.toMatchObject(CONFLICT)
    await client.runs.resume({ runId })
    expect((await completed(core, client, runId)).status).toBe('completed')
  })

  test('stop keeps what had arrived as such', async () => {
    const { bench } = waiting()
    const { client, core, start } = bench
    const runId = await start([{}])
    const messages = (await client.runs.events({ runId }))[Symbol.asyncIterator]()
    for (let arrived = false; !arrived;) {
      const { value } = await messages.next()
      arrived = (value as { type: string }[]).some(({ type }) => type === 'text')
    }
    await messages.return?.()
    await client.runs.stop({ runId })
    const run = await completed(core, client, runId)
    expect(run.status).toBe('stopped')
    expect(run.steps[0]).toMatchObject({ status: 'pending', output: null, partial: 'half whole' })
    await expect(client.runs.stop({ runId })).rejects.toMatchObject(CONFLICT)
  })

  test('stop ends the wait at a gate', async () => {
    const { client, runId } = await atGate()
    expect(await client.runs.stop({ runId })).toMatchObject({ status: 'stopped', pauseReason: null })
    await expect(client.runs.stop({ runId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
    await expect(client.runs.pause({ runId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
    await expect(client.runs.resume({ runId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
  })

  test('resuming a completed run does nothing', async () => {
    const { client, core, requests, start } = createApiBench()
    const runId = await start([{}])
    await core.runs.rested(runId)
    expect(await client.runs.resume({ runId })).toMatchObject({ status: 'completed' })
    expect(requests).toHaveLength(1)
  })

  test('a key that only a failed re-run would need keeps nobody from retrying another step', async () => {
    let refuses = false
    const { client, core, start } = createApiBench({
      answer: () => (refuses ? { failure: { code: 'bad_request', retryable: false } } : 'text'),
    })
    const connection = { name: 'work', kind: 'openai' as const }
    const saved = await client.connections.save({ connection, updatedAt: null })
    const set = await client.connections.setKey({
      name: 'work',
      updatedAt: saved.updatedAt,
      key: canaryKey(),
    })
    const runId = await start([{ provider: 'work' }, { provider: 'demo' }])
    await core.runs.rested(runId)
    const [first, second] = core.runs.get(runId).steps.map(({ id }) => id)
    refuses = true
    await client.runs.steps.retry({ runId, stepId: first ?? '', revision: 1 })
    expect((await core.runs.rested(runId)).status).toBe('failed')
    refuses = false
    await client.connections.deleteKey({ name: 'work', updatedAt: set.updatedAt })
    await expect(client.runs.resume({ runId })).rejects.toMatchObject({ code: 'KEY_MISSING' })
    await client.runs.steps.retry({ runId, stepId: second ?? '', revision: 1 })
    expect((await core.runs.rested(runId)).status).toBe('completed')
  })

  test('a key that is missing by now is named before anything starts', async () => {
    const { client, core, requests, start } = createApiBench()
    const connection = { name: 'work', kind: 'openai' as const }
    const saved = await client.connections.save({ connection, updatedAt: null })
    const set = await client.connections.setKey({
      name: 'work',
      updatedAt: saved.updatedAt,
      key: canaryKey(),
    })
    const runId = await start([
      { stepType: 'review', prompt: 'Look.' },
      { provider: 'work', prompt: 'go' },
    ])
    await core.runs.rested(runId)
    await client.connections.deleteKey({ name: 'work', updatedAt: set.updatedAt })
    const decision = { kind: 'approve' as const, revision: 1 }
    await expect(client.runs.resume({ runId, decision })).rejects.toMatchObject({
      code: 'KEY_MISSING',
      status: 424,
      data: { remedy: expect.stringContaining('baton keys set work') },
    })
    expect((await client.runs.get({ runId })).steps[0]?.status).toBe('awaiting_review')
    expect(requests).toEqual([])
  })
})

describe('changing a run', () => {
  test('its options, if they still are what the caller saw', async () => {
    const { client, runId } = await atGate()
    await client.runs.update({ runId, options: { set: { budgetUsd: 5 }, was: { budgetUsd: null } } })
    await expect(
      client.runs.update({ runId, options: { set: { budgetUsd: 7 }, was: { budgetUsd: null } } }),
    ).rejects.toMatchObject(CONFLICT)
    expect((await client.runs.get({ runId })).options.budgetUsd).toBe(5)
  })

  test('connection, model and limits of its steps, all or none', async () => {
    const { client, runId } = await atGate()
    await client.connections.save({ connection: { name: 'near', kind: 'ollama' }, updatedAt: null })
    const was = { connection: 'demo', model: 'demo', temperature: null, maxTokens: 4096 }
    const set = { connection: 'near', model: 'm', temperature: 0.5, maxTokens: 10 }
    await client.runs.update({ runId, steps: [{ stepId: 's3', set, was }] })
    expect((await client.runs.get({ runId })).steps[2]?.settings).toMatchObject({
      connection: { name: 'near', kind: 'ollama' },
      model: 'm',
      temperature: 0.5,
      maxTokens: 10,
    })
    const back = { stepId: 's3', set: { temperature: null }, was: { temperature: 0.5 } }
    const late = { stepId: 's1', set: { model: 'x' }, was: { model: 'old' } }
    await expect(client.runs.update({ runId, steps: [back, late] })).rejects.toMatchObject(CONFLICT)
    expect((await client.runs.get({ runId })).steps[2]?.settings.temperature).toBe(0.5)
    await client.runs.update({ runId, steps: [back] })
    expect((await client.runs.get({ runId })).steps[2]?.settings.temperature).toBeUndefined()
  })

  test('names what is not there', async () => {
    const { client, runId } = await atGate()
    const change = { set: { connection: 'nowhere' }, was: { connection: 'demo' } }
    await expect(client.runs.update({ runId, steps: [{ stepId: 's3', ...change }] })).rejects.toMatchObject({
      code: 'INVALID',
      data: { problems: [{ path: ['steps', 0, 'set', 'connection'] }] },
    })
    await expect(client.runs.update({ runId, steps: [{ stepId: 's9', ...change }] })).rejects.toMatchObject(
      NOWHERE,
    )
  })

  test('a finished step becomes stale by another model', async () => {
    const { client, runId } = await atGate()
    const step = { stepId: 's1', set: { model: 'other' }, was: { model: 'demo' } }
    await client.runs.update({ runId, steps: [step] })
    expect((await client.runs.get({ runId })).steps.map(({ stale }) => stale)).toEqual([true, true, false])
  })
})

describe('single steps', () => {
  test('an edited output is a revision, and says what is stale', async () => {
    const { client, runId } = await atGate()
    const edit = { runId, stepId: 's1', revision: 1, text: 'mine' }
    const edited = await client.runs.steps.overrideOutput(edit)
    expect(edited).toMatchObject({ runId, revision: 2, stale: [] })
    await expect(client.runs.steps.overrideOutput(edit)).rejects.toMatchObject(CONFLICT)
    const { revisions, attempts } = await client.runs.steps.revisions({
      runId,
      stepId: 's1',
      texts: [1],
      attempts: true,
    })
    expect(revisions).toMatchObject([
      { number: 1, source: 'model', text: '[draft it]', length: 10, attempt: 1 },
      { number: 2, source: 'human', length: 4, attempt: null },
    ])
    expect(revisions[1]).not.toHaveProperty('text')
    expect(attempts).toMatchObject([{ number: 1, messages: [{ content: 'draft it' }] }])
    expect((await client.runs.steps.revisions({ runId, stepId: 's1' })).attempts).toEqual([])
    await expect(client.runs.steps.revisions({ runId, stepId: 's9' })).rejects.toMatchObject(NOWHERE)
  })

  test('stale ones run again when the user says so', async () => {
    const { client, core, start } = createApiBench({ answer: ({ messages }) => `[${messages[0]?.content}]` })
    const runId = await start([{}, { prompt: '{{steps.S1.content}}' }, { prompt: '{{steps.S2.content}}' }])
    await core.runs.rested(runId)
    const edit = { runId, stepId: 's1', revision: 1, text: 'mine' }
    expect((await client.runs.steps.overrideOutput(edit)).stale).toEqual(['s2', 's3'])
    await client.runs.steps.rerunStale({ runId, stepIds: ['s2'] })
    const half = await completed(core, client, runId)
    expect(half.steps.map(({ stale }) => stale)).toEqual([false, false, true])
    await client.runs.steps.rerunStale({ runId, stepIds: 'all' })
    const whole = await completed(core, client, runId)
    expect(whole.steps[2]?.output).toBe('[[mine]]')
  })

  test('retry is based on the revision that was seen', async () => {
    const { client, core, start } = createApiBench()
    const runId = await start([{}])
    await core.runs.rested(runId)
    const retry = { runId, stepId: 's1', revision: 1 }
    await client.runs.steps.retry(retry)
    await core.runs.rested(runId)
    await expect(client.runs.steps.retry(retry)).rejects.toMatchObject(CONFLICT)
    await expect(client.runs.steps.retry({ ...retry, stepId: 's9' })).rejects.toMatchObject(NOWHERE)
    expect((await client.runs.get({ runId })).steps[0]).toMatchObject({ revision: 2, attempts: 2 })
  })

  test('a wait is skipped, a later one is left alone', async () => {
    const { client, clock, core, start } = createApiBench({
      answer: (_request, number) =>
        number < 3 ? { failure: { code: 'rate_limited', retryAfterMs: 60_000 } } : 'there',
    })
    const runId = await start([{}])
    const untilAsked = async (waits: number) => {
      while (clock.asked.length < waits) await new Promise(setImmediate)
    }
    await untilAsked(1)
    const skip = { runId, stepId: 's1', attempts: 1 }
    expect(await client.runs.steps.skipWait(skip)).toMatchObject({ status: 'running' })
    await untilAsked(2)
    await client.runs.steps.skipWait(skip)
    expect(core.runs.get(runId).steps[0]?.status).toBe('waiting')
    await client.runs.steps.skipWait({ ...skip, attempts: 2 })
    expect((await completed(core, client, runId)).steps[0]?.output).toBe('there')
    await expect(client.runs.steps.skipWait(skip)).rejects.toMatchObject(CONFLICT)
    await expect(client.runs.steps.skipWait({ ...skip, stepId: 's9' })).rejects.toMatchObject(NOWHERE)
  })

  test('going on with a text that was not cut off is refused', async () => {
    const { client, runId } = await atGate()
    const step = { runId, stepId: 's1', revision: 1 }
    await expect(client.runs.steps.continue(step)).rejects.toMatchObject(CONFLICT)
    await expect(client.runs.steps.continue({ ...step, revision: 2 })).rejects.toMatchObject(CONFLICT)
  })
})

describe('clone', () => {
  test('waits with the same steps and input, and no outputs', async () => {
    const { client, core, runId } = await atGate()
    const clone = await client.runs.clone({ runId })
    const run = await client.runs.get(clone)
    expect(run).toMatchObject({ status: 'paused', pauseReason: 'user', input: 'it', workflowName: 'Test' })
    expect(run.id).not.toBe(runId)
    expect(run.steps.map(({ settings }) => settings)).toEqual(
      core.runs.get(runId).steps.map(({ settings }) => settings),
    )
    expect(run.steps.every(({ output, status }) => output === null && status === 'pending')).toBe(true)
    await client.runs.resume(clone)
    expect((await completed(core, client, clone.runId)).steps[0]?.output).toBe('[draft it]')
  })

  test('takes another input and other options', async () => {
    const { client, runId } = await atGate()
    const clone = await client.runs.clone({ runId, input: 'that', overrides: { budgetUsd: 1, model: 'm' } })
    const run = await client.runs.get(clone)
    expect(run).toMatchObject({ input: 'that', options: { budgetUsd: 1 } })
    expect(run.steps[0]?.settings.model).toBe('m')
    await expect(client.runs.clone({ runId, overrides: { connection: 'nowhere' } })).rejects.toMatchObject({
      code: 'INVALID',
    })
    await expect(client.runs.clone({ runId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
  })

  test('whose lease could not be given back is not refused by the process that made it', async () => {
    const { client, core, runId } = await atGate()
    const rival = new Database(join(core.dataFolder, 'baton.db'))
    rival.exec(`CREATE TRIGGER no_release BEFORE UPDATE OF released ON run_leases WHEN NEW.released = 1
      BEGIN SELECT RAISE(FAIL, 'not now'); END`)
    const clone = await client.runs.clone({ runId })
    rival.exec('DROP TRIGGER no_release')
    rival.close()
    await client.runs.resume(clone)
    expect((await completed(core, client, clone.runId)).steps[0]?.status).toBe('completed')
  })
})

describe('delete', () => {
  test('and bring back', async () => {
    const { client, runId } = await atGate()
    const { updatedAt } = await client.runs.get({ runId })
    await expect(client.runs.delete({ runId, updatedAt: 1 })).rejects.toMatchObject(CONFLICT)
    const deleted = await client.runs.delete({ runId, updatedAt })
    await expect(client.runs.get({ runId })).rejects.toMatchObject(NOWHERE)
    await client.runs.delete({ runId, updatedAt: deleted.updatedAt, undo: true })
    expect((await client.runs.get({ runId })).steps[0]?.output).toBe('[draft it]')
  })

  test('a running run is not deleted', async () => {
    const { bench, go } = waiting()
    const runId = await bench.start([{}])
    const { updatedAt } = await bench.client.runs.get({ runId })
    await expect(bench.client.runs.delete({ runId, updatedAt })).rejects.toMatchObject(CONFLICT)
    go()
  })
})

describe('a text that is being written', () => {
  const draft = { kind: 'comment' as const, text: 'Shorter, and “why”.', revision: 1 }

  test('is kept by step until it is dropped, and changes nothing of the run', async () => {
    const { client, runId } = await atGate()
    const before = await client.runs.get({ runId })
    await client.runs.steps.saveDraft({ runId, stepId: 's2', draft })
    const edit = { ...draft, kind: 'output' as const }
    await client.runs.steps.saveDraft({ runId, stepId: 's:1', draft: edit })
    await client.runs.steps.saveDraft({ runId, stepId: 's2', draft: { ...draft, text: 'Shorter' } })
    const { drafts } = await client.runs.steps.drafts({ runId })
    expect(drafts.toSorted((a, b) => a.stepId.localeCompare(b.stepId))).toEqual([
      { stepId: 's:1', ...edit },
      { stepId: 's2', ...draft, text: 'Shorter' },
    ])
    expect(await client.runs.get({ runId })).toEqual(before)
    await client.runs.steps.saveDraft({ runId, stepId: 's:1', draft: null })
    await client.runs.steps.saveDraft({ runId, stepId: 's2', draft: null })
    expect(await client.runs.steps.drafts({ runId })).toEqual({ drafts: [] })
  })

  test('is that of one run alone, and needs it to be there', async () => {
    const { client, runId, core } = await atGate()
    await client.runs.steps.saveDraft({ runId, stepId: 's2', draft })
    const { runId: other } = await client.runs.clone({ runId })
    expect(await client.runs.steps.drafts({ runId: other })).toEqual({ drafts: [] })
    await expect(client.runs.steps.drafts({ runId: 'nowhere' })).rejects.toMatchObject(NOWHERE)
    const { updatedAt } = await client.runs.get({ runId })
    const deleted = await client.runs.delete({ runId, updatedAt })
    await expect(client.runs.steps.saveDraft({ runId, stepId: 's2', draft })).rejects.toMatchObject(NOWHERE)
    await client.runs.delete({ runId, ...deleted, undo: true })
    expect((await client.runs.steps.drafts({ runId })).drafts).toHaveLength(1)
    expect(core.store.drafts.get(runId)).toBeUndefined()
  })
})

describe('rebase', () => {
  test('applies the workflow’s current steps, and says what changed', async () => {
    const { client, core } = createApiBench({ answer: ({ messages }) => `[${messages[0]?.content}]` })
    const steps = [aStep(0, { label: 'A' }), aStep(1, { label: 'B', prompt: '{{steps.A.content}}' })]
    const workflow = { name: 'Test', steps }
    const { id: workflowId, updatedAt } = await client.workflows.create({ workflow })
    const { runId } = await client.workflows.start({ source: { kind: 'workflow', workflowId } })
    await core.runs.rested(runId)
    const changed = [aStep(0, { label: 'A', prompt: 'other' }), { ...aStep(2), label: 'C' }]
    await client.workflows.update({ workflowId, updatedAt, workflow: { ...workflow, steps: changed } })
    const before = await client.runs.get({ runId })
    await expect(client.runs.rebase({ runId, updatedAt: 1 })).rejects.toMatchObject(CONFLICT)
    expect(await client.runs.rebase({ runId, updatedAt: before.updatedAt })).toMatchObject({
      runId,
      status: 'paused',
      added: ['C'],
      removed: ['B'],
      changed: ['A'],
      stale: ['A'],
    })
    expect(await client.runs.steps.revisions({ runId, stepId: 's2', texts: [1] })).toMatchObject({
      revisions: [{ text: '[[go]]' }],
    })
    const now = await client.runs.get({ runId })
    await client.workflows.delete({
      workflowId,
      updatedAt: (await client.workflows.get({ workflowId })).workflow?.updatedAt ?? 0,
    })
    await expect(client.runs.rebase({ runId, updatedAt: now.updatedAt })).rejects.toMatchObject(NOWHERE)
  })

  test('reads the file of a run again', async () => {
    const { client, core } = createApiBench()
    const file = join(temporaryFolder(), 'flow.baton.json')
    const write = (prompt: string) =>
      writeFileSync(
        file,
        formatTemplateFile(
          { name: 'Filed', steps: [{ label: 'A', stepType: 'generate', prompt }] },
          { providerKindOf: () => undefined },
        ),
      )
    const workflow = { name: 'Filed', steps: [{ label: 'A', stepType: 'generate' as const, prompt: 'one' }] }
    const { runId } = await client.workflows.start({
      source: { kind: 'inline', workflow, sourcePath: file },
    })
    await core.runs.rested(runId)
    const { updatedAt } = await client.runs.get({ runId })
    await expect(client.runs.rebase({ runId, updatedAt })).rejects.toMatchObject(NOWHERE)
    writeFileSync(file, '{"format":"baton/9"}')
    await expect(client.runs.rebase({ runId, updatedAt })).rejects.toMatchObject({ code: 'INVALID' })
    write('two')
    expect(await client.runs.rebase({ runId, updatedAt })).toMatchObject({ changed: ['A'], stale: ['A'] })
  })

  test('a workflow that could not start, or none, is refused', async () => {
    const { client, core, start } = createApiBench()
    const runId = await start([{}])
    await core.runs.rested(runId)
    const { updatedAt } = await client.runs.get({ runId })
    await expect(client.runs.rebase({ runId, updatedAt })).rejects.toMatchObject({ code: 'INVALID' })
    await expect(client.runs.rebase({ runId: 'nowhere', updatedAt })).rejects.toMatchObject(NOWHERE)
  })
})

describe('export', () => {
  test('as a document to read', async () => {
    const { client, runId } = await atGate()
    const { fileName, mediaType, text } = await client.runs.export({ runId, format: 'markdown' })
    expect(fileName).toBe('test-2026-01-01.md')
    expect(mediaType).toBe('text/markdown')
    expect(text).toContain('# Test\n')
    expect(text).toContain('## Input\n\n```\nit\n```')
    expect(text).toContain('## 1. Draft\n\n*generate · `demo` · connection demo · completed*\n\n[draft it]')
    await expect(client.runs.export({ runId: 'nowhere', format: 'json' })).rejects.toMatchObject(NOWHERE)
  })

  test('whole, to be read back', async () => {
    const { client, core, runId } = await atGate()
    const { fileName, mediaType, text } = await client.runs.export({ runId, format: 'json' })
    expect(fileName).toBe('test-2026-01-01.json')
    expect(mediaType).toBe('application/json')
    expect(JSON.parse(text)).toMatchObject(JSON.parse(JSON.stringify(core.runs.get(runId))) as object)
    expect(JSON.parse(text)).toMatchObject({ costEstimate: 0.00003, tokenUsage: { inputTokens: 10 } })
  })
})
