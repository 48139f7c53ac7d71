import { once } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { Page } from '@playwright/test'
import { WebSocket } from 'ws'
import type { ApiClient } from '@shared/contract'

/** Does something through the API as this page's browser would, while the page looks on. */
export async function throughApi<T>(page: Page, act: (client: ApiClient) => Promise<T>): Promise<T> {
  const { origin, host } = new URL(page.url())
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { origin, cookie } })
  await once(socket, 'open')
  try {
    return await act(createORPCClient<ApiClient>(new RPCLink({ websocket: socket })))
  } finally {
    socket.terminate()
  }
}

/** The run whose page is open. */
export function runIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}
