import { describe, expect, it } from 'vitest'
import { addWorkflow } from '../../../test-support/example-workflow'
import { createMemoryCore } from '../../../test-support/memory-core'
import { openSession } from '../../../test-support/open-session'
import { renameStep } from './step-edits'

describe('drafts', () => {
  it('are kept, and there when the workflow is opened again, with what references meant', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const first = await openSession(core, id)
    first.write('unsaved')
    await first.flush()
    expect(core.workflows.get(id)?.steps[0]?.prompt).not.toBe('unsaved')
    const second = await openSession(core, id)
    expect(second.workflow().steps[0]?.prompt).toBe('unsaved')
  })

  it('go when everything is undone or saved', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const session = await openSession(core, id)
    session.write('unsaved')
    await session.flush()
    session.document.undo()
    await session.flush()
    expect(core.drafts.has(id)).toBe(false)
    session.write('again')
    await session.flush()
    await session.save()
    expect(core.drafts.has(id)).toBe(false)
    expect(core.workflows.get(id)?.steps[0]?.prompt).toBe('again')
    session.write('after the save')
    await session.flush()
    expect(core.drafts.get(id)?.basedOn).toBe(core.workflows.get(id)?.updatedAt)
  })

  it('of a new workflow end when it is saved, and what is written next is kept under its id', async () => {
    const core = createMemoryCore()
    const session = await openSession(core, 'new')
    session.document.edit((current) => ({ ...current, name: 'Mine' }))
    await session.flush()
    expect(core.drafts.has('new')).toBe(true)
    const saved = await session.save()
    expect(core.drafts.has('new')).toBe(false)
    session.document.edit((current) => ({ ...current, name: 'Mine, too' }))
    await session.flush()
    expect(core.drafts.has(saved?.id ?? '')).toBe(true)
  })
})

describe('a workflow that was saved elsewhere', () => {
  async function conflict() {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const mine = await openSession(core, id)
    const other = await openSession(core, id)
    mine.write('mine')
    other.write('theirs')
    await other.save()
    expect(await mine.save()).toBeNull()
    expect(mine.conflict()).toBe('workflow')
    const prompt = () => core.workflows.get(id)?.steps[0]?.prompt
    expect(prompt()).toBe('theirs')
    return { core, mine, prompt }
  }

  it('is never overwritten until the user says so', async () => {
    const { mine, prompt } = await conflict()
    await mine.keepMine()
    expect(mine.conflict()).toBeUndefined()
    await mine.save()
    expect(prompt()).toBe('mine')
  })

  it('can be taken instead', async () => {
    const { mine, prompt } = await conflict()
    await mine.takeTheirs()
    expect(mine.workflow().steps[0]?.prompt).toBe('theirs')
    expect(mine.conflict()).toBeUndefined()
    mine.write('based on theirs')
    expect(await mine.save()).not.toBeNull()
    expect(prompt()).toBe('based on theirs')
  })

  it('leaves room for a copy', async () => {
    const { core, mine, prompt } = await conflict()
    const copy = await mine.saveAsCopy()
    expect(core.workflows.get(copy.id)?.steps[0]?.prompt).toBe('mine')
    expect(prompt()).toBe('theirs')
  })

  it('is told on coming back, and simply shown where nothing is unsaved', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const idle = await openSession(core, id)
    const busy = await openSession(core, id)
    busy.write('mine')
    const other = await openSession(core, id)
    other.write('theirs')
    await other.save()
    await Promise.all([idle.look(), busy.look()])
    expect(idle.workflow().steps[0]?.prompt).toBe('theirs')
    expect(busy.workflow().steps[0]?.prompt).toBe('mine')
    expect(busy.conflict()).toBe('workflow')
  })

  it('is told on opening, where a draft is older', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const mine = await openSession(core, id)
    mine.write('mine')
    await mine.flush()
    const stored = core.workflows.get(id)
    if (stored !== undefined)
      core.workflows.set(id, { ...stored, name: 'Theirs', updatedAt: stored.updatedAt + 1 })
    expect((await openSession(core, id)).conflict()).toBe('workflow')
  })
})

it('keeps a question about references, even where the workflow is as it is stored', async () => {
  const core = createMemoryCore()
  const step = (label: string, prompt: string) => ({ label, prompt, stepType: 'generate' as const })
  const steps = [step('A', 'one'), step('B', 'two'), step('C', '{{steps.A.content}}')]
  const { id } = addWorkflow(core, { name: 'Three', steps })
  const session = await openSession(core, id)
  session.document.edit((current) => renameStep(current, current.steps[1]?.id ?? '', 'A'))
  session.document.agree()
  await session.save()
  session.document.undo()
  expect(session.document.store.getState().agreed).not.toBeNull()
  await session.flush()
  const again = await openSession(core, id)
  expect(again.document.store.getState().agreed).not.toBeNull()
})

/** Two windows with unsaved changes, of which the second was told of the first's. */
async function told() {
  const core = createMemoryCore()
  const { id } = addWorkflow(core)
  const mine = await openSession(core, id)
  const other = await openSession(core, id)
  other.write('theirs')
  await other.flush()
  mine.write('mine')
  await mine.flush()
  expect(mine.conflict()).toBe('draft')
  return {
    mine,
    other,
    stored: () => core.workflows.get(id)?.steps[0]?.prompt,
    kept: () => JSON.stringify(core.drafts.get(id)?.content),
  }
}

it('tells of another window’s draft, and keeps the one that is chosen', async () => {
  const { mine, other, kept } = await told()
  await mine.keepMine()
  expect(kept()).toContain('mine')
  other.write('theirs again')
  await other.flush()
  expect(other.conflict()).toBe('draft')
  await other.takeTheirs()
  expect(other.workflow().steps[0]?.prompt).toBe('mine')
})

describe('another window’s draft that came to an end', () => {
  it('by being saved, is taken as it was saved, and what is made of it overwrites nothing else', async () => {
    const { mine, other, stored } = await told()
    await other.save()
    await mine.takeTheirs()
    expect(mine.workflow().steps[0]?.prompt).toBe('theirs')
    expect(mine.conflict()).toBeUndefined()
    mine.write('made of theirs')
    expect(await mine.save()).not.toBeNull()
    expect(stored()).toBe('made of theirs')
  })

  it('by being saved and begun anew, is taken with what was saved behind it', async () => {
    const { mine, other } = await told()
    await other.save()
    other.write('theirs, longer')
    await other.flush()
    await mine.takeTheirs()
    expect(mine.workflow().steps[0]?.prompt).toBe('theirs, longer')
    mine.discard()
    expect(mine.workflow().steps[0]?.prompt).toBe('theirs')
  })

  it('by being saved, is told of as such on coming back, on saving, and on keeping mine', async () => {
    for (const act of ['look', 'save', 'keepMine'] as const) {
      const { mine, other, stored } = await told()
      await other.save()
      await mine[act]()
      expect(mine.conflict()).toBe('workflow')
      expect(stored()).toBe('theirs')
      await mine.keepMine()
      await mine.save()
      expect(stored()).toBe('mine')
    }
  })

  it('by being taken back, is in nobody’s way', async () => {
    const { mine, other, stored } = await told()
    other.discard()
    await other.flush()
    expect(await mine.save()).not.toBeNull()
    expect(stored()).toBe('mine')
  })
})
