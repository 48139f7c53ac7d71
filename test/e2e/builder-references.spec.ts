import { card, openInBuilder } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'

const step = (label: string, prompt: string) => ({ label, prompt, stepType: 'generate' as const })

test('in a prompt with thousands of references those in view are tokens, to the last one', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  const lines = Array.from({ length: 3_000 }, (_, at) => `${at}: {{steps.Idea.content}} and so on`)
  await createWorkflow(page, {
    name: 'Long',
    steps: [step('Idea', 'On {{input}}'), step('All', `${lines.join('\n')}\n{{steps.Ide.content}}`)],
  })
  await openInBuilder(page, 'Long')
  await card(page, 2).getByRole('button', { name: 'All', exact: true }).click()
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
  const tokens = prompt.locator('.prompt-token')
  await expect(tokens.first()).toHaveText('{{steps.Idea.content}}')
  expect(await tokens.count()).toBeLessThan(300)

  await prompt.press('Control+End')
  await expect(tokens.last()).toHaveAttribute('data-kind', 'broken')
  await expect(page.getByRole('group', { name: 'Problem' })).toContainText('Did you mean "Idea"?')
  await page.keyboard.press('Enter')
  await expect(page.getByText('No problems')).toBeVisible()
  await page.keyboard.type(' end')
  await expect(prompt.locator('.cm-line').last()).toHaveText('{{steps.Idea.content}} end')
})

test('a closed card marks references that mean nothing there', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Broken',
    steps: [
      step('Idea', 'On {{input}}'),
      step('Plan', '{{steps.Idea.content}} {{steps.Nope.content}} {{steps.End.content}}'),
      step('End', '{{steps.Plan.content}}'),
    ],
  })
  await openInBuilder(page, 'Broken')
  const marked = card(page, 2).locator('.prompt-token[data-kind=broken]')
  await expect(marked).toHaveText(['Nope', 'End'])
  await expect(card(page, 3).locator('.prompt-token')).toHaveAttribute('data-kind', 'step')

  // What is disabled can't be read.
  await card(page, 1).getByRole('switch', { name: 'Enabled' }).click()
  await expect(marked).toHaveText(['Idea', 'Nope', 'End'])
})

test('the list of problems lies above the footer', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, { name: 'Empty prompt', steps: [step('Plan', ' ')] })
  await openInBuilder(page, 'Empty prompt')
  await page.getByRole('button', { name: '1 problem' }).last().click()
  const list = await page.getByRole('dialog', { name: 'Problems' }).boundingBox()
  const footer = await page.locator('.builder-footer').boundingBox()
  expect((list?.y ?? 0) + (list?.height ?? 0)).toBeLessThan(footer?.y ?? 0)
})
