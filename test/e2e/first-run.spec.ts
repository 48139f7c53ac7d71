import { expect, test } from './support/baton-test'
import { run, runStatus, stepButton, textOf } from './support/run-page'

test.use({ demoPace: 0.1 })

test('from an empty list to a finished run, by the template that was chosen', async ({ page, openBaton }) => {
  await openBaton(page)
  await expect(page.getByRole('heading', { name: 'Workflows', level: 1 })).toBeVisible()
  for (const name of ['Deep Build Pipeline', 'Decision Memo', 'Critical Reading Brief']) {
    await expect(page.getByRole('listitem', { name })).toBeVisible()
  }

  await run(page, 'Decision Memo', 'Should we move the office to the harbour?')
  await expect(page.getByRole('heading', { name: 'Decision Memo', level: 1 })).toBeVisible()
  await expect(runStatus(page)).toHaveText('Waits for you')
  await expect(stepButton(page, 'Decision Frame')).toHaveAccessibleName(/Completed/)
  await expect(stepButton(page, 'Your Call')).toHaveAccessibleName(/Your turn/)
  await page.getByRole('button', { name: 'Approve', exact: true }).click()

  await expect(runStatus(page)).toHaveText('Completed')
  await stepButton(page, 'Decision Memo').click()
  await expect(textOf(page, 'Decision Memo')).toContainText('harbour')

  await page.getByRole('link', { name: 'Runs', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible()
  await expect(page.getByRole('main').getByText('Completed').first()).toBeVisible()
})
