import type { Page } from '@playwright/test'
import { openInBuilder } from './builder-actions'
import { dropFiles, templateText } from './template-actions'
import { goToPage } from './support/go-to-page'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { expectFocusKept, watchFocus } from './support/focus-watch'
import { pressEverything } from './support/press-everything'
import { run, runStatus, showStep } from './support/run-page'
import { pressEnter } from './support/press-enter'

const WORKFLOW = {
  name: 'Letters',
  input: { description: 'What they are about', example: 'pears' },
  steps: [
    { label: 'Draft', stepType: 'generate' as const, prompt: 'Draft {{input}}' },
    { label: 'Check', stepType: 'review' as const, prompt: '{{steps.Draft.content}}' },
    { label: 'Send', stepType: 'generate' as const, prompt: 'Send {{steps.Check.content}}' },
  ],
}

test.beforeEach(async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, WORKFLOW)
  await watchFocus(page)
})

const main = (page: Page) => page.getByRole('main')

test('no button of the builder loses the focus', async ({ page }) => {
  await openInBuilder(page, 'Letters')
  const pressed = await pressEverything(page, main(page))
  expect(pressed).toEqual(
    expect.arrayContaining(['Collapse', 'Delete step', 'Duplicate step', 'Try step', 'Undo', 'Discard…']),
  )
  await expectFocusKept(page)
})

test('no button of a run loses the focus', async ({ page }) => {
  await run(page, 'Letters', 'pears')
  await expect(runStatus(page)).toHaveText('Waits for you')
  const pane = page.locator('.run-main')
  const press = (name: string) => pressEnter(page.getByRole('button', { name, exact: true }))
  const atGate = await pressEverything(page, pane, ['Approve', 'Approve with edits', 'Stop'])
  expect(atGate).toEqual(expect.arrayContaining(['Edit and approve', 'Cancel', 'Send back']))
  await press('Cancel')
  await press('Stop')
  await expect(runStatus(page)).toHaveText('Stopped')
  await press('Resume')
  await expect(runStatus(page)).toHaveText('Waits for you')
  await press('Approve')
  await expect(runStatus(page)).toHaveText('Completed')
  await showStep(page, 'Draft')
  const afterwards = await pressEverything(page, pane, ['Retry'])
  expect(afterwards).toEqual(expect.arrayContaining(['Edit output', 'Save', 'Copy']))
  await pressEverything(page, page.locator('.run-header'))
  await pressEverything(page, page.getByRole('navigation', { name: 'Pipeline' }))
  await showStep(page, 'Draft')
  await press('Retry')
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible()
  await expect(runStatus(page)).toHaveText('Completed')
  await expectFocusKept(page)
})

test('no button of the panel of a run loses the focus', async ({ page }) => {
  await run(page, 'Letters', 'pears')
  await expect(runStatus(page)).toHaveText('Waits for you')
  for (const name of ['Export Markdown', 'Export JSON', 'Rebase…', 'Run again…', 'Clone', 'Delete']) {
    const panel = page.getByRole('dialog', { name: 'Settings' })
    if (!(await panel.isVisible())) await pressEnter(page.getByRole('button', { name: 'Settings' }))
    await pressEnter(panel.getByRole('button', { name, exact: true }))
    if (name.endsWith('…')) {
      await expect(panel).toBeHidden()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toBeHidden()
    }
    if (name === 'Clone') await expect(runStatus(page)).not.toHaveText('Waits for you')
  }
  await expect(page.getByRole('heading', { name: 'Runs' })).toBeVisible()
  await expectFocusKept(page)
})

test('no button of the lists loses the focus', async ({ page }) => {
  const inWorkflows = await pressEverything(page, main(page), ['New workflow', 'Edit', 'Open'])
  expect(inWorkflows).toEqual(
    expect.arrayContaining(['Run', 'More', 'Duplicate', 'Export', 'Save as template', 'Delete']),
  )
  await expectFocusKept(page)
  await createWorkflow(page, { ...WORKFLOW, name: 'Postcards' })
  await run(page, 'Postcards', 'pears')
  await goToPage(page, 'Runs')
  const inRuns = await pressEverything(page, main(page), ['Go to Workflows'])
  expect(inRuns).toEqual(expect.arrayContaining(['Run again…', 'Export Markdown', 'Export JSON', 'Delete']))
  await goToPage(page, 'Templates')
  const preview = (name: string) => page.getByRole('region', { name: `Preview of ${name}`, exact: true })
  const builtIn = preview('Deep Build Pipeline')
  await expect(builtIn).toBeVisible()
  // The copy takes its place as soon as it is there.
  const ofCopy = ['Edit details', 'Delete']
  const leadElsewhere = ['Use template', 'Duplicate']
  const inBuiltIn = await pressEverything(page, builtIn, [...leadElsewhere, ...ofCopy])
  expect(inBuiltIn).toContain('Duplicate as your own')
  const copy = preview('Deep Build Pipeline copy')
  await expect(copy).toBeVisible()
  const inCopy = await pressEverything(page, copy, leadElsewhere)
  expect(inCopy).toEqual(expect.arrayContaining(ofCopy))
  await goToPage(page, 'Usage')
  await expect(page.getByRole('radiogroup', { name: 'Span of time' })).toBeVisible()
  await pressEverything(page, main(page), ['Go to Workflows'])
  await expectFocusKept(page)
})

test('no button of the settings loses the focus', async ({ page }) => {
  await goToPage(page, 'Settings')
  const sections = page.getByRole('navigation', { name: 'Settings' }).getByRole('link')
  await expect(page.getByRole('listitem', { name: 'demo' })).toBeVisible()
  const pressed: string[] = []
  for (const section of await sections.all()) {
    await section.press('Enter')
    if ((await section.textContent()) === 'Data') {
      await pressEnter(page.getByRole('button', { name: 'Back up now' }))
      await expect(page.getByRole('button', { name: 'Restore…' })).toBeVisible()
    }
    pressed.push(...(await pressEverything(page, main(page))))
  }
  expect(pressed).toEqual(
    expect.arrayContaining(['Add connection', 'Test connection', 'Make default', 'Back up now', 'Restore…']),
  )
  await expectFocusKept(page)
})

test('no button of the sheets that import and export loses the focus', async ({ page }) => {
  await pressEnter(page.getByRole('button', { name: 'Export', exact: true }))
  const exporting = page.getByRole('dialog', { name: 'Export workflows' })
  for (const name of ['Choose all', 'Choose none']) {
    await pressEnter(exporting.getByRole('button', { name, exact: true }))
  }
  await pressEnter(exporting.getByRole('button', { name: 'Cancel' }))
  await expect(exporting).toBeHidden()

  await dropFiles(page, [
    { name: 'one.baton.json', text: templateText('One') },
    { name: 'two.baton.json', text: templateText('Two') },
  ])
  await page
    .getByRole('dialog', { name: 'Import one.baton.json' })
    .getByRole('button', { name: 'Skip' })
    .press('Enter')
  const second = page.getByRole('dialog', { name: 'Import two.baton.json' })
  await expect(second).toBeVisible()
  await pressEnter(second.getByRole('button', { name: 'Add to templates' }))
  await expect(page.getByRole('heading', { name: 'Templates' })).toBeVisible()
  await expectFocusKept(page)
})
