import type { Page } from '@playwright/test'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { findProblems } from './support/find-problems'
import { goToPage } from './support/go-to-page'
import { pressEnter } from './support/press-enter'

/** Lets the code of some part of the pages come only when the test says so. @returns lets it come */
async function holdBack(page: Page, part: string): Promise<() => void> {
  const held = Promise.withResolvers<void>()
  await page.route(new RegExp(String.raw`/assets/${part}-[^/]+\.js$`), async (route) => {
    await held.promise
    await route.continue()
  })
  return held.resolve
}

test('what is typed before the palette’s code is there stands in its field', async ({ page, openBaton }) => {
  const release = await holdBack(page, 'command-palette')
  await openBaton(page)
  await page.getByRole('link', { name: 'Templates', exact: true }).press('Enter')
  const start = page.getByRole('heading', { level: 1, name: 'Templates' })
  await expect(start).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('usa')
  const field = page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox')
  await expect(field).toHaveValue('usa')
  release()
  await expect(page.getByRole('option', { name: /^Usage/ })).toBeVisible()
  await expect(field).toBeFocused()
  await page.keyboard.type('ge')
  await expect(field).toHaveValue('usage')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Usage' })).toBeVisible()
})

test('Enter before the palette’s code is there means what is typed', async ({ page, openBaton }) => {
  const release = await holdBack(page, 'command-palette')
  await openBaton(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('usage')
  await page.keyboard.press('Enter')
  release()
  await expect(page.getByRole('heading', { level: 1, name: 'Usage' })).toBeVisible()
})

test('it closes before its code is there, and the focus is where it was', async ({ page, openBaton }) => {
  const release = await holdBack(page, 'command-palette')
  await openBaton(page)
  const templates = page.getByRole('link', { name: 'Templates', exact: true })
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await templates.focus()
  await page.keyboard.press('Control+k')
  await expect(palette.getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
  await expect(templates).toBeFocused()

  await page.keyboard.press('Control+k')
  expect.soft(await findProblems(page)).toEqual([])
  release()
  await expect(palette.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
  await expect(templates).toBeFocused()
})

test('a sheet whose code is on the way keeps what is typed from the page', async ({ page, openBaton }) => {
  const release = await holdBack(page, 'run-sheet')
  const releaseTemplate = await holdBack(page, 'save-template-sheet')
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Pears',
    steps: [{ label: 'Write', stepType: 'generate', prompt: 'Write of {{input}}' }],
  })
  await goToPage(page, 'Workflows')
  await page.keyboard.press('ArrowDown')
  const row = page.getByRole('link', { name: 'Pears' })
  await expect(row).toBeFocused()
  await page.keyboard.press('r')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.type('n/gt')
  await page.keyboard.press('Delete')
  release()
  const input = page.getByRole('dialog', { name: 'Run Pears' }).getByRole('textbox', { name: 'Input' })
  await expect(input).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(row).toBeFocused()
  await expect(page.getByRole('heading', { level: 1, name: 'Workflows' })).toBeVisible()

  // A menu that closes does not take the focus back to itself meanwhile.
  const more = page.getByRole('listitem', { name: 'Pears' }).getByRole('button', { name: 'More' })
  await more.press('Enter')
  await pressEnter(page.getByRole('menuitem', { name: 'Save as template' }))
  await expect(page.getByRole('dialog', { name: 'Loading' })).toBeFocused()
  await expect(more).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Loading' })).toBeFocused()
  releaseTemplate()
  await expect(page.getByRole('dialog', { name: 'Save as template' })).toBeVisible()
  await expect(page.getByRole('menu')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(more).toBeFocused()
})

test('a page that rests has the code before it is asked for', async ({ page, openBaton }) => {
  const palette = page.waitForResponse(/\/assets\/command-palette-/)
  const sheet = page.waitForResponse(/\/assets\/run-sheet-/)
  await openBaton(page)
  expect((await palette).ok()).toBe(true)
  expect((await sheet).ok()).toBe(true)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('usa')
  await expect(page.getByRole('dialog', { name: 'Command palette' }).getByRole('combobox')).toHaveValue('usa')
  await expect(page.getByRole('option', { name: /^Usage/ })).toBeVisible()
})
