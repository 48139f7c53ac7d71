import type { Page } from '@playwright/test'
import { card, openInBuilder } from './builder-actions'
import { expect, test } from './run-provider'
import { goToPage } from './support/go-to-page'
import { createWorkflow } from './support/create-workflow'
import { namesOf } from './support/press-everything'
import { run, runStatus, showStep, stepButton } from './support/run-page'
import { pressEnter } from './support/press-enter'

/** What the palette does not have, and why it need not. */
const EXCEPTIONS: Record<string, string> = {
  More: 'opens a menu, whose items the palette has',
  Dismiss: 'puts a message away, which is done where it is read',
  'Dismiss hint': 'the same',
  'Select all': 'is for the keys of a text field',
  'Choose all': 'ticks boxes in a sheet',
  'Show models': 'opens the list of a field',
}
/**
 * Grips: the palette moves steps by name. Filters of a list: they are fields. What only tells more of what it stands on:
 * the steps of a workflow, and what an estimate is made of.
 */
const EXCEPTED = /^(?:Reorder |Workflow: |Status: |[\d,]+ steps?$|about \$)/
/** Called otherwise there, for they would say too little in a list. */
const CALLED: Record<string, string> = {
  Enabled: 'Disable step',
  Stop: 'Stop run',
  Run: 'Run again',
}

const step = (label: string, prompt: string) => ({ label, stepType: 'generate' as const, prompt })
const gate = (label: string, prompt: string) => ({ label, stepType: 'review' as const, prompt })

/** Every button, switch and tab of the page, and every item of its menus, that can act now is in the palette. */
async function expectAllOffered(page: Page): Promise<void> {
  const main = page.getByRole('main')
  const acting = ':visible:not([aria-disabled=true]):not([aria-selected=true]):not([role=radio])'
  // The rows of a preview only unfold; all of them do by an offer.
  const names = await namesOf(main.locator(`button${acting}:not(.outline-toggle)`))
  // One menu of each kind is enough; what opened it is at hand then.
  const menu = main.getByRole('button', { name: 'More', exact: true }).first()
  if (await menu.isVisible()) {
    await menu.press('Enter')
    await expect(page.getByRole('menu')).toBeVisible()
    names.push(...(await namesOf(page.getByRole('menuitem'))))
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toBeHidden()
  }
  await expectOffers(page, (offered) => [...new Set(names)].filter((name) => !isOffered(name, offered)))
}

/** Nothing is missing in the palette, once it has all that it asks for when it opens. */
async function expectOffers(page: Page, missing: (offered: readonly string[]) => string[]): Promise<void> {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog', { name: 'Command palette' })
  await expect(palette.getByRole('option').first()).toBeVisible()
  const offered = palette.locator('[role=option] .palette-words b')
  await expect.poll(async () => missing(await offered.allInnerTexts())).toEqual([])
  await page.keyboard.press('Escape')
  await expect(palette).toBeHidden()
}

function expectAmongOffers(page: Page, names: readonly string[]): Promise<void> {
  return expectOffers(page, (offered) => names.filter((name) => !offered.includes(name)))
}

function isOffered(name: string, offered: readonly string[]): boolean {
  if (name in EXCEPTIONS || EXCEPTED.test(name)) return true
  const words = plain(name)
  const called = CALLED[name]
  return offered.map(plain).some(
    (offer) =>
      offer.includes(words) ||
      (called !== undefined && offer === plain(called)) ||
      // A button may say more than its offer: how a step stands, what it costs, what a template does.
      words.startsWith(`${offer},`) ||
      words.startsWith(`${offer} ·`) ||
      (offer.startsWith(ADD) && words.startsWith(offer.slice(ADD.length))),
  )
}

const ADD = 'add step: '

/** Without what leads on, and without a count. */
function plain(name: string): string {
  return name.replace(/…$| \d+$/, '').toLowerCase()
}

test.beforeEach(async ({ openBaton, page }) => openBaton(page))

