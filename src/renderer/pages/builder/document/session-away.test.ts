import type { ApiClient } from '@shared/contract'
import { describe, expect, it } from 'vitest'
import { ConnectionLost } from '../../../state/connection'
import { addWorkflow } from '../../../test-support/example-workflow'
import { connectToMemory } from '../../../test-support/memory-connection'
import { createMemoryCore, type MemoryCore } from '../../../test-support/memory-core'
import { openSession } from '../../../test-support/open-session'

describe('while the core is away', () => {
  it('tells so, and keeps what was typed as soon as it is asked to again', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const connection = connectToMemory(core)
    const session = await openSession(core, id, connection)
    connection.lose()
    session.write('typed while it was away')
    await session.flush()
    expect(session.store.getState().draftError).not.toBeNull()
    connection.restore()
    await session.flush()
    expect(JSON.stringify(core.drafts.get(id)?.content)).toContain('typed while it was away')
    expect(session.store.getState().draftError).toBeNull()
  })

  it('tells nothing any more where everything was taken back', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const connection = connectToMemory(core)
    const session = await openSession(core, id, connection)
    connection.lose()
    session.write('typed')
    await session.flush()
    session.document.undo()
    await session.flush()
    expect(session.store.getState().draftError).toBeNull()
  })

  /** A connection that breaks when the core has written, and before it answers. */
  async function openWithLostAnswer(
    core: MemoryCore,
    id: string,
    procedure: 'saveDraft' | 'update' | 'create',
  ) {
    const connection = connectToMemory(core)
    const { workflows } = connection.client
    let lost = false
    const answer = async <T>(written: Promise<T>): Promise<T> => {
      const result = await written
      if (lost) return result
      lost = true
      connection.lose()
      throw new ConnectionLost('The connection broke.')
    }
    const client: ApiClient = {
      ...connection.client,
      workflows: {
        ...workflows,
        get: workflows.get,
        delete: workflows.delete,
        create: (input) =>
          procedure === 'create' ? answer(workflows.create(input)) : workflows.create(input),
        saveDraft: (input) =>
          procedure === 'saveDraft' ? answer(workflows.saveDraft(input)) : workflows.saveDraft(input),
        update: (input) =>
          procedure === 'update' ? answer(workflows.update(input)) : workflows.update(input),
      },
    }
    const session = await openSession(core, id, { ...connection, client })
    return { ...session, restore: connection.restore }
  }

  it('knows its own draft again where the answer was lost', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const session = await openWithLostAnswer(core, id, 'saveDraft')
    session.write('kept, but who knows')
    await session.flush()
    session.write('and more')
    session.restore()
    await session.flush()
    expect(session.conflict()).toBeUndefined()
    expect(JSON.stringify(core.drafts.get(id)?.content)).toContain('and more')
  })

  it('knows what it saved itself where the answer was lost', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const session = await openWithLostAnswer(core, id, 'update')
    session.write('saved, but who knows')
    await expect(session.save()).rejects.toThrow('The connection broke.')
    session.restore()
    expect(await session.save()).toMatchObject({ id })
    expect(session.conflict()).toBeUndefined()
    session.write('and more')
    expect(await session.save()).toMatchObject({ id })
  })

  it('knows what it saved itself on coming back, too, and what was typed on', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const session = await openWithLostAnswer(core, id, 'update')
    session.write('saved, but who knows')
    await expect(session.save()).rejects.toThrow('The connection broke.')
    session.write('typed on')
    session.restore()
    await session.look()
    expect(session.conflict()).toBeUndefined()
    expect(await session.save()).toMatchObject({ id })
    expect(core.workflows.get(id)?.steps[0]?.prompt).toBe('typed on')
  })

  describe('stores a new workflow once where the answer was lost', () => {
    async function openNew() {
      const core = createMemoryCore()
      const session = await openWithLostAnswer(core, 'new', 'create')
      const rename = (to: string) => session.document.edit((current) => ({ ...current, name: to }))
      const names = () => [...core.workflows.values()].map((workflow) => workflow.name)
      rename('Mine')
      await session.flush()
      await expect(session.save()).rejects.toThrow('The connection broke.')
      expect(names()).toEqual(['Mine'])
      session.restore()
      const [stored] = core.workflows.values()
      const change = (changed: object) =>
        stored && core.workflows.set(stored.id, { ...stored, updatedAt: stored.updatedAt + 5, ...changed })
      return { ...session, core, rename, names, stored, change }
    }

    it('when it is saved again', async () => {
      const { save, stored, names, core, store } = await openNew()
      expect(await save()).toEqual(stored)
      expect(store.getState().workflowId).toBe(stored?.id)
      expect(names()).toEqual(['Mine'])
      expect([...core.drafts]).toEqual([])
    })

    it('and what was typed on', async () => {
      const { save, rename, names, conflict, core, flush } = await openNew()
      rename('Mine, and more')
      await flush()
      await save()
      expect(conflict()).toBeUndefined()
      expect(names()).toEqual(['Mine, and more'])
      expect([...core.drafts]).toEqual([])
    })

    it('in another window that goes on with the draft', async () => {
      const { core, names } = await openNew()
      const other = await openSession(core, 'new')
      await other.save()
      expect(names()).toEqual(['Mine'])
    })

    it('and loses nothing where somebody changed it since', async () => {
      const { save, rename, names, conflict, change, core, keepMine, stored } = await openNew()
      change({ name: 'Theirs' })
      rename('Mine, and more')
      expect(await save()).toBeNull()
      expect(conflict()).toBe('workflow')
      await keepMine()
      expect(names()).toEqual(['Theirs'])
      expect([...core.drafts.keys()]).toEqual([stored?.id])
      expect(JSON.stringify([...core.drafts])).toContain('Mine, and more')
      await save()
      expect(names()).toEqual(['Mine, and more'])
      expect([...core.drafts]).toEqual([])
    })

    it('and what is kept goes only when it is kept under the workflow’s id', async () => {
      const { save, rename, conflict, change, core, keepMine, flush, stored } = await openNew()
      change({ name: 'Theirs' })
      rename('Mine, and more')
      await flush()
      await save()
      const theirs = { content: { windowId: 'another' }, basedOn: 5, updatedAt: 5 }
      core.drafts.set(stored?.id ?? '', theirs)
      await keepMine()
      expect(conflict()).toBe('draft')
      expect(JSON.stringify(core.drafts.get('new'))).toContain('Mine, and more')
      await keepMine()
      expect(JSON.stringify(core.drafts.get(stored?.id ?? ''))).toContain('Mine, and more')
    })

    it('or takes what somebody made of it', async () => {
      const { save, rename, names, conflict, change, core, takeTheirs, workflow } = await openNew()
      change({ name: 'Theirs' })
      rename('Mine, and more')
      await save()
      await takeTheirs()
      expect(conflict()).toBeUndefined()
      expect(workflow().name).toBe('Theirs')
      expect(names()).toEqual(['Theirs'])
      expect([...core.drafts]).toEqual([])
    })

    it('and another one where the user has begun anew, or somebody deleted it', async () => {
      const begun = await openNew()
      begun.discard()
      begun.rename('Another')
      await begun.save()
      expect(begun.names()).toEqual(['Mine', 'Another'])

      const { save, names, core, stored } = await openNew()
      if (stored !== undefined) core.deletedWorkflows.set(stored.id, { ...stored, updatedAt: 1 })
      core.workflows.delete(stored?.id ?? '')
      await save()
      expect(names()).toEqual(['Mine'])
      expect(core.workflows.has(stored?.id ?? '')).toBe(false)
    })
  })

  it('copies once where the answer was lost', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const session = await openWithLostAnswer(core, id, 'create')
    session.write('mine')
    await expect(session.saveAsCopy()).rejects.toThrow('The connection broke.')
    session.restore()
    const copy = await session.saveAsCopy()
    expect([...core.workflows.keys()]).toEqual([id, copy.id])
    const second = await session.saveAsCopy()
    expect([...core.workflows.keys()]).toEqual([id, copy.id, second.id])
  })
})
