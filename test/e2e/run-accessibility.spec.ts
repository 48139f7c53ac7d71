import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { createWorkflow } from './support/create-workflow'
import { run, runStatus, stepButton } from './support/run-page'
import { expect, test } from './run-provider'

async function findProblems(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    const { violations } = await new AxeBuilder({ page }).analyze()
    for (const { id, nodes } of violations) {
      found.push(
        ...nodes.map(({ html, failureSummary }) => `${colorScheme}: ${id}: ${html}: ${failureSummary}`),
      )
    }
  }
  return found
}

const ANSWER = `# A heading

Text with **strong** words, \`code\` and [a link](https://example.com).

- [x] done
- one

1. first

| a | b |
| - | - |
| 1 | 2 |

\`\`\`js
const answer = 42 // why
\`\`\`

> quoted
`

test('axe finds nothing on a run, in any of its states', async ({ page, scripted, openBaton }) => {
  test.setTimeout(180_000)
  scripted.script((_prompt, number) => ({ text: ANSWER, ...(number === 1 && { holdAfter: 60 }) }))
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Letter',
    steps: [
      { label: 'Draft', stepType: 'generate', prompt: 'Draft {{input}}', maxRetries: 1 },
      { label: 'Check', stepType: 'review', prompt: '{{steps.Draft.content}}' },
      { label: 'Send', stepType: 'generate', prompt: 'Send {{steps.Check.content}}', maxRetries: 1 },
    ],
  })
  await run(page, 'Letter', 'the orchard')
  await expect(stepButton(page, 'Draft')).toHaveAccessibleName(/Writing/)
  expect.soft(await findProblems(page), 'running').toEqual([])

  scripted.release()
  await expect(runStatus(page)).toHaveText('Waits for you')
  expect.soft(await findProblems(page), 'an open gate').toEqual([])
  await page.getByRole('button', { name: 'Edit and approve' }).click()
  expect.soft(await findProblems(page), 'editing at a gate').toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Send back…' }).click()
  expect.soft(await findProblems(page), 'sending back').toEqual([])
  await page.getByRole('button', { name: 'Cancel' }).click()

  scripted.script(() => ({ status: 503, headers: { 'retry-after': '900' } }))
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await expect(stepButton(page, 'Send')).toHaveAccessibleName(/Retrying/)
  await stepButton(page, 'Send').click()
  expect.soft(await findProblems(page), 'retrying').toEqual([])
  scripted.script(() => ({ status: 401, code: 'invalid_api_key' }))
  await page.getByRole('button', { name: 'Retry now' }).click()
  await expect(runStatus(page)).toHaveText('Failed')
  expect.soft(await findProblems(page), 'failed').toEqual([])

  scripted.script(() => ({ text: ANSWER, finish: 'length' }))
  await page.getByRole('button', { name: 'Retry' }).click()
  await expect(stepButton(page, 'Send')).toHaveAccessibleName(/Cut short/)
  expect.soft(await findProblems(page), 'cut short').toEqual([])

  await stepButton(page, 'Draft').click()
  await page.getByRole('button', { name: 'Edit output' }).click()
  await page.getByRole('textbox', { name: 'Text of Draft' }).fill(ANSWER.replace('strong', 'weak'))
  expect.soft(await findProblems(page), 'editing').toEqual([])
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(stepButton(page, 'Check')).toHaveAccessibleName(/Stale/)
  await stepButton(page, 'Check').click()
  expect.soft(await findProblems(page), 'stale').toEqual([])
  await stepButton(page, 'Draft').click()
  for (const name of [/^Revisions/, /^Prompt/, /^Attempts/]) {
    await page.getByRole('tab', { name }).click()
    await expect(page.getByRole('region', { name: / of Draft$/ })).toBeVisible()
    expect.soft(await findProblems(page), String(name)).toEqual([])
  }
  await page.getByRole('button', { name: 'Settings' }).click()
  expect.soft(await findProblems(page), 'the panel').toEqual([])
})
