import { card, openInBuilder } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'

const step = (label: string, prompt: string) => ({ label, prompt, stepType: 'generate' as const })

test('pointing at a step lights up what it reads and what reads it, and so does the keyboard', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Flow',
    steps: [
      step('Idea', 'On {{input}}'),
      step('Facts', 'About {{steps.Idea.content}}'),
      step('Aside', 'On {{input}}'),
      step('End', 'From {{steps.Facts.content}}'),
    ],
  })
  await openInBuilder(page, 'Flow')
  const lines = page.locator('.flow [data-picked]')
  const linked = page.getByRole('region', { name: 'Steps' }).locator('[data-linked]')
  const look = async (count: number, labels: RegExp[]): Promise<void> => {
    await expect(lines).toHaveCount(count)
    await expect(linked).toHaveText(labels)
  }
  await look(0, [])
  await card(page, 2).hover()
  await look(2, [/Idea/, /End/])
  await card(page, 3).hover()
  await look(0, [])
  await page.getByRole('textbox', { name: 'Name' }).hover()

  await page.getByRole('button', { name: 'Idea', exact: true }).focus()
  await page.keyboard.press('Tab')
  await look(1, [/Facts/])
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Reorder Facts' })).toBeFocused()
  await look(2, [/Idea/, /End/])
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Facts', exact: true })).toBeFocused()
  await look(2, [/Idea/, /End/])
  // The mouse has the last word, as long as it points at something.
  await card(page, 1).hover()
  await look(1, [/Facts/])
  await page.getByRole('textbox', { name: 'Name' }).hover()
  await look(2, [/Idea/, /End/])
  await page.getByRole('textbox', { name: 'Name' }).click()
  await look(0, [])
})
