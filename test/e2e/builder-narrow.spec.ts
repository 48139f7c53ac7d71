import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { findProblems } from './support/find-problems'
import { openInBuilder } from './builder-actions'

test.use({ viewport: { width: 640, height: 800 } })

/** What lies outside of the window or of its own box, by its text. */
const CUT = `[...document.querySelectorAll('.builder-header > *')]
  .filter((part) => part.scrollWidth > part.clientWidth + 1 || part.getBoundingClientRect().right > innerWidth)
  .map((part) => part.textContent)
  .concat(document.documentElement.scrollWidth > innerWidth ? ['the page'] : [])`

test('in a narrow window nothing of the header is cut, and its buttons keep their names', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Narrow',
    steps: [{ label: 'Draft', stepType: 'generate', prompt: 'Write about {{input}}.' }],
  })
  await openInBuilder(page, 'Narrow')
  expect(await page.evaluate(CUT)).toEqual([])
  await page.getByRole('textbox', { name: 'Description' }).fill('With a description')
  await expect(page.getByText('Unsaved changes, kept on this computer')).toBeVisible()
  expect(await page.evaluate(CUT)).toEqual([])

  await page.getByRole('button', { name: 'Run options' }).click()
  await expect(page.getByRole('dialog', { name: 'Run options' })).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Draft', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toBeVisible()
  expect(await findProblems(page)).toEqual([])
  await page.getByRole('button', { name: 'Template', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Template' })).toBeVisible()
})
