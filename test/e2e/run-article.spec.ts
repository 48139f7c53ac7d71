import type { Page } from '@playwright/test'
import { card, labels, openInBuilder } from './builder-actions'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, showStep, stepButton, textOf } from './support/run-page'
import { expect, test } from './run-provider'
import { goToPage } from './support/go-to-page'

/*
 * The seven things the article wanted to see tested. Two stand beside their like: drag-to-reorder persistence in
 * `builder.spec.ts` and inline editing in `run-edit.spec.ts`.
 */

async function replaceText(page: Page, name: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name, exact: true }).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.insertText(text)
}

test('full flow: a workflow is made, its steps are configured, it runs, and its text streams in', async ({
  page,
  scripted,
  openBaton,
}) => {
  await openBaton(page)
  await page.getByRole('button', { name: 'New workflow' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Letter')
  const quickAdd = page.getByRole('group', { name: 'Quick add' })
  await quickAdd.getByRole('button', { name: 'Generate', exact: true }).click()
  await page.getByRole('textbox', { name: 'Label' }).fill('Draft')
  await replaceText(page, 'Prompt', 'Draft a letter about {{input}}')
  await page.getByRole('textbox', { name: 'Max tokens' }).fill('300')
  await quickAdd.getByRole('button', { name: 'Summarize', exact: true }).click()
  await page.getByRole('textbox', { name: 'Label' }).fill('Subject')
  await replaceText(page, 'Prompt', 'A subject for: {{steps.Draft.content}}')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  const text = 'Dear neighbours, the orchard is in bloom. Come and see it before the wind does.'
  scripted.script((_prompt, number) => (number === 1 ? { text, holdAfter: 40 } : { text: 'In bloom' }))
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Run Letter' })
  await sheet.getByRole('textbox', { name: 'Input' }).fill('the orchard')
  await sheet.getByRole('button', { name: 'Run' }).click()

  await expect(runStatus(page)).toHaveText('Running')
  await expect(stepButton(page, 'Draft')).toHaveAccessibleName(/Writing/)
  await expect(textOf(page, 'Draft')).toHaveText('Dear neighbours, the orchard is in bloom')
  await expect(stepButton(page, 'Subject')).toHaveAccessibleName(/Pending/)
  scripted.release()
  await expect(runStatus(page)).toHaveText('Completed')
  await expect(textOf(page, 'Subject')).toHaveText('In bloom')
  await stepButton(page, 'Draft').click()
  await expect(textOf(page, 'Draft')).toHaveText(text)
  expect(scripted.prompts()).toEqual(['Draft a letter about the orchard', `A subject for: ${text}`])
})

test('output chaining: {{steps.Label.content}} and its fields reach later prompts to the character', async ({
  page,
  scripted,
  openBaton,
}) => {
  const text = 'Zeile 1\n\n"{{input}}" & <b>“ünïcödé”</b> 漢字 $& \\n'
  const facts = '{"title":"Nightline","tags":["one","two"],"score":{"all":0.5}}'
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Chain',
    concurrency: 1,
    steps: [
      { label: 'v1.0 “draft”', stepType: 'generate', prompt: 'Draft {{input.topic}}' },
      {
        label: 'Facts',
        stepType: 'extract',
        prompt: 'Facts of {{ steps["v1.0 “draft”"].content }}',
        output: { format: 'json' },
      },
      { label: 'Off', stepType: 'generate', prompt: 'never', enabled: false },
      {
        label: 'Last',
        stepType: 'generate',
        prompt:
          '{{steps.Facts.title}}, {{steps.Facts.tags.1}}, {{steps.Facts.score}}, ' +
          '{{steps.Facts.missing | default: "none"}}, {{steps.Off.content | default: "off"}}, \\{{kept}}',
      },
    ],
    input: {
      description: 'A topic',
      schema: {
        type: 'object',
        properties: { topic: { type: 'string' } },
        required: ['topic'],
        additionalProperties: false,
      },
    },
  })
  scripted.script((_prompt, number) => ({ text: [text, facts][number - 1] ?? 'done' }))
  await page.getByRole('listitem', { name: 'Chain' }).getByRole('button', { name: 'Run' }).click()
  const sheet = page.getByRole('dialog', { name: 'Run Chain' })
  await sheet.getByRole('textbox', { name: 'topic' }).fill('night shifts')
  await sheet.getByRole('button', { name: 'Run' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  expect(scripted.prompts()).toEqual([
    'Draft night shifts',
    `Facts of ${text}`,
    'Nightline, two, {"all":0.5}, none, off, {{kept}}',
  ])
  await stepButton(page, 'Facts').click()
  await expect(page.getByRole('group', { name: 'Output of Facts' })).toContainText('Nightline')
})

test('review without YOLO: the run pauses at the gate, sends nothing more, and resumes when it is approved', async ({
  page,
  scripted,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letter',
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}' },
      { label: 'Check', stepType: 'review', prompt: '{{steps.Draft.content}}' },
      { label: 'Send', stepType: 'generate', prompt: 'Send {{steps.Check.content}}' },
      { label: 'Second look', stepType: 'review', prompt: '{{steps.Send.content}}' },
    ],
  })
  await run(page, 'Letter', 'the orchard')
  await expect(runStatus(page)).toHaveText('Waits for you')
  // The open gate is what the page shows, after a reload as well.
  await expect(textOf(page, 'Check')).toHaveText('Answer to: Draft the orchard')
  await page.reload()
  await expect(textOf(page, 'Check')).toHaveText('Answer to: Draft the orchard')
  await expect(stepButton(page, 'Send')).toHaveAccessibleName(/Pending/)
  expect(scripted.prompts()).toEqual(['Draft the orchard'])

  // Whatever was looked at meanwhile: after the decision the page goes where the work goes.
  await stepButton(page, 'Draft').click()
  await showStep(page, 'Check')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(textOf(page, 'Second look')).toHaveText('Answer to: Send Answer to: Draft the orchard')
  await expect(stepButton(page, 'Check')).toHaveAccessibleName(/Approved/)
  await expect(page.getByRole('navigation', { name: 'Pipeline' })).toContainText('Approved by you')
  expect(scripted.prompts()).toHaveLength(2)
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(runStatus(page)).toHaveText('Completed')
})

