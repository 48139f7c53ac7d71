import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ApiClient, RebaseResult } from '@shared/contract'
import type { Step } from '@shared/model/step'
import { formatTemplateFile } from '@shared/model/template-file'
import { renameLabel } from '@shared/prompt/rename-label'
import { aStep, createApiBench } from '../support/api-bench'
import * as fc from '../support/fast-check'
import { fuzz, times } from '../support/long-form'
import { temporaryFolder } from '../support/temporary-folder'

const LETTER: Step[] = [
  aStep(0, { label: 'List', prompt: 'List {{input}}', model: 'small' }),
  aStep(1, { label: 'Praise', prompt: 'Praise {{steps.List.content}}' }),
  aStep(2, { label: 'Sell', prompt: 'Sell {{steps.Praise.content}}' }),
]

/** A run of stored steps, at its end or its first gate; they are other ones by now. */
async function finishedRun(before: Step[], now: Step[], yoloMode = true) {
  const bench = createApiBench()
  const { client } = bench
  const workflow = { name: 'Letter', steps: before, yoloMode }
  const { id: workflowId, updatedAt } = await client.workflows.create({ workflow })
  const { runId } = await client.workflows.start({ source: { kind: 'workflow', workflowId }, input: 'pears' })
  await bench.core.runs.rested(runId)
  await client.workflows.update({ workflowId, updatedAt, workflow: { ...workflow, steps: now } })
  return { ...bench, runId }
}

async function preview(client: ApiClient, runId: string) {
  const { updatedAt } = await client.runs.get({ runId })
  return client.runs.rebase({ runId, updatedAt, preview: true })
}

describe('what a rebase would do', () => {
  it('is nothing while the steps are the same', async () => {
    const { client, runId } = await finishedRun(LETTER, LETTER)
    expect(await preview(client, runId)).toMatchObject({
      changed: [],
      reordered: false,
      valid: ['List', 'Praise', 'Sell'],
      stale: [],
      pending: [],
    })
  })

  it('leaves everything valid when a step is renamed with the references to it', async () => {
    const { client, runId } = await finishedRun(LETTER, renameLabel(LETTER, 's1', 'Items'))
    expect(await preview(client, runId)).toMatchObject({
      changed: ['Items', 'Praise'],
      valid: ['Items', 'Praise', 'Sell'],
      stale: [],
    })
  })

  it('makes a step without its model stale, and what reads it', async () => {
    const [{ model: _model, ...list } = aStep(0), ...rest] = LETTER
    const { client, runId } = await finishedRun(LETTER, [list, ...rest])
    expect(await preview(client, runId)).toMatchObject({
      changed: ['List'],
      valid: [],
      stale: ['List', 'Praise', 'Sell'],
    })
  })

  it('takes over retries, and another order, that make nothing stale', async () => {
    const [list = aStep(0), praise = aStep(1), sell = aStep(2)] = LETTER
    const alone = { ...sell, prompt: 'Sell {{input}}' }
    const { client, runId } = await finishedRun(
      [list, praise, alone],
      [alone, { ...list, maxRetries: 7 }, praise],
    )
    expect(await preview(client, runId)).toMatchObject({
      changed: ['List'],
      reordered: true,
      valid: ['Sell', 'List', 'Praise'],
      stale: [],
    })
  })

  it('opens the gate again at which the run waits', async () => {
    const gate = aStep(1, { label: 'Check', stepType: 'review', prompt: '{{steps.List.content}}' })
    const [list = aStep(0)] = LETTER
    const { client, runId } = await finishedRun([list, gate], [{ ...list, prompt: 'Other' }, gate], false)
    expect(await preview(client, runId)).toMatchObject({ valid: [], stale: ['List'], pending: ['Check'] })
  })

  it('is refused on a run that is in progress, as the rebase is', async () => {
    const { promise: until, resolve: goOn } = Promise.withResolvers<void>()
    const { client, core } = createApiBench({ answer: () => ({ text: ['x'], until }) })
    const { id: workflowId } = await client.workflows.create({ workflow: { name: 'One', steps: [aStep(0)] } })
    const { runId } = await client.workflows.start({ source: { kind: 'workflow', workflowId } })
    await expect(preview(client, runId)).rejects.toMatchObject({ code: 'CONFLICT' })
    goOn()
    await core.runs.rested(runId)
    expect(await preview(client, runId)).toMatchObject({ valid: ['S1'] })
  })

  it('is all that is done: refused where the steps were changed since, until that is shown', async () => {
    const steps = renameLabel(LETTER, 's1', 'Items')
    const { client, core, runId } = await finishedRun(LETTER, steps)
    const shown = await preview(client, runId)
    const { updatedAt, workflowId } = await client.runs.get({ runId })
    const save = async (name: string, now: Step[]) => {
      const { workflow } = await client.workflows.get({ workflowId: workflowId ?? '' })
      const base = { workflowId: workflowId ?? '', updatedAt: workflow?.updatedAt ?? 0 }
      await client.workflows.update({ ...base, workflow: { name, steps: now, yoloMode: true } })
    }
    const untouched = core.store.runStore.loadRun(runId)
    await save('Letter', steps.slice(0, 2))
    const asked = { runId, updatedAt, version: shown.version }
    await expect(client.runs.rebase(asked)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'The workflow was changed after this preview was made.',
    })
    expect(core.store.runStore.loadRun(runId)).toEqual(untouched)
    expect(await preview(client, runId)).toMatchObject({ removed: ['Sell'] })

    // The steps are again those that were shown; what else the workflow says is not taken over.
    await save('Letters', steps)
    expect(await whatItSays(client.runs.rebase(asked))).toEqual(await whatItSays(Promise.resolve(shown)))
  })

  it('is told for the file of a run, too', async () => {
    const { client, core } = createApiBench()
    const file = join(temporaryFolder(), 'flow.baton.json')
    const step = { label: 'A', stepType: 'generate' as const, prompt: 'one' }
    const write = (label: string) => {
      const workflow = { name: 'Filed', steps: [{ ...step, label }] }
      writeFileSync(file, formatTemplateFile(workflow, { providerKindOf: () => undefined }))
      return workflow
    }
    const { runId } = await client.workflows.start({
      source: { kind: 'inline', workflow: write('A'), sourcePath: file },
    })
    await core.runs.rested(runId)
    write('B')
    const { version, ...shown } = await preview(client, runId)
    expect(shown).toMatchObject({ added: ['B'], removed: ['A'], pending: ['B'] })
    const { updatedAt } = await client.runs.get({ runId })
    write('C')
    const asked = { runId, updatedAt, version }
    await expect(client.runs.rebase(asked)).rejects.toMatchObject({ code: 'CONFLICT' })
    write('B')
    expect(await client.runs.rebase(asked)).toMatchObject({ added: ['B'], removed: ['A'], version })
  })
})

