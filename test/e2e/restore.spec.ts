import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus } from './support/run-page'
import { goToPage } from './support/go-to-page'

const STEPS = [{ label: 'Ask', stepType: 'generate' as const, prompt: 'About {{input}}?' }]

async function openData(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Settings', exact: true }).click()
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Data' }).click()
}

/** That of the test; the day's own is taken meanwhile. */
function ownBackup(page: Page): Locator {
  return page.getByRole('listitem', { name: /^Backup of today/ }).filter({ hasText: 'by hand' })
}

async function backUp(page: Page): Promise<void> {
  await openData(page)
  await page.getByRole('button', { name: 'Back up now' }).click()
  await expect(ownBackup(page)).toBeVisible()
}

async function restore(page: Page): Promise<void> {
  await ownBackup(page).getByRole('button', { name: 'Restore…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Put backup back' }).click()
}

test('a backup is put back, and every window shows the former state by itself', async ({
  page,
  context,
  baton,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, { name: 'Kept', steps: STEPS })
  await backUp(page)
  await goToPage(page, 'Workflows')
  await createWorkflow(page, { name: 'Made since', steps: STEPS })
  const other = await context.newPage()
  await other.goto(`${baton.origin}/workflows`)
  await expect(other.getByRole('listitem', { name: 'Made since' })).toBeVisible()

  await openData(page)
  await restore(page)
  const note = page.getByRole('note').filter({ hasText: 'The backup is in place.' })
  await expect(note).toContainText('baton.db.replaced-')
  await goToPage(page, 'Workflows')
  for (const window of [page, other]) {
    await expect(window.getByRole('listitem', { name: 'Kept' })).toBeVisible()
    await expect(window.getByRole('listitem', { name: 'Made since' })).toHaveCount(0)
  }
  // It was said once.
  await openData(page)
  await expect(ownBackup(page)).toBeVisible()
  await expect(note).toHaveCount(0)
})

test.describe('with a run in progress', () => {
  test.use({ usesProvider: true })

  test('a backup is not put back, and the page says which run it is', async ({
    page,
    provider,
    openBaton,
  }) => {
    await openBaton(page)
    await backUp(page)
    await goToPage(page, 'Workflows')
    await createWorkflow(page, { name: 'Long one', steps: STEPS })
    provider.holdFrom(1)
    await run(page, 'Long one', 'doors')
    await expect.poll(() => provider.prompts().length).toBe(1)
    await openData(page)
    await restore(page)
    const alert = page.getByRole('alert')
    await expect(alert).toContainText('Nothing has changed.')
    await expect(alert).toContainText('A run of “Long one” is in progress. Wait until it has finished')
    provider.release()
    await goToPage(page, 'Runs')
    await page.getByRole('listitem').filter({ hasText: 'Long one' }).getByRole('link').first().click()
    await expect(runStatus(page)).toHaveText('Completed')
  })
})

test('after damage Baton starts with an empty database, says so, and the newest backup brings all back', async ({
  page,
  baton,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, { name: 'Precious', steps: STEPS })
  await backUp(page)
  await baton.stop()
  const database = join(baton.dataFolder, 'baton.db')
  await writeFile(database, (await readFile(database)).fill(0xa5, 0, 64))
  await baton.start()

  await page.goto(baton.link)
  const bar = page.getByRole('status').filter({ hasText: 'The database was damaged' })
  await expect(bar).toBeVisible()
  await bar.getByRole('button', { name: 'Show backups' }).click()
  const alert = page.getByRole('alert')
  await expect(alert).toContainText('baton.db.damaged-')
  await alert.getByRole('button', { name: /^Restore the backup of today/ }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Put backup back' }).click()
  await expect(page.getByRole('note').filter({ hasText: 'The backup is in place.' })).toBeVisible()
  await expect(alert).toHaveCount(0)
  await goToPage(page, 'Workflows')
  await expect(page.getByRole('listitem', { name: 'Precious' })).toBeVisible()
})