test('retry of a failed step: finished steps stay, the following ones run on its text, later ones turn stale', async ({
  page,
  scripted,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letter',
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}' },
      { label: 'Polish', stepType: 'transform', prompt: 'Polish {{steps.Draft.content}}' },
      { label: 'Title', stepType: 'generate', prompt: 'Title for {{steps.Polish.content}}' },
    ],
  })
  scripted.script((prompt) =>
    prompt.startsWith('Polish') ? { status: 400, code: 'invalid_value' } : { text: `Answer to: ${prompt}` },
  )
  await run(page, 'Letter', 'it')
  await expect(runStatus(page)).toHaveText('Failed')
  await expect(stepButton(page, 'Polish')).toHaveAccessibleName(/Failed/)
  await expect(stepButton(page, 'Title')).toHaveAccessibleName(/Pending/)
  expect(scripted.prompts()).toHaveLength(2)

  scripted.script((prompt) => ({ text: `Answer to: ${prompt}` }))
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  expect(scripted.prompts().slice(2)).toEqual([
    'Polish Answer to: Draft it',
    'Title for Answer to: Polish Answer to: Draft it',
  ])

  // Once more, now that another step has read it: that one says why it is stale, and is not run unasked.
  scripted.script((prompt) => ({ text: `Better: ${prompt}` }))
  await stepButton(page, 'Polish').click()
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(textOf(page, 'Polish')).toHaveText('Better: Polish Answer to: Draft it')
  await expect(stepButton(page, 'Title')).toHaveAccessibleName(/Stale/)
  await stepButton(page, 'Title').click()
  await expect(page.getByText('Polish changed after this was written').first()).toBeVisible()
  expect(scripted.prompts()).toHaveLength(5)
  await page.getByRole('button', { name: 'Re-run 1 stale step' }).click()
  await expect(textOf(page, 'Title')).toHaveText('Better: Title for Better: Polish Answer to: Draft it')
})

test('deep duplication: an edited copy leaves the original as it was, and has runs of its own', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letter',
    description: 'To the neighbours',
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}', maxTokens: 500 },
      { label: 'Check', stepType: 'review', prompt: '{{steps.Draft.content}}' },
    ],
  })
  await run(page, 'Letter', 'the first')
  await expect(runStatus(page)).toHaveText('Waits for you')

  await goToPage(page, 'Workflows')
  await page.getByRole('listitem', { name: 'Letter' }).getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Duplicate' }).click()
  const copy = page.getByRole('listitem', { name: 'Letter copy' })
  await expect(copy).toContainText('Never run')

  await openInBuilder(page, 'Letter copy')
  await card(page, 1).getByRole('button', { name: 'Draft', exact: true }).click()
  await page.getByRole('textbox', { name: 'Label' }).fill('Sketch')
  await replaceText(page, 'Prompt', 'Sketch {{input}}')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved', { exact: true })).toBeVisible()

  // The original, its run, and what that run froze.
  await goToPage(page, 'Workflows')
  await page.getByRole('link', { name: 'Letter', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Letter')
  expect(await labels(page)).toEqual(['Draft', 'Check'])
  await card(page, 1).getByRole('button', { name: 'Draft', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Prompt', exact: true })).toHaveText('Draft {{input}}')

  await goToPage(page, 'Workflows')
  await run(page, 'Letter copy', 'the second')
  await expect(textOf(page, 'Check')).toHaveText('Answer to: Sketch the second')
  await goToPage(page, 'Runs')
  await page.getByRole('button', { name: 'Workflow: Every workflow' }).click()
  await page.getByRole('option', { name: 'Letter', exact: true }).click()
  const runs = page.getByRole('list', { name: 'Runs' }).getByRole('listitem')
  await expect(runs).toHaveCount(1)
  await expect(runs).toContainText('the first')
})
