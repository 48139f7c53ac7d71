import { createWorkflow } from './support/create-workflow'
import { run, runStatus, stepButton, textOf } from './support/run-page'
import { expect, test } from './run-provider'

test('a wide line of code scrolls by itself, and nothing reaches into the margin', async ({
  page,
  scripted,
  openBaton,
}) => {
  const wide = `const wide = [${Array.from({ length: 60 }, (_, index) => index).join(', ')}]`
  scripted.script(() => ({ text: `Some prose.\n\n\`\`\`js\n${wide}\n\`\`\`\n\n> quoted\n` }))
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Wide',
    steps: [{ label: 'Write', stepType: 'generate', prompt: 'Write {{input}}' }],
  })
  await run(page, 'Wide', 'it')
  await expect(runStatus(page)).toHaveText('Completed')
  const code = textOf(page, 'Write').locator('pre')
  const note = page.getByRole('complementary', { name: 'About this text' })
  for (const width of [1440, 1280, 900]) {
    await page.setViewportSize({ width, height: 800 })
    // How far the code reaches, and where it has to end.
    await expect
      .poll(async () => {
        const [block, margin] = [await code.boundingBox(), await note.boundingBox()]
        if (block === null || margin === null) return null
        const beside = margin.y < block.y + block.height && margin.x > block.x
        return block.x + block.width <= (beside ? margin.x : width)
      })
      .toBe(true)
    expect(await code.evaluate((element) => element.scrollWidth > element.clientWidth)).toBe(true)
  }
})

test('in a long run the step that is shown is in sight on the line', async ({
  page,
  scripted,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Long',
    concurrency: 1,
    steps: Array.from({ length: 60 }, (_, index) => ({
      label: `Part ${index + 1}`,
      stepType: 'generate' as const,
      prompt: `Part ${index + 1} of {{input}}`,
    })),
  })
  scripted.script((prompt, number) => ({ text: prompt.repeat(3), ...(number === 50 && { holdAfter: 20 }) }))
  await run(page, 'Long', 'it')
  await expect(textOf(page, 'Part 50')).toContainText('Part 50 of it')
  await expect(stepButton(page, 'Part 50')).toBeInViewport()
})

test('a pause takes the time that the steps at work take, and everyone who looks sees that', async ({
  page,
  context,
  baton,
  scripted,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Two',
    steps: [
      { label: 'One', stepType: 'generate', prompt: 'One of {{input}}' },
      { label: 'Two', stepType: 'generate', prompt: 'Two of {{steps.One.content}}' },
    ],
  })
  scripted.script(() => ({ text: 'A text that takes its time.', holdAfter: 20 }))
  await run(page, 'Two', 'it')
  await expect(textOf(page, 'One')).toContainText('A text that takes')
  const other = await context.newPage()
  await other.goto(page.url())
  await page.getByRole('button', { name: 'Pause' }).click()
  for (const each of [page, other]) {
    await expect(each.getByRole('button', { name: 'Pausing…' })).toBeDisabled()
    await expect(runStatus(each)).toHaveText('Pausing')
  }
  await page.reload()
  await expect(page.getByRole('button', { name: 'Pausing…' })).toBeDisabled()
  await expect(page.getByRole('region', { name: 'Running now' })).toContainText('Pausing')
  expect(await baton.showLastRun()).toMatchObject({ status: 'running', pausing: true })
  await other.goto(`${baton.origin}/runs`)
  await expect(other.getByRole('listitem', { name: 'Two' })).toContainText('Pausing')

  scripted.release()
  await expect(runStatus(page)).toHaveText('Paused')
  await expect(other.getByRole('listitem', { name: 'Two' })).toContainText('Paused')
  await expect(page.getByRole('button', { name: 'Pausing…' })).toHaveCount(0)
  expect(await baton.showLastRun()).toMatchObject({ status: 'paused', pausing: false })
  expect(scripted.prompts()).toHaveLength(1)

  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeVisible()
  await expect(runStatus(page)).toHaveText('Running')
  scripted.release()
  await expect(runStatus(page)).toHaveText('Completed')
})
