import type { Page } from '@playwright/test'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, showStep, stepButton, textOf } from './support/run-page'
import { expect, test } from './run-provider'

async function completeLetter(page: Page, openBaton: (page: Page) => Promise<void>): Promise<void> {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letter',
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}' },
      { label: 'Polish', stepType: 'transform', prompt: 'Polish {{steps.Draft.content}}' },
      { label: 'Title', stepType: 'generate', prompt: 'Title for {{input}}' },
    ],
  })
  await run(page, 'Letter', 'the orchard')
  await expect(runStatus(page)).toHaveText('Completed')
}

test('inline editing: it says what becomes stale, keeps both texts, and reaches what is chained to it', async ({
  page,
  scripted,
  openBaton,
}) => {
  await completeLetter(page, openBaton)
  await stepButton(page, 'Draft').click()
  await expect(textOf(page, 'Draft')).toHaveText('Answer to: Draft the orchard')

  await page.getByRole('button', { name: 'Edit output' }).click()
  const editor = page.getByRole('textbox', { name: 'Text of Draft' })
  await editor.fill('Answer to: Draft the old orchard')
  await expect(page.getByText('makes Polish stale')).toBeVisible()
  // Another step may be looked at, and the page loaded again, with the edit still there.
  await stepButton(page, 'Title').click()
  await stepButton(page, 'Draft').click()
  await expect(editor).toHaveValue('Answer to: Draft the old orchard')
  await page.reload()
  await expect(editor).toHaveValue('Answer to: Draft the old orchard')
  await page.getByRole('button', { name: 'Save' }).click()

  await expect(page.getByText('Saved as revision 2')).toBeVisible()
  const note = page.getByRole('complementary', { name: 'About this text' })
  await expect(note.getByText('you', { exact: true })).toBeVisible()
  await expect(stepButton(page, 'Polish')).toHaveAccessibleName(/Stale/)
  await expect(stepButton(page, 'Title')).toHaveAccessibleName(/Completed/)
  await expect(page.getByText('Draft changed after this was written')).toBeVisible()

  // What changed, word by word.
  await page.getByRole('tab', { name: 'Revisions 2' }).click()
  const revisions = page.getByRole('region', { name: 'Revisions of Draft' })
  await expect(revisions.getByText('+1 −0 words')).toBeVisible()
  await expect(revisions.locator('ins')).toHaveText('old ')
  await expect(revisions.getByRole('row', { name: /^1 model/ })).toBeVisible()
  await expect(revisions.getByRole('row', { name: /^2 you/ })).toBeVisible()

  const before = scripted.prompts().length
  await page.getByRole('button', { name: 'Re-run 1 stale step' }).click()
  await expect(stepButton(page, 'Polish')).toHaveAccessibleName(/Completed/)
  expect(scripted.prompts().slice(before)).toEqual(['Polish Answer to: Draft the old orchard'])
  await stepButton(page, 'Polish').click()
  await expect(textOf(page, 'Polish')).toHaveText('Answer to: Polish Answer to: Draft the old orchard')

  // Back to the first text: a third revision, and stale again.
  await stepButton(page, 'Draft').click()
  await page.getByRole('tab', { name: 'Revisions' }).click()
  await page.getByRole('button', { name: 'Restore 1' }).click()
  await expect(page.getByText('Saved as revision 3')).toBeVisible()
  await page.getByRole('tab', { name: 'Output' }).click()
  await expect(textOf(page, 'Draft')).toHaveText('Answer to: Draft the orchard')
  await expect(stepButton(page, 'Polish')).toHaveAccessibleName(/Stale/)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(textOf(page, 'Draft')).toHaveText('Answer to: Draft the old orchard')
})

test('an edit can be left, and then nothing has changed', async ({ page, openBaton }) => {
  await completeLetter(page, openBaton)
  await showStep(page, 'Draft')
  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: 'Text of Draft' }).fill('Something else')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(textOf(page, 'Draft')).toHaveText('Answer to: Draft the orchard')
  await page.reload()
  await expect(textOf(page, 'Draft')).toHaveText('Answer to: Draft the orchard')
})

