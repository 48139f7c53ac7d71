import type { Locator, Page } from '@playwright/test'
import { card, drag, labels, openInBuilder, storedSteps } from './builder-actions'
import { expect, test } from './support/baton-test'
import { findProblems } from './support/find-problems'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus } from './support/run-page'
import { goToPage } from './support/go-to-page'

const DRAFT_AND_EDIT = {
  name: 'Draft and edit',
  steps: [
    { label: 'Draft', stepType: 'generate' as const, prompt: 'Write about {{input}}.' },
    { label: 'Edit', stepType: 'transform' as const, prompt: 'Shorten this: {{steps.Draft.content}}' },
    { label: 'Title', stepType: 'generate' as const, prompt: 'A title for {{steps.Edit.content}}' },
  ],
}

const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true })

test.beforeEach(async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, DRAFT_AND_EDIT)
})

test('a step stays where it was dragged to', async ({ page }) => {
  await openInBuilder(page, 'Draft and edit')
  await drag(page, 'Title', 1)
  expect(await labels(page)).toEqual(['Title', 'Draft', 'Edit'])
  await page.keyboard.press('Control+s')
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect(card(page, 1)).toHaveAccessibleName('Title')
})

test('a long list scrolls along while a step is dragged, and every step is within reach', async ({
  page,
}) => {
  const long = Array.from({ length: 150 }, (_, index) => ({
    label: `Number ${index + 1}`,
    stepType: 'generate' as const,
    prompt: 'go',
  }))
  await createWorkflow(page, { name: 'Long', steps: long })
  await openInBuilder(page, 'Long')
  const grip = await page.getByRole('button', { name: 'Reorder Number 2', exact: true }).boundingBox()
  const footer = await page.getByRole('button', { name: 'Save' }).boundingBox()
  if (grip === null || footer === null) throw new TypeError('They are not in view.')
  await page.mouse.move(grip.x + 8, grip.y + 12)
  await page.mouse.down()
  await page.mouse.move(grip.x + 8, grip.y + 40, { steps: 4 })
  await page.mouse.move(grip.x + 8, footer.y - 20, { steps: 10 })
  const spoken = page.getByText(/^Number 2 is at position \d+ of 150\.$/)
  const position = async () => Number(/position (\d+)/.exec(await spoken.innerText())?.[1])
  await expect.poll(position).toBeGreaterThan(80)
  await page.mouse.up()
  expect((await labels(page)).indexOf('Number 2')).toBeGreaterThan(79)

  await expect(page.getByRole('button', { name: 'Reorder Number 2', exact: true })).toBeInViewport()
  await page.mouse.wheel(0, -100_000)
  await page.getByRole('button', { name: 'Number 1', exact: true }).click()
  await expect(prompt(page)).toHaveText('go')
})

test('a reorder that breaks a reference shows it at once, and Undo removes it', async ({ page }) => {
  await openInBuilder(page, 'Draft and edit')
  await expect(page.getByText('No problems')).toBeVisible()
  await drag(page, 'Draft', 2)
  await page.getByRole('button', { name: '1 problem' }).last().click()
  await expect(page.getByRole('dialog', { name: 'Problems' })).toContainText(
    'refers to step "Draft", which comes later',
  )
  await page.getByRole('dialog', { name: 'Problems' }).getByRole('button').click()
  await expect(prompt(page)).toBeFocused()
  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await expect(page.getByText('No problems')).toBeVisible()
  expect(await labels(page)).toEqual(['Draft', 'Edit', 'Title'])
})

test('a reorder that makes a reference mean another step is told, never done silently', async ({ page }) => {
  const gate = { label: 'Gate', stepType: 'review' as const }
  await createWorkflow(page, {
    name: 'Two gates',
    steps: [
      { label: 'Idea', stepType: 'generate', prompt: 'An idea for {{input}}' },
      { ...gate, prompt: '{{steps.Idea.content}}' },
      { label: 'Plan', stepType: 'generate', prompt: 'Plan {{steps.Gate.content}}' },
      { ...gate, prompt: '{{steps.Idea.content}} again' },
    ],
  })
  await openInBuilder(page, 'Two gates')
  await expect(page.getByText('No problems')).toBeVisible()
  await drag(page, 'Plan', 4)
  await page
    .getByRole('button', { name: /problems?$/ })
    .last()
    .click()
  const problems = page.getByRole('dialog', { name: 'Problems' })
  await expect(problems).toContainText('Some references mean other steps than they did')
  await problems.getByRole('button', { name: 'Keep what they meant' }).click()
  await expect(problems.getByText('Some references mean other steps')).toBeHidden()
})

