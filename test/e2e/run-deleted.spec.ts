import { createWorkflow } from './support/create-workflow'
import { run, runStatus, textOf } from './support/run-page'
import { expect, test } from './run-provider'

test('a run that is deleted says so wherever it is open, and can be brought back there', async ({
  page,
  context,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letter',
    steps: [{ label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}' }],
  })
  await run(page, 'Letter', 'the orchard')
  await expect(runStatus(page)).toHaveText('Completed')
  const other = await context.newPage()
  await other.goto(page.url())
  await expect(runStatus(other)).toHaveText('Completed')

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible()
  await expect(other.getByText('This run of “Letter” was deleted.')).toBeVisible()
  await expect(other.getByRole('button', { name: 'Run', exact: true })).toHaveCount(0)
  // The same after a reload, and for who comes by an old address.
  await other.reload()
  await expect(other.getByText('This run of “Letter” was deleted.')).toBeVisible()
  await other.getByRole('button', { name: 'Bring it back' }).click()
  await expect(textOf(other, 'Draft')).toHaveText('Answer to: Draft the orchard')

  // Brought back by the window that deleted it.
  await page.goBack()
  await expect(runStatus(page)).toHaveText('Completed')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(other.getByText('This run of “Letter” was deleted.')).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(textOf(page, 'Draft')).toBeVisible()
  await other.getByRole('button', { name: 'Bring it back' }).click()
  await expect(textOf(other, 'Draft')).toBeVisible()

  // There is nothing left to bring back of one that never was.
  await other.goto(`${new URL(page.url()).origin}/runs/nowhere`)
  await expect(other.getByText('There is no run here.')).toBeVisible()
  await other.getByRole('button', { name: 'Go to Runs' }).click()
  await expect(other.getByRole('heading', { name: 'Runs', exact: true })).toBeVisible()
})
