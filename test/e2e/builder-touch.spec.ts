import type { CDPSession, Locator } from '@playwright/test'
import { card, labels, openInBuilder } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'

test.use({ hasTouch: true, viewport: { width: 1024, height: 700 } })

test('a finger on a grip moves the step, and anywhere else it scrolls the list', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  const steps = Array.from({ length: 30 }, (_, index) => ({
    label: `Number ${index + 1}`,
    stepType: 'generate' as const,
    prompt: 'go',
  }))
  await createWorkflow(page, { name: 'By hand', steps })
  await openInBuilder(page, 'By hand')
  const finger = await page.context().newCDPSession(page)

  await slide(
    finger,
    await centreOf(page.getByRole('button', { name: 'Reorder Number 2', exact: true })),
    await centreOf(card(page, 5)),
    async () => expect(page.getByText('Number 2 is at position 5 of 30.')).toBeAttached(),
  )
  expect((await labels(page)).slice(0, 6)).toEqual([1, 3, 4, 5, 2, 6].map((number) => `Number ${number}`))
  await expect(page.getByText('Unsaved changes, kept on this computer')).toBeVisible()

  const from = await centreOf(page.getByText('Number 8', { exact: true }))
  await slide(finger, from, { x: from.x, y: from.y - 300 })
  await expect.poll(() => page.locator('[data-scroll]').evaluate((box) => box.scrollTop)).toBeGreaterThan(150)
  expect((await labels(page)).slice(5, 9)).toEqual([6, 7, 8, 9].map((number) => `Number ${number}`))
  await expect(page.getByRole('textbox', { name: 'Label' })).toBeHidden()

  await page.getByText('Number 12', { exact: true }).tap()
  await expect(page.getByRole('textbox', { name: 'Label' })).toHaveValue('Number 12')
})

interface Point {
  x: number
  y: number
}

async function centreOf(target: Locator): Promise<Point> {
  const box = await target.boundingBox()
  if (box === null) throw new TypeError('It is not in view.')
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** A finger goes down, slides, and is lifted. */
async function slide(
  finger: CDPSession,
  from: Point,
  to: Point,
  beforeLift: () => Promise<void> = async () => {},
): Promise<void> {
  const touch = async (type: 'touchStart' | 'touchMove' | 'touchEnd', point?: Point): Promise<void> => {
    await finger.send('Input.dispatchTouchEvent', { type, touchPoints: point === undefined ? [] : [point] })
  }
  await touch('touchStart', from)
  for (let part = 1; part <= 12; part++) {
    await touch('touchMove', {
      x: from.x + ((to.x - from.x) * part) / 12,
      y: from.y + ((to.y - from.y) * part) / 12,
    })
  }
  await beforeLift()
  await touch('touchEnd')
}
