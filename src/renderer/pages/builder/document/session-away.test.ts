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
  async function openWithLostAnswer(core: MemoryCore, id: string, procedure: 'saveDraft' | 'update') {
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
        create: workflows.create,
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
})
