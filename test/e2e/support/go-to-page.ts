import { expect, type Page } from '@playwright/test'

/** Goes to another page by its link and the keyboard, and waits until it is there. */
export async function goToPage(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true })
  await link.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
}
