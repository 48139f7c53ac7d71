import { createWorkflow } from './support/create-workflow'
import { run, runStatus, textOf } from './support/run-page'
import { expect, test } from './run-provider'

const SCRIPT = `// Picks what is ripe.
const ripe = trees.filter((tree) => tree.fruit > 3 && tree.name !== "it's")
\tconsole.log(\`\${ripe.length} < all\`)`
const STYLE = '.pear { color: gold; }'

test('code is coloured by its language and copied as it was written, without its fence', async ({
  page,
  context,
  scripted,
  openBaton,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  scripted.script(() => ({
    text: `First:\n\n\`\`\`js\n${SCRIPT}\n\`\`\`\n\nThen:\n\n\`\`\`css\n${STYLE}\n\`\`\`\n\nAnd plainly:\n\n\`\`\`\nconst plain\n\`\`\`\n`,
  }))
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Code',
    steps: [{ label: 'Write', stepType: 'generate', prompt: 'Write {{input}}' }],
  })
  await run(page, 'Code', 'it')
  await expect(runStatus(page)).toHaveText('Completed')

  const blocks = textOf(page, 'Write').locator('.markdown-code')
  await expect(blocks).toHaveCount(3)
  const script = blocks.nth(0)
  await expect(script.locator('.hljs-comment')).toHaveText('// Picks what is ripe.')
  await expect(script.locator('.hljs-keyword')).toHaveText('const')
  await expect(blocks.nth(1).locator('.hljs-attribute')).toHaveText('color')
  // A language is never guessed.
  await expect(blocks.nth(2).locator('pre')).toHaveText('const plain')
  await expect(blocks.nth(2).locator('[class^="hljs-"]')).toHaveCount(0)
  // In both themes comments, keywords and all else have colours of their own.
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    const inks = await page.evaluate<string[]>(`['pre', 'pre .hljs-comment', 'pre .hljs-keyword'].map(
      (part) => getComputedStyle(document.querySelector('.markdown-code ' + part)).color)`)
    expect(new Set(inks).size, colorScheme).toBe(3)
  }

  const copied = () => page.evaluate<string>('navigator.clipboard.readText()')
  await script.hover()
  await script.getByRole('button', { name: 'Copy code' }).click()
  await expect(script.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect((await copied()).trimEnd()).toBe(SCRIPT)
  await blocks.nth(1).getByRole('button', { name: 'Copy code' }).press('Enter')
  await expect(blocks.nth(1).getByRole('button', { name: 'Copied' })).toBeVisible()
  expect((await copied()).trimEnd()).toBe(STYLE)
})
