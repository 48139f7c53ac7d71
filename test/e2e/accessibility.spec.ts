import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/baton-test'
import { run, runStatus, stepButton, textOf } from './support/run-page'

const THEMES = ['light', 'dark'] as const

/** What axe finds on the page as it stands, in both themes. */
async function findProblems(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, nodes } of violations) {
      found.push(
        ...nodes.map(({ html, failureSummary }) => `${colorScheme}: ${id}: ${html}: ${failureSummary}`),
      )
    }
  }
  return found
}

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
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Search or jump' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  expect.soft(await findProblems(page), 'the palette').toEqual([])
  await page.keyboard.press('Escape')

  for (const name of ['Runs', 'Templates', 'Usage', 'Settings']) {
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    expect.soft(await findProblems(page), name).toEqual([])
  }
  await page.goto(new URL('/nowhere', page.url()).href)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect.soft(await findProblems(page), 'an address that leads nowhere').toEqual([])
})

test('axe finds nothing on a run, at its gate and at its end', async ({ page, openBaton }) => {
  await openBaton(page)
  await run(page, 'Decision Memo', 'Should we move?')
  await expect(runStatus(page)).toHaveText('Waits for you')
  expect.soft(await findProblems(page), 'the gate').toEqual([])
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  expect.soft(await findProblems(page), 'the end').toEqual([])

  for (const name of ['Runs', 'Usage']) {
    await page.getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    expect.soft(await findProblems(page), `${name}, with something in it`).toEqual([])
  }
})

test('axe finds nothing in the builder, nor on a list with a workflow', async ({ page, openBaton }) => {
  await openBaton(page)
  await page.getByRole('listitem', { name: 'Decision Memo' }).getByRole('button', { name: 'Open' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Decision Memo')
  expect.soft(await findProblems(page), 'the builder').toEqual([])

  await page.getByRole('link', { name: 'Workflows', exact: true }).click()
  await expect(page.getByRole('listitem', { name: 'Decision Memo' })).toBeVisible()
  expect.soft(await findProblems(page), 'the list').toEqual([])
  await page.getByRole('link', { name: 'Decision Memo' }).press('r')
  await expect(page.getByRole('dialog', { name: 'Run Decision Memo' })).toBeVisible()
})

test.describe('while a step is written', () => {
  test.use({ usesProvider: true })

  test('axe finds nothing on a run that streams', async ({ page, provider, openBaton }) => {
    provider.holdFrom(1)
    await openBaton(page)
    await run(page, 'Decision Memo', 'Should we move?')
    await expect(stepButton(page, 'Decision Frame')).toHaveAccessibleName(/Writing/)
    await expect(textOf(page, 'Decision Frame')).not.toBeEmpty()
    expect.soft(await findProblems(page)).toEqual([])
  })
})
