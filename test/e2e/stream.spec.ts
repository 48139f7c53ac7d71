import type { Page } from '@playwright/test'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { answerTo } from './support/held-provider'
import { run, runStatus, stepButton, textOf } from './support/run-page'

const INPUT = 'Should we sell the orchard?'
const DRAFT = answerTo('Draft')
const POLISHED = answerTo('Polish')
const LETTER = answerTo('Write')

test.use({ usesProvider: true })

/** Draft and Polish are written, then comes a gate, then Letter. */
async function startLetter(page: Page, openBaton: (page: Page) => Promise<void>): Promise<void> {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letter',
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft this one: {{input}}' },
      { label: 'Polish', stepType: 'transform', prompt: 'Polish this one: {{steps.Draft.content}}' },
      { label: 'Check', stepType: 'review', prompt: '{{steps.Polish.content}}' },
      { label: 'Letter', stepType: 'generate', prompt: 'Write this one: {{steps.Check.content}}' },
    ],
  })
  await run(page, 'Letter', INPUT)
}

test('a page that is reloaded in the middle of a stream shows what an undisturbed one shows', async ({
  page,
  context,
  provider,
  openBaton,
}) => {
  provider.holdFrom(1)
  await startLetter(page, openBaton)
  const reloaded = await context.newPage()
  await reloaded.goto(page.url())
  await expect(textOf(page, 'Draft')).toHaveText(DRAFT.held.trim())
  await expect(textOf(reloaded, 'Draft')).toHaveText(DRAFT.held.trim())
  await reloaded.reload()
  await expect(textOf(reloaded, 'Draft')).toHaveText(DRAFT.held.trim())
  await expect(stepButton(reloaded, 'Draft')).toHaveAccessibleName(/Writing/)

  provider.release()
  for (const [label, text] of [
    ['Draft', DRAFT],
    ['Polish', POLISHED],
  ] as const) {
    for (const each of [page, reloaded]) {
      await stepButton(each, label).click()
      await expect(stepButton(each, label)).toHaveAccessibleName(/Completed/)
      await expect(textOf(each, label)).toHaveText(text.whole.trim())
    }
  }
})

test('two pages on one run see the same, whichever of them decides', async ({
  page,
  context,
  provider,
  openBaton,
}) => {
  provider.holdFrom(2)
  await startLetter(page, openBaton)
  const other = await context.newPage()
  await other.goto(page.url())
  for (const each of [page, other]) {
    await expect(stepButton(each, 'Draft')).toHaveAccessibleName(/Completed/)
    await stepButton(each, 'Polish').click()
    await expect(textOf(each, 'Polish')).toHaveText(POLISHED.held.trim())
  }
  provider.release()

  await stepButton(other, 'Check').click()
  await expect(textOf(other, 'Check')).toHaveText(POLISHED.whole.trim())
  await other.getByRole('button', { name: 'Approve', exact: true }).click()
  for (const each of [page, other]) {
    await expect(runStatus(each)).toHaveText('Completed')
    await stepButton(each, 'Letter').click()
    await expect(textOf(each, 'Letter')).toHaveText(LETTER.whole.trim())
  }
})

test('a run goes on while no page is open', async ({ page, context, baton, provider, openBaton }) => {
  provider.holdFrom(1)
  await startLetter(page, openBaton)
  await expect(textOf(page, 'Draft')).toHaveText(DRAFT.held.trim())
  const address = page.url()
  await page.close()
  expect(context.pages()).toEqual([])
  expect((await baton.showLastRun()).status).toBe('running')
  provider.release()
  await expect.poll(async () => (await baton.showLastRun()).status).toBe('paused')

  const opened = await context.newPage()
  await opened.goto(address)
  await expect(runStatus(opened)).toHaveText('Waits for you')
  await expect(textOf(opened, 'Check')).toHaveText(POLISHED.whole.trim())
})

test('after the server was killed the page comes back by itself, and the run can go on', async ({
  page,
  baton,
  provider,
  openBaton,
}) => {
  provider.holdFrom(2)
  await startLetter(page, openBaton)
  await stepButton(page, 'Polish').click()
  await expect(textOf(page, 'Polish')).toHaveText(POLISHED.held.trim())

  await baton.kill()
  await expect(page.getByText('The connection to Baton is lost.')).toBeVisible()
  await baton.start()
  await expect(page.getByText('The connection to Baton is lost.')).toBeHidden()
  await expect(runStatus(page)).toHaveText('Interrupted')
  await stepButton(page, 'Draft').click()
  await expect(textOf(page, 'Draft')).toHaveText(DRAFT.whole.trim())

  provider.release()
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(runStatus(page)).toHaveText('Waits for you')
  await stepButton(page, 'Polish').click()
  await expect(textOf(page, 'Polish')).toHaveText(POLISHED.whole.trim())
  // What was finished was not paid for twice; what was in flight was asked for again.
  const asked = provider.prompts().map((prompt) => prompt.split(' ', 1)[0])
  expect(asked).toEqual(['Draft', 'Polish', 'Polish'])
})

test('when Baton ends in good order its runs are stopped, and can be resumed', async ({
  page,
  baton,
  provider,
  openBaton,
}) => {
  provider.holdFrom(1)
  await startLetter(page, openBaton)
  await expect(textOf(page, 'Draft')).toHaveText(DRAFT.held.trim())
  const { code, said } = await baton.stop()
  // Windows ends a process without asking it.
  const [exitCode, status] = process.platform === 'win32' ? [null, 'Interrupted'] : [130, 'Stopped']
  expect(code).toBe(exitCode)
  // Closed connections are nothing to tell of.
  expect(said.trim().split('\n')).toEqual([
    expect.stringMatching(/^Baton is at 127\.0\.0\.1:\d+\. This link opens it:$/),
    expect.stringContaining('Ctrl-C ends Baton.'),
  ])
  provider.release()
  await baton.start()
  await expect(runStatus(page)).toHaveText(status)
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(runStatus(page)).toHaveText('Waits for you')
})
