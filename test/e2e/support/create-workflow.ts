import { once } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { expect, type Page } from '@playwright/test'
import { WebSocket } from 'ws'
import type { ApiClient, ApiInputs } from '@shared/contract'

type NewWorkflow = NonNullable<NonNullable<ApiInputs['workflows']['create']>['workflow']>

/** A workflow that is there already, as if the user had made it; the list of the page shows it. */
export async function createWorkflow(page: Page, workflow: NewWorkflow): Promise<void> {
  await createWorkflows(page, [workflow])
  await expect(page.getByRole('listitem', { name: workflow.name })).toBeVisible()
}

/** Any number of them; the newest is the first of the list. */
export async function createWorkflows(page: Page, workflows: readonly NewWorkflow[]): Promise<void> {
  const { origin, host } = new URL(page.url())
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { origin, cookie } })
  await once(socket, 'open')
  try {
    const link = new RPCLink({ websocket: socket })
    const client: ApiClient = createORPCClient(link)
    for (const workflow of workflows) await client.workflows.create({ workflow })
  } finally {
    socket.terminate()
  }
  await page.reload()
}
