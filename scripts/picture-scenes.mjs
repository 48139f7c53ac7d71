/** What is shown on each picture, and how one gets there, by the accessible names that the tests use as well. */

const main = (page) => page.getByRole('navigation', { name: 'Main' })
const heading = (page, name) => page.getByRole('heading', { name, level: 1 })
const dialog = (page) => page.getByRole('dialog')
const step = (page, label) =>
  page
    .getByRole('navigation', { name: 'Pipeline' })
    .getByRole('button', { name: new RegExp(`^${label.replaceAll(/[()&]/g, '\\$&')}, `) })

async function open(page, name) {
  await main(page).getByRole('link', { name, exact: true }).click()
  await heading(page, name).waitFor()
}

async function openRun(page, id) {
  await page.goto(new URL(`/runs/${id}`, page.url()).href)
  await page.getByRole('navigation', { name: 'Pipeline' }).waitFor()
}

async function close(page) {
  await page.keyboard.press('Escape')
  await dialog(page).waitFor({ state: 'hidden' })
}

/** On an empty data folder, one after the other. */
export const firstScenes = {
  async 'first-start'(page, take) {
    await page.getByRole('listitem', { name: 'Decision Memo' }).waitFor()
    await take()
  },
  async 'run-sheet'(page, take) {
    const template = page.getByRole('listitem', { name: 'Deep Build Pipeline' })
    await template.getByRole('button', { name: 'Run' }).click()
    await dialog(page).getByRole('textbox', { name: 'Input' }).fill('A habit tracker for night-shift nurses')
    await take()
    await dialog(page).getByRole('button', { name: 'Run' }).click()
  },
  async 'run-streaming'(page, take) {
    await step(page, 'Research & Context Gathering').waitFor()
    await page.getByText('Alternatives', { exact: true }).first().waitFor()
    await take()
  },
  async 'run-gate'(page, take) {
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor({ timeout: 60_000 })
    await take()
  },
  async 'run-send-back'(page, take) {
    await page.getByRole('button', { name: /^Send back/ }).click()
    await page
      .getByRole('textbox', { name: /comment/i })
      .fill('Fewer features, and say what the first version leaves out.')
    await take()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'Approve', exact: true }).click()
  },
  async builder(page, take) {
    await open(page, 'Templates')
    await page
      .getByRole('listitem', { name: 'Decision Memo' })
      .getByRole('button', { name: 'Use template' })
      .click()
    await page.getByRole('region', { name: 'Steps' }).waitFor()
    await take()
  },
  async 'builder-step'(page, take) {
    const card = page.getByRole('region', { name: 'Steps' }).getByRole('listitem', { name: 'Recommendation' })
    await card
      .getByRole('button', { name: /^(?:Expand|Recommendation|Open)/ })
      .first()
      .click()
    await card.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor()
    await card.scrollIntoViewIfNeeded()
    await take()
    await page.getByRole('button', { name: /^Save(?! as)/ }).click()
  },
}

/** On a data folder with a past. */
export const historyScenes = ({ failed, stale, completed, importFile }) => ({
  async 'run-completed'(page, take) {
    await openRun(page, completed)
    await page.getByRole('button', { name: 'Result' }).click()
    await take()
  },
  async 'run-settings'(page, take) {
    await page.getByRole('button', { name: 'Settings', exact: true }).click()
    await page.getByRole('switch', { name: /YOLO/ }).waitFor()
    await take()
    await page.keyboard.press('Escape')
  },
  async 'run-failed'(page, take) {
    await openRun(page, failed)
    await step(page, 'Messages').click()
    await page.getByText('did not accept the API key').first().waitFor()
    await take()
  },
  async 'run-stale'(page, take) {
    await openRun(page, stale)
    await step(page, 'Recommendation').click()
    await page.getByRole('button', { name: /^Re-run \d stale/ }).waitFor()
    await take()
  },
  async 'run-revisions'(page, take) {
    await step(page, 'Pre-Mortem').click()
    await page.getByRole('tab', { name: /^Revisions/ }).click()
    await page
      .getByRole('region', { name: /^Revisions of/ })
      .locator('ins, del')
      .first()
      .waitFor()
    await take()
  },
  async workflows(page, take) {
    await open(page, 'Workflows')
    await page.getByRole('listitem', { name: 'Decision Memo' }).waitFor()
    await take()
  },
  async runs(page, take) {
    await open(page, 'Runs')
    await page.getByText('Two voices').first().waitFor()
    await take()
  },
  async 'runs-search'(page, take) {
    await page.getByRole('searchbox').first().fill('leaked')
    await page.locator('mark').first().waitFor()
    await take()
  },
  async templates(page, take) {
    await open(page, 'Templates')
    await page.getByRole('button', { name: 'Use template' }).first().waitFor()
    await take()
  },
  async 'import-sheet'(page, take) {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Import', exact: true }).click(),
    ])
    await chooser.setFiles(importFile)
    await dialog(page).getByRole('button', { name: 'Add to templates' }).waitFor()
    await take()
    await close(page)
  },
  async usage(page, take) {
    await open(page, 'Usage')
    await page.getByText('gpt-5').first().waitFor()
    await take()
  },
  async settings(page, take) {
    await open(page, 'Settings')
    await page.getByText('demo').first().waitFor()
    await take()
  },
  async 'settings-data'(page, take) {
    await page.goto(new URL('/settings?section=data', page.url()).href)
    await page.getByRole('button', { name: 'Back up now' }).waitFor()
    // The path of this run's data folder is nobody's business.
    await page.locator('.file-name').evaluateAll((names) => {
      for (const name of names)
        name.textContent = name.textContent.replace(/\/\S*baton-pictures-\w+/, '~/.local/share/baton')
    })
    await take()
  },
  async palette(page, take) {
    await page.keyboard.press('ControlOrMeta+k')
    await dialog(page).waitFor()
    await take()
    await close(page)
  },
  async shortcuts(page, take) {
    await open(page, 'Workflows')
    await page.keyboard.press('?')
    await dialog(page).waitFor()
    await take()
    await close(page)
  },
  async 'prompt-language'(page, take) {
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await dialog(page).waitFor()
    await take()
    await close(page)
  },
})
