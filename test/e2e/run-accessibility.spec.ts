import type { Page } from '@playwright/test'
import { addConnection } from './run-api'
import { createWorkflow } from './support/create-workflow'
import { findProblems } from './support/find-problems'
import { run, runStatus, stepButton, textOf } from './support/run-page'
import { expect, test } from './run-provider'
import { goToPage } from './support/go-to-page'

const ANSWER = `# A heading

Text with **strong** words, \`code\` and [a link](https://example.com).

- [x] done
- one

1. first

| a | b |
| - | - |
| 1 | 2 |

\`\`\`js
const answer = 42 // why
\`\`\`

> quoted
`

/** A check of the page as it is, once for each tab of the step that it shows. */
async function checkTabs(page: Page, state: string): Promise<void> {
  for (const name of ['Output', 'Prompt', 'Revisions', 'Attempts']) {
    await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
    await expect(page.getByRole('tabpanel')).toBeVisible()
    expect.soft(await findProblems(page), `${state}, ${name}`).toEqual([])
  }
  await page.getByRole('tab', { name: 'Output' }).click()
}

const LETTER = [
  { label: 'Draft', stepType: 'generate' as const, prompt: 'Draft {{input}}', maxRetries: 1 },
  { label: 'Check', stepType: 'review' as const, prompt: '{{steps.Draft.content}}' },
  { label: 'Send', stepType: 'generate' as const, prompt: 'Send {{steps.Check.content}}', maxRetries: 1 },
]

test('axe finds nothing on a run that is running, at its gate, retried, failed or cut short', async ({
  page,
  scripted,
  openBaton,
}) => {
  scripted.script((_prompt, number) => ({ text: ANSWER, ...(number === 1 && { holdAfter: 60 }) }))
  await openBaton(page)
  await createWorkflow(page, { name: 'Letter', steps: LETTER })
  await run(page, 'Letter', 'the orchard')
  await expect(stepButton(page, 'Draft')).toHaveAccessibleName(/Writing/)
  expect.soft(await findProblems(page), 'running').toEqual([])

  scripted.release()
  await expect(runStatus(page)).toHaveText('Waits for you')
  await stepButton(page, 'Check').click()
  expect.soft(await findProblems(page), 'an open gate').toEqual([])
  await page.getByRole('button', { name: 'Edit and approve' }).click()
  expect.soft(await findProblems(page), 'editing at a gate').toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Send back', exact: true }).click()
  expect.soft(await findProblems(page), 'sending back').toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()

  scripted.script(() => ({ status: 503, headers: { 'retry-after': '900' } }))
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(stepButton(page, 'Send')).toHaveAccessibleName(/Retrying/)
  await stepButton(page, 'Send').click()
  expect.soft(await findProblems(page), 'retrying').toEqual([])
  scripted.script(() => ({ status: 401, code: 'invalid_api_key' }))
  await page.getByRole('button', { name: 'Retry now' }).click()
  await expect(runStatus(page)).toHaveText('Failed')
  expect.soft(await findProblems(page), 'failed').toEqual([])
  await page.getByRole('tab', { name: 'Attempts' }).click()
  await expect(page.getByRole('tabpanel')).toContainText('key')
  expect.soft(await findProblems(page), 'failed attempts').toEqual([])
  await page.getByRole('tab', { name: 'Output' }).click()
  await page.getByRole('button', { name: 'Use another model…' }).click()
  expect.soft(await findProblems(page), 'another model').toEqual([])
  await page.keyboard.press('Escape')

  scripted.script(() => ({ text: ANSWER, finish: 'length' }))
  await page.getByRole('button', { name: 'Retry', exact: true }).click()
  await expect(stepButton(page, 'Send')).toHaveAccessibleName(/Cut short/)
  expect.soft(await findProblems(page), 'cut short').toEqual([])
})

