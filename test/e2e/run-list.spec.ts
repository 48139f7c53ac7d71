import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import type { Step } from '@shared/model/step'
import { createWorkflow } from './support/create-workflow'
import { findProblems } from './support/find-problems'
import { run, runStatus, stepButton, textOf } from './support/run-page'
import { runIdOf, throughApi } from './run-api'
import { expect, test } from './run-provider'
import { goToPage } from './support/go-to-page'

async function runTwoWorkflows(page: Page, openBaton: (page: Page) => Promise<void>): Promise<void> {
  await openBaton(page)
  for (const [name, input] of [
    ['Pears', 'a yellow pear'],
    ['Plums', 'a blue plum'],
  ] as const) {
    await goToPage(page, 'Workflows')
    await createWorkflow(page, {
      name,
      steps: [{ label: 'Write', stepType: 'generate', prompt: 'Write of {{input}}' }],
    })
    await run(page, name, input)
    await expect(runStatus(page)).toHaveText('Completed')
  }
  await goToPage(page, 'Runs')
}

test('runs are filtered, searched with their hits marked, deleted and brought back', async ({
  page,
  openBaton,
}) => {
  await runTwoWorkflows(page, openBaton)
  const runs = page.getByRole('list', { name: 'Runs' })
  await expect(runs.getByRole('listitem')).toHaveCount(2)
  expect.soft(await findProblems(page)).toEqual([])
  await page.getByRole('button', { name: 'Workflow: Every workflow' }).click()
  await page.getByRole('option', { name: 'Pears' }).click()
  await expect(runs.getByRole('listitem')).toHaveCount(1)
  await page.reload()
  await expect(runs.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Status: Every status' }).click()
  await page.getByRole('menuitemradio', { name: 'Failed' }).click()
  await expect(page.getByText('No run passes these filters.')).toBeVisible()
  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(runs.getByRole('listitem')).toHaveCount(2)

  await page.getByRole('searchbox', { name: 'Search outputs' }).fill('blue plum')
  const hits = page.getByRole('list', { name: 'Hits' })
  await expect(hits.getByRole('listitem')).toHaveCount(1)
  await expect(hits.locator('mark').first()).toHaveText(/blue/)
  expect.soft(await findProblems(page)).toEqual([])
  await hits.getByRole('link', { name: 'Write' }).click()
  await expect(textOf(page, 'Write')).toContainText('blue plum')
  await page.goBack()

  await page.getByRole('searchbox', { name: 'Search outputs' }).fill('')
  const plums = runs.getByRole('listitem', { name: 'Plums' })
  await plums.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await expect(runs.getByRole('listitem')).toHaveCount(1)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(runs.getByRole('listitem')).toHaveCount(2)
})

test('runs are filtered by any workflow that has some, also by one that was deleted', async ({
  page,
  openBaton,
}) => {
  await runTwoWorkflows(page, openBaton)
  await goToPage(page, 'Workflows')
  await page.getByRole('listitem', { name: 'Pears' }).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await goToPage(page, 'Runs')
  const runs = page.getByRole('list', { name: 'Runs' })

  await page.getByRole('button', { name: 'Workflow: Every workflow' }).click()
  const options = page.getByRole('listbox', { name: 'Workflow' }).getByRole('option')
  await expect(options).toHaveText(['Every workflow', 'Plums', 'Pearsdeleted'])
  expect.soft(await findProblems(page)).toEqual([])
  const field = page.getByRole('combobox', { name: 'Find a workflow' })
  await field.fill('nothing like it')
  await expect(page.getByText('No workflow of this name has runs.')).toBeVisible()
  await field.fill('PEA')
  await expect(options).toHaveText(['Pearsdeleted'])
  await field.press('Enter')
  await expect(runs.getByRole('listitem')).toHaveCount(1)
  await page.reload()
  const chosen = page.getByRole('button', { name: 'Workflow: Pears' })
  await expect(chosen).toBeVisible()
  await expect(runs.getByRole('listitem')).toHaveText(/yellow pear/)
  // By the keyboard alone, to the other one and away.
  await chosen.press('Enter')
  await expect(field).toBeFocused()
  await field.press('ArrowDown')
  await field.press('Enter')
  await expect(page.getByRole('button', { name: 'Workflow: Plums' })).toBeFocused()
  await expect(runs.getByRole('listitem')).toHaveText(/blue plum/)
  await page.keyboard.press('Enter')
  await field.press('Escape')
  await expect(page.getByRole('button', { name: 'Workflow: Plums' })).toBeFocused()
})

test('runs are gone through, run again, deleted and opened by keys alone', async ({ page, openBaton }) => {
  await runTwoWorkflows(page, openBaton)
  const runs = page.getByRole('list', { name: 'Runs' })
  const plums = runs.getByRole('link', { name: 'Plums' })
  const pears = runs.getByRole('link', { name: 'Pears' })
  await expect(page.getByText(/2 runs · press .* to run again, .* to delete/)).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(plums).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(pears).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(pears).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(plums).toBeFocused()

  await page.keyboard.press('r')
  const sheet = page.getByRole('dialog', { name: 'Run Plums' })
  await expect(sheet.getByRole('textbox', { name: 'Input' })).toHaveValue('a blue plum')
  await expect(sheet.getByRole('textbox', { name: 'Input' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(plums).toBeFocused()

  await page.keyboard.press('Delete')
  await expect(plums).toHaveCount(0)
  await expect(pears).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(page.getByText('Nothing has run yet')).toBeVisible()
  await page.keyboard.press('Control+z')
  await expect(pears).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(textOf(page, 'Write')).toContainText('a yellow pear')

  await goToPage(page, 'Runs')
  await page.keyboard.press('/')
  await page.keyboard.type('pear')
  await expect(page.getByRole('list', { name: 'Hits' })).toBeVisible()
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('list', { name: 'Hits' }).getByRole('link').first()).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(textOf(page, 'Write')).toContainText('a yellow pear')
})

test('what is deleted or brought back elsewhere goes from the list and comes back by itself', async ({
  page,
  context,
  baton,
  openBaton,
}) => {
  await runTwoWorkflows(page, openBaton)
  const other = await context.newPage()
  await other.goto(`${baton.origin}/runs`)
  const plums = (window: Page) =>
    window.getByRole('list', { name: 'Runs' }).getByRole('link', { name: 'Plums' })
  await expect(plums(other)).toBeVisible()

  // In another window.
  await plums(page).press('Delete')
  await expect(plums(other)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(plums(other)).toBeVisible()

  // On a run's own page.
  await plums(page).press('Enter')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(plums(other)).toHaveCount(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  await expect(plums(other)).toBeVisible()

  // Where no window tells of it, such as on the command line: when the user is back.
  await throughApi(page, async (client) => {
    const { updatedAt } = await client.runs.get({ runId: runIdOf(page) })
    await client.runs.delete({ runId: runIdOf(page), updatedAt })
  })
  await other.evaluate(`window.dispatchEvent(new Event('focus'))`)
  await expect(plums(other)).toHaveCount(0)
})

test('a run is run again with another input, cloned, exported and deleted', async ({ page, openBaton }) => {
  await runTwoWorkflows(page, openBaton)
  await page.getByRole('link', { name: 'Plums', exact: true }).click()
  const first = page.url()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Run Plums' })
  await expect(sheet.getByRole('textbox', { name: 'Input' })).toHaveValue('a blue plum')
  await sheet.getByRole('textbox', { name: 'Input' }).fill('a red plum')
  await sheet.getByRole('button', { name: 'Run' }).click()
  await expect(textOf(page, 'Write')).toContainText('a red plum')
  expect(page.url()).not.toBe(first)

  await page.getByRole('button', { name: 'Settings' }).click()
  for (const [name, extension, content] of [
    ['Export Markdown', /\.md$/, 'a red plum'],
    ['Export JSON', /\.json$/, 'a red plum'],
  ] as const) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(extension)
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain(content)
    if (name === 'Export JSON') expect(JSON.parse(text)).toMatchObject({ status: 'completed' })
  }

  await page.getByRole('button', { name: 'Clone' }).click()
  await expect(runStatus(page)).toHaveText('Paused')
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByRole('heading', { name: 'Runs', level: 1 })).toBeVisible()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
})

test('a run takes over the workflow’s newer steps, after showing what stays valid', async ({
  page,
  scripted,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Pears',
    steps: [
      { label: 'List', stepType: 'generate', prompt: 'List {{input}}' },
      { label: 'Praise', stepType: 'generate', prompt: 'Praise {{steps.List.content}}' },
    ],
  })
  await run(page, 'Pears', 'pears')
  await expect(runStatus(page)).toHaveText('Completed')
  await throughApi(page, async (client) => {
    const { workflowId } = await client.runs.get({ runId: runIdOf(page) })
    const { workflow } = await client.workflows.get({ workflowId: workflowId ?? '' })
    if (workflow === null) return
    const { id, updatedAt, createdAt: _createdAt, ...body } = workflow
    const [list, praise] = body.steps
    if (list === undefined || praise === undefined) return
    await client.workflows.update({
      workflowId: id,
      updatedAt,
      workflow: {
        ...body,
        steps: [
          list,
          { ...praise, prompt: `${praise.prompt} loudly` },
          { label: 'Sell', stepType: 'generate', prompt: 'Sell {{steps.List.content}}' },
        ],
      },
    })
  })

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Rebase…' }).click()
  const sheet = page.getByRole('dialog', { name: 'Rebase on the current version' })
  await expect(sheet.getByRole('region', { name: 'Stay valid' })).toContainText('List')
  await expect(sheet.getByRole('region', { name: 'Become stale' })).toContainText('Praise')
  await expect(sheet.getByRole('region', { name: 'Run when the run goes on' })).toContainText('Sell')
  await sheet.getByRole('button', { name: 'Rebase' }).click()
  await expect(stepButton(page, 'Praise')).toHaveAccessibleName(/Stale/)
  await expect(stepButton(page, 'Sell')).toHaveAccessibleName(/Pending/)
  expect(scripted.prompts()).toHaveLength(2)
})

test('the preview of a rebase knows what a rename, other retries and another model do', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Pears',
    steps: [
      { label: 'List', stepType: 'generate', prompt: 'List {{input}}', model: 'other-model' },
      { label: 'Praise', stepType: 'generate', prompt: 'Praise {{steps.List.content}}' },
    ],
  })
  await run(page, 'Pears', 'pears')
  await expect(runStatus(page)).toHaveText('Completed')
  const sheet = page.getByRole('dialog', { name: 'Rebase on the current version' })
  const openSheet = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('dialog', { name: 'Settings' }).getByRole('button', { name: 'Rebase…' }).click()
  }
  const change = (to: (list: Step, praise: Step) => Step[]): Promise<void> =>
    throughApi(page, async (client) => {
      const { workflowId } = await client.runs.get({ runId: runIdOf(page) })
      const { workflow } = await client.workflows.get({ workflowId: workflowId ?? '' })
      const { id = '', updatedAt = 0, createdAt: _createdAt, steps = [], ...body } = { name: '', ...workflow }
      const [list, praise] = steps
      if (list === undefined || praise === undefined) return
      await client.workflows.update({
        workflowId: id,
        updatedAt,
        workflow: { ...body, steps: to(list, praise) },
      })
    })

  await openSheet()
  await expect(sheet.getByText('This run has the newest steps of the workflow already.')).toBeVisible()
  await expect(sheet.getByRole('button', { name: 'Rebase' })).toBeDisabled()
  await sheet.getByRole('button', { name: 'Cancel' }).click()

  await change((list, praise) => [
    { ...list, label: 'Items', maxRetries: 7 },
    { ...praise, prompt: 'Praise {{steps.Items.content}}' },
  ])
  await openSheet()
  await expect(sheet.getByRole('region', { name: 'Stay valid' }).getByRole('listitem')).toHaveText([
    'Items',
    'Praise',
  ])
  await expect(sheet.getByRole('region', { name: 'Become stale' })).toHaveCount(0)
  await sheet.getByRole('button', { name: 'Rebase' }).click()
  for (const label of ['Items', 'Praise'])
    await expect(stepButton(page, label)).toHaveAccessibleName(/Completed/)

  await change(({ model: _model, ...list }, praise) => [list, praise])
  await openSheet()
  await expect(sheet.getByRole('region', { name: 'Become stale' }).getByRole('listitem')).toHaveText([
    'Items',
    'Praise',
  ])

  // Saved while it was looked at: nothing is done but what was shown.
  await change((list, praise) => [list, { ...praise, enabled: false }])
  await sheet.getByRole('button', { name: 'Rebase' }).click()
  await expect(sheet.getByRole('alert')).toContainText(
    'The workflow was changed after this preview was made.',
  )
  await expect(sheet.getByRole('region', { name: 'Become stale' }).getByRole('listitem')).toHaveText([
    'Items',
  ])
  await change((list, praise) => [list, { ...praise, enabled: true }])
  await sheet.getByRole('button', { name: 'Rebase' }).click()
  await expect(sheet.getByRole('region', { name: 'Become stale' }).getByRole('listitem')).toHaveCount(2)
  await sheet.getByRole('button', { name: 'Rebase' }).click()
  await expect(sheet).toBeHidden()
  for (const label of ['Items', 'Praise']) await expect(stepButton(page, label)).toHaveAccessibleName(/Stale/)
})
