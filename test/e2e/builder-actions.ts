import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { expect, type Locator, type Page } from '@playwright/test'
import { WebSocket } from 'ws'
import type { ApiClient } from '@shared/contract'
import type { Step, StepSettings } from '@shared/model/step'
import type { WorkflowSettings } from '@shared/model/workflow'

const file = resolve(import.meta.dirname, '../../resources/templates/deep-build-pipeline.baton.json')

/** The Deep Build Pipeline as its file has it: what is to be built by hand. */
export const PIPELINE: Pick<WorkflowSettings, 'name' | 'description' | 'steps'> = JSON.parse(
  readFileSync(file, 'utf8'),
)

export const TYPE_NAMES: Record<StepSettings['stepType'], string> = {
  generate: 'Generate',
  research: 'Research',
  analyze: 'Analyze',
  summarize: 'Summarize',
  extract: 'Extract',
  transform: 'Transform',
  review: 'Review',
}

/** Asks the core as the page could. */
async function ask<T>(page: Page, question: (client: ApiClient) => Promise<T>): Promise<T> {
  const { origin, host } = new URL(page.url())
  const cookies = await page.context().cookies()
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const socket = new WebSocket(`ws://${host}/rpc`, { headers: { origin, cookie } })
  await once(socket, 'open')
  try {
    return await question(createORPCClient<ApiClient>(new RPCLink({ websocket: socket })))
  } finally {
    socket.terminate()
  }
}

function openWorkflowId(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? ''
}

/** The steps of the workflow that is open, as they are stored, without their ids. */
export async function storedSteps(page: Page): Promise<StepSettings[]> {
  const workflowId = openWorkflowId(page)
  const { workflow } = await ask(page, (client) => client.workflows.get({ workflowId }))
  return (workflow?.steps ?? []).map(({ id: _id, ...settings }: Step) => settings)
}

/** The names of all stored workflows, in order. */
export async function storedWorkflows(page: Page): Promise<string[]> {
  const { items } = await ask(page, (client) => client.workflows.list({ limit: 50 }))
  return items.map(({ name }) => name).toSorted()
}

/** The unsaved changes of the workflow that is open, as they are kept; null: there are none. */
export async function keptDraft(page: Page, which: { deleted?: boolean } = {}): Promise<string | null> {
  const workflowId = openWorkflowId(page)
  const { draft } = await ask(page, (client) => client.workflows.get({ workflowId, ...which }))
  return draft === null ? null : JSON.stringify(draft.content)
}

/** The card of the nth step, from 1. */
export function card(page: Page, position: number): Locator {
  return page
    .getByRole('region', { name: 'Steps' })
    .getByRole('listitem')
    .nth(position - 1)
}

/** The labels in order. */
export async function labels(page: Page): Promise<(string | null)[]> {
  const items = await page.getByRole('region', { name: 'Steps' }).getByRole('listitem').all()
  return Promise.all(items.map((item) => item.getAttribute('aria-label')))
}

/** Drags a step to another position with the mouse, as a hand does. */
export async function drag(page: Page, label: string, to: number): Promise<void> {
  const grip = page.getByRole('button', { name: `Reorder ${label}`, exact: true })
  await grip.scrollIntoViewIfNeeded()
  const from = await grip.boundingBox()
  const target = await card(page, to).boundingBox()
  if (from === null || target === null) throw new TypeError('The step is not in view.')
  const x = from.x + from.width / 2
  await page.mouse.move(x, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(x, from.y + from.height / 2 + 8, { steps: 3 })
  await page.mouse.move(x, target.y + target.height / 2, { steps: 12 })
  await expect(page.getByText(`is at position ${to} of`)).toBeAttached()
  await page.mouse.up()
  // dnd-kit keeps clicks to itself until 50 ms after the drop; its timer is the earlier one.
  await page.evaluate('new Promise((done) => setTimeout(done, 60))')
}

/** Opens a workflow of the list in the builder. */
export async function openInBuilder(page: Page, name: string): Promise<void> {
  await page.getByRole('listitem', { name }).getByRole('link', { name }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue(name)
}
