import type { Page } from '@playwright/test'
import { addConnection, runIdOf, setRequestsPerMinute, throughApi } from './run-api'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, stepButton, textOf } from './support/run-page'
import { expect, test } from './run-provider'
import { goToPage } from './support/go-to-page'

async function startNote(page: Page, openBaton: (page: Page) => Promise<void>): Promise<void> {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Note',
    steps: [{ label: 'Write', stepType: 'generate', prompt: 'Write {{input}}', maxTokens: 100 }],
  })
  await run(page, 'Note', 'it')
}

test('a wait counts down, says why, and can be skipped', async ({ page, scripted, openBaton }) => {
  scripted.script((prompt, number) =>
    number === 1 ? { status: 429, headers: { 'retry-after': '600' } } : { text: prompt },
  )
  await startNote(page, openBaton)
  await expect(stepButton(page, 'Write')).toHaveAccessibleName(/Retrying/)
  await expect(page.getByText(/Attempt 2 of 3 starts in (9:5|10:0)/)).toBeVisible()
  await page.getByRole('button', { name: 'Retry now' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  await expect(textOf(page, 'Write')).toHaveText('Write it')
})

test('a wait can be cancelled, and nothing is sent until the run is resumed', async ({
  page,
  scripted,
  openBaton,
}) => {
  scripted.script((prompt, number) =>
    number === 1 ? { status: 503, headers: { 'retry-after': '600' } } : { text: prompt },
  )
  await startNote(page, openBaton)
  await page.getByRole('button', { name: 'Cancel retry' }).click()
  await expect(runStatus(page)).toHaveText('Paused')
  expect(scripted.prompts()).toHaveLength(1)
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
})

test('a rejected key says so, leads to the settings, and the step can be retried', async ({
  page,
  scripted,
  openBaton,
}) => {
  scripted.script(() => ({ status: 401, code: 'invalid_api_key' }))
  await startNote(page, openBaton)
  await expect(runStatus(page)).toHaveText('Failed')
  expect(scripted.prompts()).toHaveLength(1)
  const reason = page.getByRole('alert')
  await expect(reason).toContainText('key')
  await reason.getByRole('button', { name: 'Open settings' }).click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await page.goBack()
  scripted.script((prompt) => ({ text: prompt }))
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
})

test('an unknown model is replaced by another one, whose price is told before', async ({
  page,
  scripted,
  openBaton,
}) => {
  scripted.script(() => ({ status: 404, code: 'model_not_found' }))
  await startNote(page, openBaton)
  await expect(runStatus(page)).toHaveText('Failed')
  await page.getByRole('button', { name: 'Use another model…' }).click()
  const form = page.getByRole('dialog', { name: 'Use another model' })
  await form.getByLabel('Model', { exact: true }).fill('made-up')
  await expect(form.getByText('Its price is not known.')).toBeVisible()
  await form.getByLabel('Model', { exact: true }).fill('gpt-4.1-mini')
  await expect(form.getByText(/^About .+, at most .+\.$/)).toBeVisible()
  scripted.script((prompt) => ({ text: prompt }))
  await form.getByRole('button', { name: 'Use it and retry' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  await expect(page.getByRole('complementary', { name: 'About this text' })).toContainText('gpt-4.1-mini')
})

test('a wait for a slot of the connection shows its end, and goes by a higher limit', async ({
  page,
  scripted,
  openBaton,
}) => {
  await openBaton(page)
  await addConnection(page, { name: 'House', baseUrl: scripted.url, requestsPerMinute: 1 })
  await createWorkflow(page, {
    name: 'Two',
    steps: ['One', 'Other'].map((label) => ({
      label,
      stepType: 'generate' as const,
      prompt: `${label} {{input}}`,
      provider: 'House',
    })),
  })
  await run(page, 'Two', 'it')
  await expect(stepButton(page, 'One')).toHaveAccessibleName(/Completed/)
  await expect(stepButton(page, 'Other')).toHaveAccessibleName(/Waiting/)
  await expect(page.getByText('This step waits for a free slot of its connection.')).toBeVisible()
  await expect(page.getByText(/It starts in (5\d s|1:00)\./)).toBeVisible()
  expect(scripted.prompts()).toEqual(['One it'])
  // The limit is the user's own: it is not skipped, it is changed.
  await expect(page.getByRole('alert').or(page.getByRole('note')).getByRole('button')).toHaveText([
    'Open settings',
    'Cancel',
  ])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(runStatus(page)).toHaveText('Paused')
  await setRequestsPerMinute(page, 'House', 60)
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  expect(scripted.prompts()).toEqual(['One it', 'Other it'])
})

test('an answer that was cut short says so, and is continued', async ({ page, scripted, openBaton }) => {
  scripted.script((_prompt, number) =>
    number === 1 ? { text: 'It begins here and', finish: 'length' } : { text: ' it ends there.' },
  )
  await startNote(page, openBaton)
  await expect(stepButton(page, 'Write')).toHaveAccessibleName(/Cut short/)
  await expect(page.getByText('The answer stopped at 100 tokens.')).toBeVisible()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(textOf(page, 'Write')).toHaveText('It begins here and it ends there.')
})

test('the limit can be raised, and the step written anew', async ({ page, scripted, openBaton }) => {
  scripted.script((_prompt, number) =>
    number === 1 ? { text: 'It begins', finish: 'length' } : { text: 'It is all here.' },
  )
  await startNote(page, openBaton)
  await page.getByRole('button', { name: 'Raise the limit and retry' }).click()
  await expect(textOf(page, 'Write')).toHaveText('It is all here.')
  await expect(stepButton(page, 'Write')).toHaveAccessibleName(/Completed/)
})

test('a server that dies in the middle leaves the text that had arrived, and Resume', async ({
  page,
  baton,
  scripted,
  openBaton,
}) => {
  const text = 'The first half had arrived when the light went out. The second half had not.'
  scripted.script((_prompt, number) => ({ text, ...(number === 1 && { holdAfter: 40 }) }))
  await startNote(page, openBaton)
  await expect(textOf(page, 'Write')).toContainText('The first half had arrived when the')
  await page.reload()
  await expect(textOf(page, 'Write')).toContainText('The first half had arrived when the')
  // Text is written down every quarter of a second.
  await expect.poll(async () => JSON.stringify(await baton.showLastRun())).toContain('The first half')
  await baton.kill()
  await baton.start()
  await expect(runStatus(page)).toHaveText('Interrupted')
  await expect(page.getByRole('region', { name: 'Text of Write' })).toContainText(
    'The first half had arrived',
  )
  scripted.release()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  await expect(textOf(page, 'Write')).toHaveText(text)
})

test('what mends a failure stands beside its reason: a higher limit, no temperature, the prompt', async ({
  page,
  scripted,
  openBaton,
}) => {
  const settings = { stepType: 'generate' as const, maxRetries: 0 }
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Cut',
    steps: [
      { ...settings, label: 'List', prompt: 'List {{input}}', maxTokens: 100, output: { format: 'json' } },
    ],
  })
  scripted.script((_prompt, number) =>
    number === 1 ? { text: '{"items":["one', finish: 'length' } : { text: '{"items":["one"]}' },
  )
  await run(page, 'Cut', 'it')
  const reason = page.getByRole('alert')
  await expect(reason).toContainText('its JSON is not complete')
  await reason.getByRole('button', { name: 'Raise the limit to 200 and retry' }).click()
  await expect(runStatus(page)).toHaveText('Completed')

  await goToPage(page, 'Workflows')
  await createWorkflow(page, {
    name: 'Warm',
    steps: [{ ...settings, label: 'Write', prompt: 'Write {{input}}', temperature: 0.4 }],
  })
  scripted.script(() => ({ status: 400, code: 'unsupported_value' }))
  await run(page, 'Warm', 'it')
  await expect(reason).toContainText('rejected the request')
  scripted.script((prompt) => ({ text: prompt }))
  await reason.getByRole('button', { name: 'Retry without temperature' }).click()
  await expect(runStatus(page)).toHaveText('Completed')
  const { steps } = await throughApi(page, (client) => client.runs.get({ runId: runIdOf(page) }))
  expect(steps[0]?.settings.temperature).toBeUndefined()

  await goToPage(page, 'Workflows')
  await createWorkflow(page, {
    name: 'Path',
    steps: [
      { ...settings, label: 'List', prompt: 'List {{input}}', output: { format: 'json' } },
      { ...settings, label: 'Write', prompt: 'Write {{steps.List.title}}' },
    ],
  })
  scripted.script(() => ({ text: '{"name":"It"}' }))
  await run(page, 'Path', 'it')
  await expect(reason).toContainText('finds no "title"')
  await reason.getByRole('button', { name: 'Rebase…' }).click()
  await expect(page.getByRole('dialog', { name: 'Rebase on the current version' })).toBeVisible()
  await page.keyboard.press('Escape')
  await reason.getByRole('button', { name: 'Edit workflow' }).click()
  await expect(page.getByRole('region', { name: 'Steps' })).toBeVisible()
})