test('has all that the list of workflows can do, and finds it by its verb', async ({ page }) => {
  await expect(page.getByRole('listitem', { name: 'Deep Build Pipeline' })).toBeVisible()
  await expectAllOffered(page)
  await createWorkflow(page, { name: 'Letters', steps: [step('Draft', 'go')] })
  await expectAllOffered(page)
  for (const words of ['delete', 'delete let', 'save as template', 'duplicate letters']) {
    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Command palette' })
    await palette.getByRole('combobox').fill(words)
    const [verb = ''] = words.split(' ')
    await expect(
      palette.getByRole('option', { name: new RegExp(`^${verb}.*Letters`, 'i') }).last(),
    ).toBeVisible()
    await page.keyboard.press('Escape')
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('delete letters')
  await expect(page.getByRole('option').first()).toHaveAccessibleName(/^Delete Letters/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem', { name: 'Letters' })).toBeHidden()
  await pressEnter(page.getByRole('button', { name: 'Undo' }))
  await expect(page.getByRole('listitem', { name: 'Letters' })).toBeVisible()
})

test('has all that the builder can do with its steps and its workflow', async ({ page }) => {
  await createWorkflow(page, { name: 'Letters', steps: ['A', 'B', 'C'].map((label) => step(label, 'go')) })
  await openInBuilder(page, 'Letters')
  await pressEnter(card(page, 2).getByRole('button', { name: 'B', exact: true }))
  await page.getByRole('textbox', { name: 'Description' }).fill('Letters to nobody')
  await expect(page.getByRole('button', { name: 'Discard…' })).toBeVisible()
  await expectAllOffered(page)
  await expectAmongOffers(page, ['Move step up', 'Move step down', 'YOLO mode'])

  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('move step up')
  await page.keyboard.press('Enter')
  // While it is open the other steps are hidden from whoever asks for the first one.
  await expect(page.getByRole('dialog', { name: 'Command palette' })).toBeHidden()
  await expect(card(page, 1)).toHaveAccessibleName('B')
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('run options')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Run options' })).toBeVisible()
})

test('has all that a run can do, whatever it waits for', async ({ page, scripted }) => {
  await createWorkflow(page, {
    name: 'Letters',
    steps: [step('Draft', 'Draft {{input}}'), gate('Check', '{{steps.Draft.content}}'), step('Send', 'Send')],
    concurrency: 1,
  })
  scripted.script(() => ({ text: 'Half', finish: 'length' }))
  await run(page, 'Letters', 'pears')
  await expect(runStatus(page)).toHaveText('Waits for you')
  await expectAllOffered(page)
  await pressEnter(page.getByRole('button', { name: 'Send back' }))
  await page.getByRole('textbox', { name: 'Comment' }).fill('Longer')
  await expectAllOffered(page)
  await pressEnter(page.getByRole('button', { name: 'Cancel' }))
  await showStep(page, 'Draft')
  await expectAllOffered(page)
  await expectAmongOffers(page, ['Continue', 'Clone', 'Rebase…', 'Delete', 'YOLO mode', 'Budget in USD'])

  await pressEnter(page.getByRole('button', { name: 'Edit output' }))
  await page.getByRole('textbox', { name: 'Text of Draft' }).fill('Other')
  await expectAllOffered(page)
  await pressEnter(page.getByRole('button', { name: 'Save' }))
  await page.getByRole('tab', { name: /^Revisions/ }).press('Enter')
  await expect(page.getByRole('button', { name: 'Restore 1' })).toBeVisible()
  await expectAllOffered(page)

  scripted.script(() => ({ status: 401, code: 'invalid_api_key' }))
  await pressEnter(page.getByRole('button', { name: 'Go to gate' }))
  await pressEnter(page.getByRole('button', { name: 'Approve', exact: true }))
  await expect(runStatus(page)).toHaveText('Failed')
  await expect(page.getByRole('button', { name: 'Use another model…' })).toBeVisible()
  await expectAllOffered(page)

  scripted.script(() => ({ status: 429, headers: { 'retry-after': '900' } }))
  await page.keyboard.press('Shift+R')
  await expect(page.getByRole('button', { name: 'Cancel retry' })).toBeVisible()
  await expectAllOffered(page)
  scripted.script((prompt) => ({ text: prompt, holdAfter: 2 }))
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('retry now')
  await page.keyboard.press('Enter')
  await expect(stepButton(page, 'Send')).toHaveAccessibleName(/Writing/)
  await expectAllOffered(page)
  scripted.release()
  await expect(runStatus(page)).toHaveText('Completed')
  await expectAllOffered(page)
})

test('has all that the other pages can do', async ({ page }) => {
  const goTo = (name: string) => goToPage(page, name)
  await createWorkflow(page, { name: 'Letters', steps: [step('Draft', 'Draft {{input}}')] })
  await run(page, 'Letters', 'pears')
  await expect(runStatus(page)).toHaveText('Completed')
  await goTo('Runs')
  await expect(page.getByRole('listitem', { name: 'Letters' })).toBeVisible()
  await expectAllOffered(page)
  await goTo('Templates')
  await page
    .getByRole('region', { name: /^Preview of/ })
    .getByRole('button', { name: 'More' })
    .press('Enter')
  await pressEnter(page.getByRole('menuitem', { name: 'Duplicate as your own' }))
  await expect(page.getByRole('region', { name: /^Preview of .* copy$/ })).toBeVisible()
  await expectAllOffered(page)
  await goTo('Usage')
  await expect(page.getByRole('radiogroup', { name: 'Chart' })).toBeVisible()
  await expectAmongOffers(page, ['7 days', 'A year', 'Tokens'])
  await goTo('Settings')
  await pressEnter(page.getByRole('listitem', { name: 'openai' }).getByRole('button', { name: 'Details' }))
  await expectAllOffered(page)
  await pressEnter(page.getByRole('button', { name: 'Add connection' }))
  await expectAllOffered(page)
  await page.getByRole('link', { name: 'Data' }).press('Enter')
  await pressEnter(page.getByRole('button', { name: 'Back up now' }))
  await expect(page.getByRole('button', { name: 'Restore…' }).first()).toBeVisible()
  await expectAllOffered(page)
})