test('a retry writes one step anew and leaves what reads it stale', async ({ page, scripted, openBaton }) => {
  await completeLetter(page, openBaton)
  await stepButton(page, 'Draft').click()
  scripted.script((prompt) => ({ text: `Another answer to: ${prompt}` }))
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(textOf(page, 'Draft')).toHaveText('Another answer to: Draft the orchard')
  await expect(stepButton(page, 'Polish')).toHaveAccessibleName(/Stale/)
  await expect(runStatus(page)).toHaveText('Completed')

  await page.getByRole('tab', { name: 'Attempts 2' }).click()
  await expect(page.getByRole('region', { name: 'Attempts of Draft' }).getByRole('row')).toHaveCount(3)
  await page.getByRole('tab', { name: 'Prompt' }).click()
  await expect(page.getByRole('region', { name: 'Prompt, as it was sent' })).toContainText(
    'Draft the orchard',
  )
})

test('some of the stale steps run again, with what they read, and the others stay', async ({
  page,
  scripted,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letter',
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}' },
      { label: 'Polish', stepType: 'transform', prompt: 'Polish {{steps.Draft.content}}' },
      { label: 'Title', stepType: 'generate', prompt: 'Title for {{steps.Polish.content}}' },
      { label: 'Summary', stepType: 'summarize', prompt: 'Sum up {{steps.Draft.content}}' },
    ],
  })
  await run(page, 'Letter', 'the orchard')
  await expect(runStatus(page)).toHaveText('Completed')
  await showStep(page, 'Draft')
  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: 'Text of Draft' }).fill('By hand')
  await page.getByRole('button', { name: 'Save' }).click()
  const all = page.getByRole('button', { name: /^Re-run 3 stale steps · about \$/ })
  const price = await all.innerText()
  await expect(page.getByRole('navigation', { name: 'Pipeline' })).toContainText('Edited by you, revision 2')

  await page.getByRole('button', { name: 'Choose…' }).click()
  const choice = page.getByRole('group', { name: 'Steps to re-run' })
  const box = (name: string) => choice.getByRole('checkbox', { name })
  await box('Polish').uncheck()
  await expect(box('Title')).not.toBeChecked()
  await box('Title').check()
  await expect(box('Polish')).toBeChecked()
  await box('Title').uncheck()
  await box('Summary').uncheck()
  await page.keyboard.press('Escape')

  const one = page.getByRole('button', { name: /^Re-run 1 stale step · about \$/ })
  await expect(one).toBeVisible()
  expect(await one.innerText()).not.toContain(price.split('·').at(-1)?.trim())
  const before = scripted.prompts().length
  await one.click()
  await expect(stepButton(page, 'Polish')).toHaveAccessibleName(/Completed/)
  await expect(stepButton(page, 'Title')).toHaveAccessibleName(/Stale/)
  await expect(stepButton(page, 'Summary')).toHaveAccessibleName(/Stale/)
  await expect(page.getByRole('button', { name: /^Re-run 2 stale steps/ })).toBeVisible()
  expect(scripted.prompts().slice(before)).toEqual(['Polish By hand'])
})

test('a text edited while the next step writes makes that step stale as soon as it is complete', async ({
  page,
  scripted,
  openBaton,
}) => {
  scripted.script((prompt) => ({
    text: `Answer to: ${prompt}`,
    ...(prompt.startsWith('Polish') && { holdAfter: 20 }),
  }))
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letter',
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}' },
      { label: 'Polish', stepType: 'transform', prompt: 'Polish {{steps.Draft.content}}' },
    ],
  })
  await run(page, 'Letter', 'the orchard')
  await expect(textOf(page, 'Polish')).toContainText('Answer to')
  await showStep(page, 'Draft')
  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: 'Text of Draft' }).fill('By hand')
  await expect(page.getByText('makes Polish stale')).toBeVisible()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(textOf(page, 'Draft')).toHaveText('By hand')
  scripted.release()
  await expect(runStatus(page)).toHaveText('Completed')
  await expect(stepButton(page, 'Polish')).toHaveAccessibleName(/Stale/)
  await expect(page.getByRole('navigation', { name: 'Pipeline' })).toContainText(
    'Draft changed after this was written',
  )
  scripted.script((prompt) => ({ text: `Answer to: ${prompt}` }))
  await page.getByRole('button', { name: 'Re-run 1 stale step' }).click()
  await expect(stepButton(page, 'Polish')).toHaveAccessibleName(/Completed/)
  expect(scripted.prompts().at(-1)).toBe('Polish By hand')
  await expect(page.getByRole('navigation', { name: 'Pipeline' })).toContainText('Revision 2')
})

test('the result is one click away, from any step', async ({ page, openBaton }) => {
  await completeLetter(page, openBaton)
  await stepButton(page, 'Draft').click()
  await page.getByRole('button', { name: 'Result' }).click()
  await expect(textOf(page, 'Title')).toHaveText('Answer to: Title for the orchard')
})
