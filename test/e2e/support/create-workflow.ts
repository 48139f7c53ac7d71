import { once } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { expect, type Page } from '@playwright/test'
import { WebSocket } from 'ws'
import type { ApiClient, ApiInputs } from '@shared/contract'

type NewWorkflow = NonNullable<NonNullable<ApiInputs['workflows']['create']>['workflow']>

/** A workflow that is there already, as if the user had made it; the list of the page shows it. */
export async function createWorkflow(page: Page, workflow: NewWorkflow): Promise<void> {
  const { origin, host } = new URL(page.url())
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { origin, cookie } })
  await once(socket, 'open')
  try {
    const link = new RPCLink({ websocket: socket })
    await createORPCClient<ApiClient>(link).workflows.create({ workflow })
  } finally {
    socket.terminate()
  }
  await page.reload()
  await expect(page.getByRole('listitem', { name: workflow.name })).toBeVisible()
}
