import { expect, test } from './support/baton-test'
import { readText, runStatus, startTemplate, stepButton, textOf } from './support/run-page'

const INPUT = 'Should we sell the orchard?'
/** Written one after the other at this pace, for seconds each. */
const STEPS = ['Decision Frame', 'Options Compared', 'Recommendation']

test.use({ environment: { BATON_DEMO_PACE: '0.5' } })

test('a page that is reloaded in the middle of a stream shows what an undisturbed one shows', async ({
  page,
  context,
  openBaton,
}) => {
  await openBaton(page)
  await startTemplate(page, 'Decision Memo', INPUT)
  const reloaded = await context.newPage()
  await reloaded.goto(page.url())

  const before = await readText(reloaded, 'Decision Frame', 30)
  await expect(stepButton(page, 'Decision Frame')).toHaveAccessibleName(/Writing/)
  await reloaded.reload()
  const after = await readText(reloaded, 'Decision Frame', before.trimEnd().length)
  expect(after.startsWith(before.trimEnd())).toBe(true)

  await expect(runStatus(page)).toHaveText('Waits for you', { timeout: 45_000 })
  await expect(runStatus(reloaded)).toHaveText('Waits for you')
  for (const label of STEPS) {
    await stepButton(page, label).click()
    await stepButton(reloaded, label).click()
    expect(await readText(reloaded, label, 100)).toBe(await readText(page, label, 100))
  }
})

test('two pages on one run see the same, whichever of them decides', async ({ page, context, openBaton }) => {
  await openBaton(page)
  await startTemplate(page, 'Decision Memo', INPUT)
  const other = await context.newPage()
  await other.goto(page.url())

  const [one, two] = await Promise.all([
    readText(page, 'Decision Frame', 40),
    readText(other, 'Decision Frame', 40),
  ])
  const [shorter, longer] = one.length < two.length ? [one, two] : [two, one]
  expect(longer.startsWith(shorter.trimEnd())).toBe(true)

  await expect(runStatus(other)).toHaveText('Waits for you', { timeout: 45_000 })
  await other.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(runStatus(page)).toHaveText('Completed', { timeout: 30_000 })
  await expect(runStatus(other)).toHaveText('Completed')
  await stepButton(page, 'Decision Memo').click()
  await stepButton(other, 'Decision Memo').click()
  expect(await readText(page, 'Decision Memo', 100)).toBe(await readText(other, 'Decision Memo', 100))
})

test('a run goes on while no page is open', async ({ page, context, baton, openBaton }) => {
  await openBaton(page)
  await startTemplate(page, 'Decision Memo', INPUT)
  await readText(page, 'Decision Frame', 20)
  const url = page.url()
  await page.close()
  expect(context.pages()).toEqual([])
  expect((await baton.showLastRun()).status).toBe('running')
  await expect.poll(async () => (await baton.showLastRun()).status, { timeout: 45_000 }).toBe('paused')

  const opened = await context.newPage()
  await opened.goto(url)
  await expect(runStatus(opened)).toHaveText('Waits for you')
  await expect(stepButton(opened, 'Your Call')).toHaveAccessibleName(/Your turn/)
})

test('after the server was killed the page comes back by itself, and the run can go on', async ({
  page,
  baton,
  openBaton,
}) => {
  await openBaton(page)
  await startTemplate(page, 'Decision Memo', INPUT)
  await expect(stepButton(page, 'Decision Frame')).toHaveAccessibleName(/Completed/, { timeout: 30_000 })
  await stepButton(page, 'Decision Frame').click()
  const kept = await readText(page, 'Decision Frame', 100)
  await expect(stepButton(page, 'Options Compared')).toHaveAccessibleName(/Writing/)

  await baton.kill()
  await expect(page.getByText('The connection to Baton is lost.')).toBeVisible()
  await baton.start()

  await expect(page.getByText('The connection to Baton is lost.')).toBeHidden()
  await expect(runStatus(page)).toHaveText('Interrupted')
  await expect(textOf(page, 'Decision Frame')).toHaveText(kept)
  await page.getByRole('button', { name: 'Resume', exact: true }).click()
  await expect(runStatus(page)).toHaveText('Waits for you', { timeout: 45_000 })
  expect(await readText(page, 'Decision Frame', 100)).toBe(kept)
})

test('when Baton ends in good order, its runs are stopped and can be resumed', async ({
  page,
  baton,
  openBaton,
}) => {
  await openBaton(page)
  await startTemplate(page, 'Decision Memo', INPUT)
  await readText(page, 'Decision Frame', 20)
  const { code, said } = await baton.stop()
  expect(code).toBe(130)
  expect(said).not.toMatch(/^\s+at /m)
  await baton.start()
  await expect(runStatus(page)).toHaveText('Stopped')
  await expect(page.getByRole('button', { name: 'Resume', exact: true })).toBeVisible()
})
