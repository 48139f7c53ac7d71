import type { Locator, Page } from '@playwright/test'
import { card, openInBuilder } from './builder-actions'
import { expect, test } from './run-provider'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, stepButton, textOf } from './support/run-page'
import { pressEnter } from './support/press-enter'

const step = (label: string, prompt: string) => ({ label, stepType: 'generate' as const, prompt })
const gate = (label: string, prompt: string) => ({ label, stepType: 'review' as const, prompt })

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' })

/** Presses a button as the keyboard does, and waits until it is clear where the focus went. */
async function press(page: Page, name: string | RegExp, then: Locator): Promise<void> {
  await pressEnter(button(page, name))
  await expect(then, `after ${name}`).toBeFocused()
}

test.describe('on a run', () => {
  test('stays with the gate, the step and the line of steps', async ({ page, openBaton }) => {
    await openBaton(page)
    await createWorkflow(page, {
      name: 'Letters',
      steps: [
        step('Draft', 'Draft {{input}}'),
        gate('Check', '{{steps.Draft.content}}'),
        step('Send', 'Send {{steps.Check.content}}'),
        gate('Look', '{{steps.Send.content}}'),
      ],
    })
    await run(page, 'Letters', 'pears')
    const line = page.locator('.pipeline-button:focus')
    await expect(runStatus(page)).toHaveText('Waits for you')
    await press(page, 'Edit and approve', page.getByRole('textbox', { name: 'Text of Check' }))
    await press(page, 'Cancel', button(page, 'Edit and approve'))
    await press(page, 'Send back', page.getByRole('textbox', { name: 'Comment' }))
    await page.keyboard.press('Escape')
    await expect(button(page, 'Send back')).toBeFocused()
    await pressEnter(button(page, 'Approve'))
    await expect(textOf(page, 'Look')).toContainText('Answer')
    // On the line, and not on the Approve of the next gate, which a key that is held down would press.
    await expect(line).toBeFocused()
    await press(page, 'Approve', line)
    await expect(runStatus(page)).toHaveText('Completed')

    await stepButton(page, 'Draft').press('Enter')
    await press(page, 'Edit output', page.getByRole('textbox', { name: 'Text of Draft' }))
    await page.keyboard.type('Apples')
    await press(page, 'Save', button(page, 'Edit output'))
    await press(page, 'Keep as is', stepButton(page, 'Draft'))
    await page.reload()
    await press(page, /^Re-run/, line)
    await expect(runStatus(page)).toHaveText('Waits for you')

    await stepButton(page, 'Draft').press('Enter')
    await page.getByRole('tab', { name: /^Revisions/ }).focus()
    const revisions = page.getByRole('tabpanel', { name: /^Revisions/ })
    await pressEnter(button(page, 'Restore 1'))
    await expect(revisions.getByRole('row', { name: /^3 .*current/ })).toBeVisible()
    await expect(revisions.locator(':scope:focus, :focus')).toBeVisible()
    await page.getByRole('tab', { name: 'Output' }).press('Enter')
    await press(page, 'Retry', stepButton(page, 'Draft'))
  })

  test('goes from a button to the one that takes its place', async ({ page, openBaton, scripted }) => {
    scripted.script(() => ({ status: 401, code: 'invalid_api_key' }))
    await openBaton(page)
    await createWorkflow(page, { name: 'Letters', steps: [step('Draft', 'Draft {{input}}')] })
    await run(page, 'Letters', 'pears')
    await expect(runStatus(page)).toHaveText('Failed')
    scripted.script((prompt) => ({ text: prompt, holdAfter: 5 }))
    await press(page, 'Retry', page.getByRole('region', { name: 'Text of Draft' }))
    await press(page, 'Stop', button(page, 'Resume'))
    await press(page, 'Resume', button(page, 'Pause'))
    await press(page, 'Pause', button(page, 'Pausing…'))
    scripted.release()
    await expect(runStatus(page)).toHaveText('Completed')
    await expect(button(page, 'Run')).toBeFocused()
  })
})

test.describe('in the builder', () => {
  test('stays with the step that was worked on', async ({ page, openBaton }) => {
    await openBaton(page)
    await createWorkflow(page, { name: 'Letters', steps: ['A', 'B', 'C'].map((label) => step(label, 'go')) })
    await openInBuilder(page, 'Letters')
    const toggle = (position: number, label: string): Locator =>
      card(page, position).getByRole('button', { name: label, exact: true })
    await toggle(3, 'C').press('Enter')
    await press(page, 'Collapse', toggle(3, 'C'))

    await toggle(1, 'A').press('Enter')
    const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
    await prompt.press('End')
    await page.keyboard.insertText(' {{steps.C.content}}')
    const problem = page.getByRole('group', { name: 'Problem' })
    await pressEnter(problem.getByRole('button', { name: /^Move this step below/ }))
    await expect(prompt).toBeFocused()
    await expect(card(page, 3)).toHaveAccessibleName('A')
    await page.keyboard.press('Control+z')
    await expect(card(page, 1)).toHaveAccessibleName('A')
    await expect(prompt).toBeFocused()
  })
})
