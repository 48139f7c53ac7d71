import { once } from 'node:events'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { Page } from '@playwright/test'
import { WebSocket } from 'ws'
import type { ApiClient } from '@shared/contract'
import { canaryKey } from '../support/canary-keys'

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

/** An OpenAI-compatible connection with a key, as if the user had added it. */
export async function addConnection(
  page: Page,
  { name, baseUrl, requestsPerMinute }: { name: string; baseUrl: string; requestsPerMinute: number },
): Promise<void> {
  const connection = {
    name,
    kind: 'openai-compatible' as const,
    baseUrl,
    defaultModel: 'm',
    requestsPerMinute,
  }
  await throughApi(page, async (client) => {
    const { updatedAt } = await client.connections.save({ connection, updatedAt: null })
    await client.connections.setKey({ name, updatedAt, key: canaryKey() })
  })
}

export async function setRequestsPerMinute(
  page: Page,
  name: string,
  requestsPerMinute: number,
): Promise<void> {
  await throughApi(page, async (client) => {
    const { connections } = await client.connections.list()
    const before = connections.find((connection) => connection.name === name)
    if (before?.baseUrl === undefined) throw new TypeError(`There is no connection ${name}.`)
    const { kind, baseUrl, defaultModel, updatedAt } = before
    const connection = { name, kind, baseUrl, ...(defaultModel !== undefined && { defaultModel }) }
    await client.connections.save({ name, updatedAt, connection: { ...connection, requestsPerMinute } })
  })
}

/** The run whose page is open. */
export function runIdOf(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}
