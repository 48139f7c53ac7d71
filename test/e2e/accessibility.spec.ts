import { expect, test } from './support/baton-test'
import { findProblems } from './support/find-problems'
import { goToPage } from './support/go-to-page'

test('axe finds nothing on the pages of someone who is new', async ({ page, openBaton }) => {
  await openBaton(page)
  await expect(page.getByRole('listitem', { name: 'Decision Memo' })).toBeVisible()
  expect.soft(await findProblems(page), 'the empty list').toEqual([])

  await page
    .getByRole('listitem', { name: 'Critical Reading Brief' })
    .getByRole('button', { name: 'Run' })
    .click()
  await expect(page.getByRole('dialog', { name: 'Run Critical Reading Brief' })).toBeVisible()
  expect.soft(await findProblems(page), 'the sheet that asks for the input').toEqual([])
})

test('axe finds nothing on the other pages, while there is nothing on them', async ({ page, openBaton }) => {
  await openBaton(page)
  for (const name of ['Runs', 'Templates', 'Usage', 'Settings']) {
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    expect.soft(await findProblems(page), name).toEqual([])
  }
  await page.goto(new URL('/nowhere', page.url()).href)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect.soft(await findProblems(page), 'an address that leads nowhere').toEqual([])
})

test('axe finds nothing on the palette and the sheets of help', async ({ page, openBaton }) => {
  await openBaton(page)
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('option', { name: /^Use template Decision Memo/ })).toBeVisible()
  expect.soft(await findProblems(page), 'the palette').toEqual([])
  await page.keyboard.type('re')
  await expect(palette.getByRole('option', { name: /^Use template Critical Reading Brief/ })).toBeVisible()
  expect.soft(await findProblems(page), 'the palette with a search').toEqual([])
  await page.keyboard.press('Escape')

  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  expect.soft(await findProblems(page), 'the sheet of shortcuts').toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()

  await page.keyboard.press('g')
  await page.keyboard.press('l')
  await expect(page.getByRole('dialog', { name: 'Prompt language' })).toBeVisible()
  expect.soft(await findProblems(page), 'the sheet on the prompt language').toEqual([])
})

test('axe finds nothing on a list with a workflow', async ({ page, openBaton }) => {
  await openBaton(page)
  await page.getByRole('listitem', { name: 'Decision Memo' }).getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Decision Memo')
  await goToPage(page, 'Workflows')
  await expect(page.getByRole('listitem', { name: 'Decision Memo' })).toBeVisible()
  expect.soft(await findProblems(page)).toEqual([])
})