test('unsaved work survives a reload and a closed page', async ({ page, context }) => {
  await openInBuilder(page, 'Draft and edit')
  await card(page, 1).getByRole('button', { name: 'Draft', exact: true }).click()
  await prompt(page).press('Control+End')
  await page.keyboard.type(' At length.')
  await page.reload()
  await expect(page.getByText('Unsaved changes, kept on this computer')).toBeVisible()
  const url = page.url()
  await page.close()
  const other = await context.newPage()
  await other.goto(url)
  await card(other, 1).getByRole('button', { name: 'Draft', exact: true }).click()
  await expect(prompt(other)).toHaveText('Write about {{input}}. At length.')
  expect((await storedSteps(other))[0]?.prompt).toBe('Write about {{input}}.')
})

test('variables are completed without a stray brace, mended by Enter, and shown by their values', async ({
  page,
}) => {
  await run(page, 'Draft and edit', 'the harbour')
  await expect(runStatus(page)).toHaveText('Completed')
  await goToPage(page, 'Workflows')
  await openInBuilder(page, 'Draft and edit')
  await card(page, 3).getByRole('button', { name: 'Title', exact: true }).click()
  await prompt(page).press('Control+a')
  await page.keyboard.type('Name {{dra')
  await page.getByRole('option', { name: /Draft/ }).click()
  await expect(prompt(page)).toHaveText('Name {{steps.Draft.content}}')
  await page.keyboard.press('Space')
  await page.keyboard.insertText('and {{steps.Edti.content}}')
  const bubble = page.getByRole('group', { name: 'Problem' })
  await expect(bubble).toContainText('Did you mean "Edit"?')
  await expect
    .poll(() => gapBetween(bubble, page.getByRole('textbox', { name: 'System prompt' })))
    .toBeGreaterThan(0)
  await page.keyboard.press('Enter')
  await expect(prompt(page)).toHaveText('Name {{steps.Draft.content}} and {{steps.Edit.content}}')
  await prompt(page).locator('.prompt-token').first().hover()
  await expect(page.getByText('In the last run')).toBeVisible()
  await page.mouse.move(0, 0)
  await page.getByRole('button', { name: 'Preview' }).first().click()
  await expect(page.getByRole('region', { name: 'Preview of Prompt' })).toContainText('harbour')
})

test('one step is tried on what the last run gave, without leaving the builder', async ({ page }) => {
  await run(page, 'Draft and edit', 'the harbour')
  await expect(runStatus(page)).toHaveText('Completed')
  await goToPage(page, 'Workflows')
  await openInBuilder(page, 'Draft and edit')
  await card(page, 2).getByRole('button', { name: 'Edit', exact: true }).click()
  await page.getByRole('button', { name: 'Try step' }).click()
  const sheet = page.getByRole('dialog', { name: 'Try Edit' })
  await expect(sheet.getByRole('textbox', { name: 'Draft' })).not.toHaveValue('')
  await sheet.getByRole('textbox', { name: 'Draft' }).fill('A typed draft about lighthouses')
  await sheet.getByRole('button', { name: 'Try', exact: true }).click()
  await expect(sheet.getByRole('region', { name: 'Result' })).toContainText('lighthouses')
  await expect(sheet.getByRole('region', { name: 'Result' })).toContainText('$0')
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
})

test('axe finds nothing, collapsed and expanded, in both themes', async ({ page }) => {
  await openInBuilder(page, 'Draft and edit')
  expect(await findProblems(page), 'collapsed').toEqual([])
  await card(page, 2).getByRole('button', { name: 'Edit', exact: true }).click()
  await prompt(page).press('Control+End')
  await page.keyboard.insertText(' {{steps.Nobody.content}}')
  await page.getByRole('radio', { name: 'JSON' }).click()
  await page.getByRole('button', { name: 'Preview' }).first().click()
  await prompt(page).press('Control+End')
  await expect(page.getByRole('group', { name: 'Problem' })).toBeVisible()
  expect(await findProblems(page), 'expanded').toEqual([])
  await page.keyboard.type(' {{')
  await expect(page.getByRole('listbox', { name: 'Completions' })).toBeVisible()
  expect(await findProblems(page), 'with completions').toEqual([])
  await page.keyboard.press('Escape')
  for (const name of ['Run options', 'Template', /problems?$/]) {
    await page.getByRole('button', { name }).last().click()
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await findProblems(page), String(name)).toEqual([])
    await page.keyboard.press('Escape')
  }
  await card(page, 2).getByRole('button', { name: 'Try step' }).click()
  await expect(page.getByRole('dialog', { name: 'Try Edit' })).toBeVisible()
  expect(await findProblems(page), 'trying').toEqual([])
})

/** How far one is below the other. */
async function gapBetween(upper: Locator, lower: Locator): Promise<number> {
  const [above, below] = await Promise.all([upper.boundingBox(), lower.boundingBox()])
  if (above === null || below === null) throw new TypeError('They are not in view.')
  return below.y - (above.y + above.height)
}
