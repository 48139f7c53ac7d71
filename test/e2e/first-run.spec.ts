import { expect, test } from './support/baton-test'
import { readText, runStatus, startTemplate, stepButton, textOf } from './support/run-page'

test.use({ environment: { BATON_DEMO_PACE: '0.3' } })

test('from an empty list to a finished run, by the template that was chosen', async ({ page, openBaton }) => {
  await openBaton(page)
  await expect(page.getByRole('heading', { name: 'Workflows', level: 1 })).toBeVisible()
  for (const name of ['Deep Build Pipeline', 'Decision Memo', 'Critical Reading Brief']) {
    await expect(page.getByRole('listitem', { name })).toBeVisible()
  }

  await startTemplate(page, 'Decision Memo', 'Should we move the office to the harbour?')
  await expect(page.getByRole('heading', { name: 'Decision Memo', level: 1 })).toBeVisible()
  await expect(stepButton(page, 'Decision Frame')).toHaveAccessibleName(/Writing/)
  // The text comes while it is being written.
  const early = await readText(page, 'Decision Frame', 20)
  await expect(stepButton(page, 'Decision Frame')).toHaveAccessibleName(/Completed/)
  await stepButton(page, 'Decision Frame').click()
  const whole = await textOf(page, 'Decision Frame').innerText()
  expect(whole.startsWith(early.trimEnd())).toBe(true)
  expect(whole.length).toBeGreaterThan(early.length)

  await expect(stepButton(page, 'Your Call')).toHaveAccessibleName(/Your turn/)
  await expect(runStatus(page)).toHaveText('Waits for you')
  await stepButton(page, 'Your Call').click()
  await page.getByRole('button', { name: 'Approve', exact: true }).click()

  await expect(runStatus(page)).toHaveText('Completed')
  await stepButton(page, 'Decision Memo').click()
  await expect(textOf(page, 'Decision Memo')).toContainText('harbour')

  await page.getByRole('link', { name: 'Runs', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible()
  await expect(page.getByRole('main').getByText('Completed').first()).toBeVisible()
})
