import { describe, expect, it } from 'vitest'
import { addWorkflow } from '../../../test-support/example-workflow'
import { createMemoryCore } from '../../../test-support/memory-core'
import { openSession } from '../../../test-support/open-session'

describe('a workflow that was deleted elsewhere', () => {
  async function deleted() {
    const core = createMemoryCore()
    const { id, updatedAt } = addWorkflow(core)
    const session = await openSession(core, id)
    session.write('before')
    await session.flush()
    await session.client.workflows.delete({ workflowId: id, updatedAt })
    const kept = () => JSON.stringify(core.drafts.get(id)?.content)
    const bringBackElsewhere = async () => {
      const now = core.deletedWorkflows.get(id)?.updatedAt ?? 0
      await session.client.workflows.delete({ workflowId: id, updatedAt: now, undo: true })
    }
    return { core, id, session, kept, bringBackElsewhere }
  }

  it('has its unsaved changes kept, and goes on with them when it is brought back', async () => {
    const { core, id, session, kept } = await deleted()
    session.write('after')
    await session.flush()
    expect(session.conflict()).toBe('deleted')
    expect(kept()).toContain('after')
    session.write('long after')
    await session.flush()
    expect(kept()).toContain('long after')
    expect(await session.save()).toBeNull()

    await session.bringBack()
    expect(session.conflict()).toBeUndefined()
    expect(session.workflow().steps[0]?.prompt).toBe('long after')
    // Whoever opens it has them, too, and is told of nothing.
    const other = await openSession(core, id)
    expect(other.workflow().steps[0]?.prompt).toBe('long after')
    expect(other.conflict()).toBeUndefined()
    expect(await session.save()).toMatchObject({ id })
    expect(core.workflows.get(id)?.steps[0]?.prompt).toBe('long after')
  })

  it('goes on where somebody else brings it back', async () => {
    const { session, bringBackElsewhere } = await deleted()
    await session.look()
    expect(session.conflict()).toBe('deleted')
    await bringBackElsewhere()
    await session.look()
    expect(session.conflict()).toBeUndefined()
    expect(await session.save()).not.toBeNull()
  })

  it('and was brought back unseen, is saved as if nothing had been', async () => {
    const { core, id, session, bringBackElsewhere } = await deleted()
    await bringBackElsewhere()
    expect(await session.save()).toMatchObject({ id })
    expect(core.workflows.get(id)?.steps[0]?.prompt).toBe('before')
  })

  it('and was saved before that, is not overwritten when it is brought back', async () => {
    const core = createMemoryCore()
    const { id } = addWorkflow(core)
    const mine = await openSession(core, id)
    const other = await openSession(core, id)
    other.write('theirs')
    const theirs = await other.save()
    mine.write('mine')
    await other.client.workflows.delete({
      workflowId: theirs?.id ?? '',
      updatedAt: core.workflows.get(id)?.updatedAt ?? 0,
    })
    await mine.flush()
    expect(mine.conflict()).toBe('deleted')
    await mine.bringBack()
    expect(mine.conflict()).toBe('workflow')
    expect(mine.workflow().steps[0]?.prompt).toBe('mine')
    expect((await openSession(core, id)).conflict()).toBe('workflow')
  })

  it('and is gone for good, can be kept as a new one', async () => {
    const { core, id, session } = await deleted()
    core.deletedWorkflows.delete(id)
    session.write('mine')
    await session.flush()
    expect(session.store.getState().conflict).toEqual({ kind: 'deleted', updatedAt: null })
    const copy = await session.saveAsCopy()
    expect(core.workflows.get(copy.id)?.steps[0]?.prompt).toBe('mine')
  })

  it('takes nothing back that is in a copy', async () => {
    const { core, id, session, bringBackElsewhere } = await deleted()
    session.write('mine')
    await session.flush()
    const copy = await session.saveAsCopy()
    await session.flush()
    expect(core.workflows.get(copy.id)?.steps[0]?.prompt).toBe('mine')
    expect(core.drafts.has(id)).toBe(false)
    await bringBackElsewhere()
    expect((await openSession(core, id)).workflow().steps[0]?.prompt).not.toBe('mine')
  })
})
