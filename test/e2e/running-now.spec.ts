import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { run as runFromPage } from './support/run-page'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'

const commandLine = resolve(import.meta.dirname, '../../out/main/cli.js')

/** Resolves to the exit code: a run that waits at a gate has one of its own. */
function baton(dataFolder: string, args: string[]): Promise<number | string | null | undefined> {
  const env = { ...process.env, BATON_HOME: dataFolder, BATON_DEMO_PACE: '0' }
  return new Promise((settle) => {
    execFile(process.execPath, [commandLine, ...args], { env }, (error) => settle(error?.code ?? 0))
  })
}

const gated = {
  name: 'Gated',
  steps: [
    { label: 'Draft', stepType: 'generate' as const, prompt: 'Write of {{input}}' },
    { label: 'Gate', stepType: 'review' as const, prompt: '{{steps.Draft.content}}' },
  ],
}

test('a run of the command line shows at the foot of the sidebar, and goes when it is over', async ({
  page,
  baton: server,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, gated)
  await page.getByRole('link', { name: 'Usage', exact: true }).click()
  const now = page.getByRole('region', { name: 'Running now' })
  await expect(now).toContainText('Nothing.')
  expect(await baton(server.dataFolder, ['run', 'Gated', '--input', 'pears'])).toBe(3)
  await expect(now.getByRole('link', { name: /Gated/ })).toContainText('Waits for you')
  expect(await baton(server.dataFolder, ['resume', 'last', '--approve'])).toBe(0)
  await expect(now).toContainText('Nothing.')
})

test('what is decided on the page shows there, too', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, gated)
  await runFromPage(page, 'Gated', 'pears')
  const now = page.getByRole('region', { name: 'Running now' })
  await expect(now.getByRole('link', { name: /Gated/ })).toContainText('Waits for you')
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(now).toContainText('Nothing.')
})
