import { createBuilderSession } from '../pages/builder/document/builder-session'
import { changeStep } from '../pages/builder/document/step-edits'
import { connectToMemory } from './memory-connection'
import type { MemoryCore } from './memory-core'

/** A workflow as a builder has it open, without the page. */
export async function openSession(core: MemoryCore, workflowId: string, connection = connectToMemory(core)) {
  const { client } = connection
  const session = createBuilderSession(client, workflowId, await client.workflows.get({ workflowId }))
  const workflow = () => session.document.store.getState().workflow
  const write = (prompt: string) =>
    session.document.edit((current) => changeStep(current, current.steps[0]?.id ?? '', { prompt }))
  return { ...session, workflow, write, conflict: () => session.store.getState().conflict?.kind, client }
}
