import { card, drag, keptDraft, storedWorkflows } from './builder-actions'
import { expect, test } from './support/baton-test'

test.use({ usesProvider: true })

test('a step is tried as it stands, never saved, on typed values, and its answer stays beside it', async ({
  page,
  openBaton,
  provider,
}) => {
  await openBaton(page)
  await page.getByRole('button', { name: 'New workflow' }).click()
  const quickAdd = page.getByRole('group', { name: 'Quick add' })
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
  for (const [label, text] of [
    ['Second', 'Poems about {{steps.First.content}} for {{input}}'],
    ['First', 'Say something'],
  ] as const) {
    await quickAdd.getByRole('button', { name: 'Generate', exact: true }).click()
    await page.getByRole('textbox', { name: 'Label' }).fill(label)
    await prompt.click()
    await page.keyboard.press('Control+a')
    await page.keyboard.insertText(text)
  }
  await page.getByRole('button', { name: 'Collapse', exact: true }).click()
  await drag(page, 'First', 1)

  await card(page, 2).getByRole('button', { name: 'Second', exact: true }).click()
  await page.getByRole('button', { name: 'Try step' }).click()
  const sheet = page.getByRole('dialog', { name: 'Try Second' })
  await sheet.getByRole('textbox', { name: 'First' }).fill('the sea')
  await sheet.getByRole('textbox', { name: 'Input' }).fill('sailors')
  provider.holdFrom(1)
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => provider.prompts()).toEqual(['Poems about the sea for sailors'])

  // It can be ended while the answer is on its way.
  await expect(sheet.getByRole('region', { name: 'Result' })).toContainText('Poems, sentence 20')
  await sheet.getByRole('button', { name: 'Stop' }).click()
  await expect(sheet.getByRole('region', { name: 'Result' })).toContainText('Stopped')
  await sheet.getByRole('button', { name: 'Try', exact: true }).click()
  await expect.poll(() => provider.prompts().length).toBe(2)

  // It goes on in the card when the sheet is closed, and what was typed is there when it is opened again.
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()
  const result = card(page, 2).getByRole('region', { name: 'Result' })
  await expect(result).toContainText('Writing')
  await expect(result).toContainText('Poems, sentence 20')
  await expect(result).not.toContainText('Poems, sentence 21')
  provider.release()
  await expect(result).toContainText('Poems, sentence 40')
  await expect(result).toContainText('tokens in')
  await expect(result).toContainText('$0.0')
  await card(page, 2).getByRole('button', { name: 'Collapse', exact: true }).click()
  await card(page, 2).getByRole('button', { name: 'Second', exact: true }).click()
  await expect(result).toContainText('Poems, sentence 40')
  await prompt.press('Control+End')
  await page.keyboard.type(' Oh.')
  await expect(card(page, 2).getByText('The step has changed since.')).toBeVisible()
  await card(page, 2).getByRole('button', { name: 'Try again' }).click()
  await expect(sheet.getByRole('textbox', { name: 'First' })).toHaveValue('the sea')
  await page.keyboard.press('Escape')
  await card(page, 2).getByRole('button', { name: 'Dismiss' }).click()
  await expect(result).toBeHidden()

  expect(await storedWorkflows(page)).toEqual([])
  await expect.poll(() => keptDraft(page)).toContain(' Oh.')
})
