import type { Page } from '@playwright/test'
import { card, openInBuilder } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { pasteText } from './template-actions'

const SENTENCE = 'A good sentence that I want to keep.'

const prompt = (page: Page) => page.getByRole('textbox', { name: 'Prompt', exact: true })
const description = (page: Page) => page.getByRole('textbox', { name: 'Description' })
const undo = (page: Page) => page.keyboard.press('ControlOrMeta+z')
const redo = (page: Page) => page.keyboard.press('ControlOrMeta+Shift+z')

test.beforeEach(async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Undone',
    description: 'Old',
    steps: [{ label: 'Idea', stepType: 'generate', prompt: 'Old.' }],
  })
  await openInBuilder(page, 'Undone')
  await card(page, 1).getByRole('button', { name: 'Idea', exact: true }).click()
  await prompt(page).press('Control+End')
})

test('a sentence that was deleted as soon as it was typed comes back', async ({ page }) => {
  await page.keyboard.type(` ${SENTENCE}`)
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await expect(prompt(page)).toHaveText('What is asked for')
  await undo(page)
  await expect(prompt(page)).toHaveText(`Old. ${SENTENCE}`)
  await undo(page)
  await expect(prompt(page)).toHaveText('Old.')
  await redo(page)
  await expect(prompt(page)).toHaveText(`Old. ${SENTENCE}`)
})

test('a sentence over which something was pasted or typed comes back', async ({ page }) => {
  await page.keyboard.type(` ${SENTENCE}`)
  await page.keyboard.press('Control+a')
  await pasteText(page, 'pasted by mistake')
  await expect(prompt(page)).toHaveText('pasted by mistake')
  await page.keyboard.press('Control+a')
  await page.keyboard.type('and typed')
  await expect(prompt(page)).toHaveText('and typed')
  await undo(page)
  await expect(prompt(page)).toHaveText('pasted by mistake')
  await undo(page)
  await expect(prompt(page)).toHaveText(`Old. ${SENTENCE}`)
  await undo(page)
  await expect(prompt(page)).toHaveText('Old.')
})

test('what is composed is one with what is typed around it, and takes the place of nothing for good', async ({
  page,
}) => {
  const keyboard = await page.context().newCDPSession(page)
  const compose = async (...states: string[]): Promise<void> => {
    for (const text of states) {
      await keyboard.send('Input.imeSetComposition', {
        text,
        selectionStart: text.length,
        selectionEnd: text.length,
      })
    }
    await keyboard.send('Input.insertText', { text: states.at(-1) ?? '' })
  }
  await page.keyboard.type(' a')
  await compose('k', 'か', 'かn', 'かん', '缶')
  await expect(prompt(page)).toHaveText('Old. a缶')
  await page.keyboard.press('Control+a')
  await compose('n', 'に')
  await expect(prompt(page)).toHaveText('に')
  await undo(page)
  await expect(prompt(page)).toHaveText('Old. a缶')
  await undo(page)
  await expect(prompt(page)).toHaveText('Old.')
})

test('the same holds in the fields of the workflow', async ({ page }) => {
  await description(page).press('Control+End')
  await page.keyboard.type(` ${SENTENCE}`)
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText('put over it')
  await expect(description(page)).toHaveValue('put over it')
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await undo(page)
  await expect(description(page)).toHaveValue('put over it')
  await undo(page)
  await expect(description(page)).toHaveValue(`Old ${SENTENCE}`)
  await undo(page)
  await expect(description(page)).toHaveValue('Old')
})
