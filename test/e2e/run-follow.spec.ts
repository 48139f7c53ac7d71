import type { Locator, Page } from '@playwright/test'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, stepButton, textOf } from './support/run-page'
import { expect, test } from './run-provider'

const LAST = 299
/** Long enough to be laid out in sections, each of which takes its height only when it has been formatted. */
const TEXT = Array.from(
  { length: LAST + 1 },
  (_, index) =>
    `## Head ${index}\n\nA line that wraps over the width of the column when there are words enough in it, as there are here, and so takes more room than its letters say.\n\n- one\n- two\n\n`,
).join('')

/** The text has come but for its last words, and nothing more comes. */
async function writeInABurst(page: Page, openBaton: (page: Page) => Promise<void>): Promise<Locator> {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Long',
    steps: ['First', 'Second'].map((label) => ({
      label,
      stepType: 'generate',
      prompt: `${label} {{input}}`,
    })),
  })
  await run(page, 'Long', 'it')
  await expect(textOf(page, 'First')).toContainText(`Head ${LAST}`)
  return page.getByRole('region', { name: 'Text of First', exact: true })
}

/** How far from the end the text stands, in pixels, once its height has been the same for half a second of frames. */
function whereItRests(page: Page): Promise<number> {
  return page.evaluate(`(async () => {
    const element = document.querySelector('.reading')
    let [height, top, frames] = [0, 0, 0]
    while (frames < 30) {
      await new Promise(requestAnimationFrame)
      frames = element.scrollHeight === height && element.scrollTop === top ? frames + 1 : 0
      height = element.scrollHeight
      top = element.scrollTop
    }
    return Math.round(height - element.clientHeight - top)
  })()`)
}

const followButton = (page: Page) => page.getByRole('button', { name: 'Follow' })

test.beforeEach(({ scripted }) => scripted.script(() => ({ text: TEXT, holdAfter: TEXT.length - 20 })))

test('a text that comes in a burst and then pauses stands at its end, and so it does after a reload', async ({
  page,
  openBaton,
}) => {
  await writeInABurst(page, openBaton)
  expect(await whereItRests(page)).toBeLessThan(2)
  await page.reload()
  await expect(textOf(page, 'First')).toContainText(`Head ${LAST}`)
  expect(await whereItRests(page)).toBeLessThan(2)
  await expect(followButton(page)).toHaveCount(0)
  // Another step that is being written, and back.
  for (const label of ['Second', 'First']) {
    await stepButton(page, label).click()
    await expect(textOf(page, label)).toContainText(`Head ${LAST}`)
    await expect(page.getByRole('region', { name: `Text of ${label}`, exact: true })).toBeVisible()
    expect(await whereItRests(page)).toBeLessThan(2)
  }
})

test('who scrolls away stays there, and Follow brings back to the end', async ({
  page,
  scripted,
  openBaton,
}) => {
  const reading = await writeInABurst(page, openBaton)
  expect(await whereItRests(page)).toBeLessThan(2)
  await reading.hover()
  await page.mouse.wheel(0, -900)
  await expect(followButton(page)).toBeVisible()
  expect(await whereItRests(page)).toBeGreaterThan(500)
  await page.setViewportSize({ width: 1000, height: 700 })
  expect(await whereItRests(page)).toBeGreaterThan(500)

  await followButton(page).click()
  expect(await whereItRests(page)).toBeLessThan(2)
  await expect(followButton(page)).toHaveCount(0)
  await page.setViewportSize({ width: 1440, height: 900 })
  expect(await whereItRests(page)).toBeLessThan(2)

  // Chosen, so that the page stays with it when it is complete.
  await stepButton(page, 'First').click()
  await reading.hover()
  await page.mouse.wheel(0, -900)
  await expect(followButton(page)).toBeVisible()
  const before = await reading.evaluate((element) => element.scrollTop)
  scripted.release()
  await expect(runStatus(page)).toHaveText('Completed')
  await whereItRests(page)
  expect(await reading.evaluate((element) => element.scrollTop)).toBeLessThan(before + 300)
})

test('who has followed a text to its end sees the end when it is complete', async ({
  page,
  scripted,
  openBaton,
}) => {
  await writeInABurst(page, openBaton)
  await stepButton(page, 'First').click()
  expect(await whereItRests(page)).toBeLessThan(2)
  scripted.release()
  await expect(runStatus(page)).toHaveText('Completed')
  await whereItRests(page)
  await expect(textOf(page, 'First').getByRole('heading', { name: `Head ${LAST}` })).toBeInViewport()
})