const changes = fc.array(
  fc.record({
    what: fc.constantFrom('rename', 'swap', 'model', 'prompt', 'add', 'remove', 'disable', 'retries', 'copy'),
    at: fc.nat(5),
  }),
  { minLength: 1, maxLength: 5 },
)

/** Steps that read some of those before them; a reference to what is gone has a default, so that most can be run. */
const workflows = fc
  .array(fc.record({ gate: fc.boolean(), reads: fc.array(fc.nat(4), { maxLength: 2 }) }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((shapes) =>
    shapes.map(({ gate, reads }, index): Step => {
      const sources = [...new Set(reads.filter((source) => source < index))]
      const texts = sources.map((source) => `{{steps.S${source + 1}.content | default: "-"}}`)
      return aStep(index, {
        stepType: gate && texts.length > 0 ? 'review' : 'generate',
        prompt: `part ${index + 1} ${texts.join(' ')}`,
      })
    }),
  )

function change(steps: Step[], what: string, index: number, round: number): Step[] {
  const at = index % steps.length
  const step = steps[at]
  if (step === undefined) return steps
  const put = (changed: Partial<Step>): Step[] => steps.with(at, { ...step, ...changed })
  switch (what) {
    case 'rename':
      return renameLabel(steps, step.id, `Renamed ${round}`)
    case 'swap':
      return steps.toSpliced(at, 1).toSpliced((at + 1) % steps.length, 0, step)
    case 'model':
      return put({ model: step.model === undefined ? 'large' : undefined })
    case 'prompt':
      return put({ prompt: `${step.prompt} more` })
    case 'add':
      return steps.toSpliced(at, 0, aStep(10 + round, { prompt: `added ${round}` }))
    case 'remove':
      return steps.length === 1 ? steps : steps.toSpliced(at, 1)
    case 'disable':
      return put({ enabled: step.enabled === false })
    case 'retries':
      return put({ maxRetries: round })
    default:
      // As an import of the same file gives them: the ids are other ones.
      return put({ id: `${step.id}-${round}` })
  }
}

it(
  'whatever has changed: the preview says what the rebase then does, and writes nothing',
  async () => {
    await fc.assert(
      fc.asyncProperty(workflows, changes, fc.boolean(), async (before, made, yolo) => {
        const now = made.reduce((steps, { what, at }, round) => change(steps, what, at, round), before)
        const { client, core, runId, requests } = await finishedRun(before, now, yolo)
        const untouched = core.store.runStore.loadRun(runId)
        const { updatedAt } = await client.runs.get({ runId })
        const asked = { runId, updatedAt }
        const told = await whatItSays(client.runs.rebase({ ...asked, preview: true }))
        expect(core.store.runStore.loadRun(runId)).toEqual(untouched)
        expect(told).toEqual(await whatItSays(client.runs.rebase({ ...asked, version: told.version })))
        if ('refused' in told) return
        const after = await client.runs.get({ runId })
        const labels = (steps: typeof after.steps) => steps.map(({ label }) => label)
        expect(told).toMatchObject({
          stale: labels(after.steps.filter(({ stale, status }) => stale && status !== 'pending')),
          added: labels(after.steps.filter(({ id }) => !untouched?.steps.some((step) => step.id === id))),
        })
        // What is called valid is not sent again, even where everything stale is.
        const sent = requests.length
        await client.runs.steps.rerunStale({ runId, stepIds: 'all' })
        const rested = await core.runs.rested(runId)
        if (rested.status === 'paused') return
        expect(requests.length - sent).toBeLessThanOrEqual(told.stale.length + told.pending.length)
      }),
      fuzz(25, 1_000, 'rebases, previewed and done'),
    )
  },
  times(60_000, 900_000),
)

/** All of an answer but where the run stands, or why there is none. */
async function whatItSays(answer: Promise<RebaseResult>) {
  try {
    const { version, added, removed, changed, reordered, valid, stale, pending } = await answer
    return { version, added, removed, changed, reordered, valid, stale, pending }
  } catch (error) {
    return { refused: error, version: undefined }
  }
}
