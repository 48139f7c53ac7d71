import { card, openInBuilder } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus } from './support/run-page'
import { goToPage } from './support/go-to-page'

/** At which side of its line each text of an editor stands. */
const SIDES = `[...document.querySelector('.cm-content').querySelectorAll('.cm-line')].map((line) => {
  const range = document.createRange()
  range.selectNodeContents(line)
  const text = range.getBoundingClientRect()
  const box = line.getBoundingClientRect()
  return text.left - box.left < box.right - text.right ? 'left' : 'right'
})`

const step = (label: string, prompt: string) => ({ label, prompt, stepType: 'generate' as const })

test('in a prompt with thousands of references those in view are tokens, to the last one', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  const lines = Array.from({ length: 400 }, (_, at) => `${at}: {{steps.Idea.content}} and so on`)
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

test('the preview of hundreds of values, one of them long, is drawn part by part', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  const lines = Array.from({ length: 3_000 }, (_, at) => `${at}: {{steps.Idea.content}}`)
  await createWorkflow(page, {
    name: 'Many values',
    steps: [step('Idea', 'A title'), step('All', `{{input}}\n${lines.join('\n')}\nThe end.`)],
  })
  await run(page, 'Many values', `${'A line about the harbour.\n'.repeat(400)}No more lines.`)
  await expect(runStatus(page)).toHaveText('Completed')
  await goToPage(page, 'Workflows')
  await openInBuilder(page, 'Many values')
  await card(page, 2).getByRole('button', { name: 'All', exact: true }).click()
  await page.getByRole('button', { name: 'Preview' }).first().click()
  const preview = page.getByRole('region', { name: 'Preview of Prompt' })
  const resolved = preview.getByRole('group', { name: 'Resolved Prompt' })
  await expect(resolved).toContainText('0: ')
  expect(await resolved.locator('*').count()).toBeLessThan(600)
  await expect(resolved).not.toContainText('The end.')

  await resolved
    .getByRole('button', { name: /^[\d,]+ more characters$/ })
    .first()
    .click()
  await expect(resolved).toContainText('No more lines.')
  await expect(resolved).toBeFocused()
  await resolved.getByRole('button', { name: 'Show more' }).click()
  await expect(resolved).toContainText('80: ')
  await expect(resolved).toBeFocused()
})

test('a line in a script that runs from the right begins at the right, in the editor too', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, { name: 'Two ways', steps: [step('Plan', 'Left to right.\nשלום עולם.')] })
  await openInBuilder(page, 'Two ways')
  await card(page, 1).getByRole('button', { name: 'Plan', exact: true }).click()
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
  await expect(prompt.locator('.cm-line').last()).toHaveText('שלום עולם.')
  expect(await page.evaluate<string[]>(SIDES)).toEqual(['left', 'right'])
  // The full stop is at the end of what is read, not at the end of the line on the screen.
  await prompt.press('Control+End')
  await page.keyboard.type('!')
  await expect(prompt.locator('.cm-line').last()).toHaveText('שלום עולם.!')
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