test('axe finds nothing on a run that is completed, edited or stale', async ({
  page,
  scripted,
  openBaton,
}) => {
  scripted.script(() => ({ text: ANSWER }))
  await openBaton(page)
  await createWorkflow(page, { name: 'Letter', yoloMode: true, steps: LETTER })
  await run(page, 'Letter', 'the orchard')
  await expect(runStatus(page)).toHaveText('Completed')
  await stepButton(page, 'Draft').click()
  await page.getByRole('button', { name: 'Edit output' }).click()
  await page.getByRole('textbox', { name: 'Text of Draft' }).fill(ANSWER.replace('strong', 'weak'))
  expect.soft(await findProblems(page), 'editing').toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(stepButton(page, 'Check')).toHaveAccessibleName(/Stale/)
  await checkTabs(page, 'edited, with a diff')
  await stepButton(page, 'Check').click()
  expect.soft(await findProblems(page), 'stale').toEqual([])
  await page.getByRole('button', { name: 'Choose…' }).click()
  expect.soft(await findProblems(page), 'choosing what to re-run').toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Settings' }).click()
  expect.soft(await findProblems(page), 'the panel').toEqual([])
})

test('axe finds nothing on a run that is paused, stopped, interrupted or waiting', async ({
  page,
  baton,
  scripted,
  openBaton,
}) => {
  // What is said of a full disk can't be had from a disk here: the pause comes with another reason.
  let disk = 'as it is'
  await page.routeWebSocket(/\/rpc$/, (socket) => {
    const server = socket.connectToServer()
    server.onMessage((message) => {
      const text = String(message)
      socket.send(
        disk === 'full' && typeof message === 'string'
          ? text.replaceAll(/"(pauseReason|reason)":"user"/g, '"$1":"storage"')
          : message,
      )
    })
  })
  const draft = { label: 'Draft', stepType: 'generate' as const, prompt: 'Draft {{input}}', model: 'gpt-4.1' }
  await openBaton(page)
  await createWorkflow(page, { name: 'Letter', steps: [draft, { ...draft, label: 'Again' }], concurrency: 1 })
  scripted.script(() => ({ text: ANSWER, holdAfter: 60 }))
  await run(page, 'Letter', 'the orchard')
  await expect(textOf(page, 'Draft')).toContainText('A heading')
  await page.getByRole('button', { name: 'Pause' }).click()
  scripted.release()
  await expect(runStatus(page)).toHaveText('Paused')
  expect.soft(await findProblems(page), 'paused by the user').toEqual([])
  disk = 'full'
  await page.reload()
  await expect(runStatus(page)).toHaveText('Paused, disk full')
  expect.soft(await findProblems(page), 'paused by a full disk').toEqual([])
  disk = 'as it is'
  await page.reload()

  await page.getByRole('button', { name: 'Resume' }).click()
  await stepButton(page, 'Again').click()
  await expect(textOf(page, 'Again')).toContainText('A heading')
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(runStatus(page)).toHaveText('Stopped')
  expect.soft(await findProblems(page), 'stopped').toEqual([])

  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(textOf(page, 'Again')).toContainText('A heading')
  await baton.kill()
  await baton.start()
  await expect(runStatus(page)).toHaveText('Interrupted')
  expect.soft(await findProblems(page), 'interrupted').toEqual([])
  scripted.script(() => ({ text: ANSWER }))

  await goToPage(page, 'Workflows')
  await createWorkflow(page, { name: 'Budget', budgetUsd: 0.01, steps: [draft] })
  await run(page, 'Budget', 'the orchard')
  await expect(runStatus(page)).toHaveText('Paused by budget')
  expect.soft(await findProblems(page), 'paused by the budget').toEqual([])
  await page.getByRole('button', { name: 'Change model…' }).click()
  expect.soft(await findProblems(page), 'changing the model').toEqual([])
  await page.keyboard.press('Escape')

  await goToPage(page, 'Workflows')
  await addConnection(page, { name: 'House', baseUrl: scripted.url, requestsPerMinute: 1 })
  const housed = { ...draft, model: 'm', provider: 'House' }
  await createWorkflow(page, { name: 'Slot', steps: [housed, { ...housed, label: 'Other' }] })
  await run(page, 'Slot', 'the orchard')
  await expect(stepButton(page, 'Other')).toHaveAccessibleName(/Waiting/)
  await stepButton(page, 'Other').click()
  expect.soft(await findProblems(page), 'waiting for a slot').toEqual([])
})
