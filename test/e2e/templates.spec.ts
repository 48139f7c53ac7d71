import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Download, Page } from '@playwright/test'
import { card, labels, openInBuilder } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { findProblems } from './support/find-problems'
import { dropFiles, pasteText, templateText, type DroppedFile } from './template-actions'

const run = promisify(execFile)
const commandLine = resolve(import.meta.dirname, '../../out/main/cli.js')

const NOTES = {
  name: 'Release notes',
  description: 'Commits in, notes out.',
  steps: [
    { label: 'Sort', stepType: 'analyze' as const, prompt: 'Sort these: {{input}}' },
    { label: 'Agreed?', stepType: 'review' as const, prompt: '{{steps.Sort.content}}' },
    { label: 'Write', stepType: 'generate' as const, prompt: 'Write notes: {{steps.Agreed?.content}}' },
  ],
}

const row = (page: Page, name: string) => page.getByRole('listitem', { name, exact: true })
const preview = (page: Page, name: string) =>
  page.getByRole('region', { name: `Preview of ${name}`, exact: true })
const sheet = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })

async function openTemplates(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Templates', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Templates', level: 1 })).toBeVisible()
  await expect(row(page, 'Decision Memo')).toBeVisible()
}

async function choose(page: Page, item: string): Promise<void> {
  await page.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

const textOf = async (download: Download): Promise<string> => readFile(await download.path(), 'utf8')

test('a template is found, read and used, by keys alone', async ({ page, openBaton }) => {
  await openBaton(page)
  await openTemplates(page)
  await expect(preview(page, 'Deep Build Pipeline')).toBeVisible()
  await expect(page.getByText('Nothing of your own yet')).toBeVisible()

  await page.keyboard.press('/')
  await page.keyboard.type('PRE-mortem')
  await expect(row(page, 'Deep Build Pipeline')).toBeHidden()
  const memo = preview(page, 'Decision Memo')
  await expect(memo.getByText('no cost on the demo connection')).toBeVisible()
  await expect(memo.getByRole('figure')).toContainText('Notes, search sync')
  await memo.getByRole('button', { name: 'Read the prompts' }).click()
  await expect(memo.getByRole('listitem', { name: 'Decision Frame' }).getByRole('group').last()).toBeVisible()
  await expect(memo.locator('.prompt-token[data-kind=input]').first()).toHaveText('{{input}}')
  await expect(memo.locator('.prompt-token[data-kind=broken]')).toHaveCount(0)

  await page.getByRole('searchbox').fill('')
  await page.getByRole('searchbox').press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(preview(page, 'Critical Reading Brief')).toBeVisible()
  await expect(page).toHaveURL(/\/templates\/critical-reading-brief$/)
  await page.reload()
  await expect(preview(page, 'Critical Reading Brief')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(row(page, 'Critical Reading Brief').getByRole('button').first()).toBeFocused()
  await page.keyboard.press('r')
  await expect(sheet(page, 'Run Critical Reading Brief')).toBeVisible()
  await page.keyboard.press('Escape')
})

test('a template is shown over a narrow list, at an address of its own, and used', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await page.setViewportSize({ width: 900, height: 800 })
  await openTemplates(page)
  await row(page, 'Critical Reading Brief').getByRole('button').first().click()
  await expect(sheet(page, 'Critical Reading Brief')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet(page, 'Critical Reading Brief')).toBeHidden()
  await row(page, 'Decision Memo').getByRole('button', { name: 'Decision Memo' }).press('Enter')
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Decision Memo')

  await page.setViewportSize({ width: 1280, height: 800 })
  await page.goto(new URL('/templates/nowhere', page.url()).href)
  await expect(page.getByRole('alert')).toContainText('There is no template "nowhere".')
  await row(page, 'Decision Memo').getByRole('button', { name: 'Use template' }).click()
  await expect(page.getByRole('region', { name: 'Steps' }).getByRole('listitem')).toHaveCount(6)
})

test('a workflow becomes a template that is renamed, deleted and brought back', async ({
  page,
  context,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, NOTES)
  await row(page, 'Release notes').getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Save as template' }).click()
  const save = sheet(page, 'Save as template')
  await expect(save.getByRole('textbox', { name: 'Name' })).toBeFocused()
  await page.keyboard.type('Notes for a release')
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(preview(page, 'Notes for a release')).toContainText('Commits in, notes out.')

  // The same template, changed in another window meanwhile.
  const other = await context.newPage()
  await other.goto(page.url())
  await choose(page, 'Edit details')
  await choose(other, 'Edit details')
  await sheet(other, 'Edit details').getByRole('textbox', { name: 'Description' }).fill('Changed over there')
  await other.keyboard.press('Control+Enter')
  await expect(sheet(other, 'Edit details')).toBeHidden()
  await other.close()
  const edit = sheet(page, 'Edit details')
  await edit.getByRole('textbox', { name: 'Name' }).fill('Notes')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(edit).toContainText('This template was changed elsewhere meanwhile.')
  await edit.getByRole('button', { name: 'Save' }).click()
  await expect(preview(page, 'Notes')).toContainText('Commits in, notes out.')

  await choose(page, 'Duplicate')
  await expect(preview(page, 'Notes copy')).toBeVisible()
  await row(page, 'Notes copy').getByRole('button', { name: 'Notes copy' }).press('Delete')
  await expect(row(page, 'Notes copy')).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(preview(page, 'Notes copy')).toBeVisible()
})

test('the builder takes a template, and gives one', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, NOTES)
  await openInBuilder(page, 'Release notes')
  await page.getByRole('button', { name: 'Template' }).click()
  const picker = sheet(page, 'Template')
  await picker.getByRole('searchbox').fill('claims')
  await expect(picker.getByRole('group', { name: 'Preview of Critical Reading Brief' })).toBeVisible()
  await picker.getByRole('searchbox').fill('memo')
  await picker.getByRole('button', { name: 'Use template' }).click()
  await expect(card(page, 1)).toHaveAccessibleName('Decision Frame')
  await page.getByRole('button', { name: 'Undo' }).last().click()
  expect(await labels(page)).toEqual(['Sort', 'Agreed?', 'Write'])
  await page.getByRole('button', { name: 'Template' }).click()
  await picker.getByRole('button', { name: 'Save as template' }).click()
  await sheet(page, 'Save as template').getByRole('button', { name: 'Save template' }).click()
  await page.getByRole('button', { name: 'Show' }).click()
  await expect(preview(page, 'Release notes')).toBeVisible()
})

test('a template has the same bytes through every door', async ({ page, context, baton, openBaton }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openBaton(page)
  await createWorkflow(page, EVERY_FIELD)
  const exported = async (name: string): Promise<string> => {
    const { stdout } = await run(process.execPath, [commandLine, 'export', name], {
      env: { ...process.env, BATON_HOME: baton.dataFolder },
    })
    return stdout
  }
  const bytes = await exported('Every field')
  const saving = page.waitForEvent('download')
  await row(page, 'Every field').getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Export' }).click()
  const saved = await saving
  expect(saved.suggestedFilename()).toBe('every-field.baton.json')
  expect(await textOf(saved)).toBe(bytes)

  await openTemplates(page)
  await dropFiles(page, [{ name: 'every-field.baton.json', text: bytes }])
  await sheet(page, /^Import/)
    .getByRole('textbox', { name: 'Name in your templates' })
    .fill('Every field')
  await sheet(page, /^Import/)
    .getByRole('button', { name: 'Add to templates' })
    .click()
  await expect(preview(page, 'Every field')).toBeVisible()
  await choose(page, 'Export to the clipboard')
  await expect(page.getByText('is on the clipboard')).toBeVisible()
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(bytes)

  const downloads: Download[] = []
  page.on('download', (download) => downloads.push(download))
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await sheet(page, 'Export templates').getByRole('button', { name: 'Choose all' }).click()
  await sheet(page, 'Export templates').getByRole('button', { name: 'Save 4 files' }).click()
  await expect.poll(() => downloads.length).toBe(4)
  for (const download of downloads) {
    const name = download.suggestedFilename()
    const expected =
      name === 'every-field.baton.json' ? bytes : await exported(name.replace('.baton.json', ''))
    expect(await textOf(download), name).toBe(expected)
  }
})

test('files are shown before anything is added, whichever way they come', async ({ page, openBaton }) => {
  await openBaton(page)
  await openTemplates(page)
  const chosen = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Import' }).click()
  const file = { name: 'wants.baton.json', mimeType: 'application/json', buffer: Buffer.from(WANTS) }
  await (await chosen).setFiles(file)
  const importing = sheet(page, 'Import wants.baton.json')
  await expect(importing).toContainText('Baton doesn\'t know: "tools". They are left out.')
  await expect(importing).toContainText('A built-in template is called “Decision Memo” too.')
  const runsOn = importing.getByRole('region', { name: 'What it runs on' })
  await expect(runsOn).toContainText('There is no connection for Anthropic')
  await expect(runsOn).toContainText('Yours is the demo connection.')
  await runsOn.getByRole('combobox', { name: 'Instead of “Acme Gateway”' }).selectOption('demo')
  await expect(runsOn).toContainText('“demo” will serve')
  await importing.getByRole('textbox', { name: 'Name in your templates' }).fill('Wants much')
  await importing.getByRole('button', { name: 'Add and use' }).click()
  await expect(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Wants much')
  await expect(card(page, 2)).toContainText('demo')

  // A prompt's editor takes a dropped text itself, and a pasted one.
  await card(page, 1).getByRole('button', { name: 'One', exact: true }).click()
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true })
  await dropFiles(page, [{ name: 'x.baton.json', text: templateText('Not imported') }], prompt)
  await expect(prompt).toContainText('Not imported')
  await pasteText(page, templateText('Not imported either'))
  await expect(prompt).toContainText('Not imported either')
  await expect(page.getByRole('dialog')).toBeHidden()

  await openTemplates(page)
  await page.getByRole('button', { name: 'Run' }).click()
  const input = sheet(page, 'Run Deep Build Pipeline').getByRole('textbox')
  await dropFiles(page, [{ name: 'idea.json', text: '"mine"' }], input)
  await expect(input).toHaveValue('"mine"')
  await page.keyboard.press('Escape')
})

test('what is wrong with the prompts of a file is said before it is added, and wherever it is shown after', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await openTemplates(page)
  await dropFiles(page, [{ name: 'mend.baton.json', text: TO_MEND }])
  const importing = sheet(page, 'Import mend.baton.json')
  const said = importing.getByRole('alert')
  await expect(said).toContainText('This workflow has 8 problems')
  await expect(said.getByRole('listitem')).toHaveText([
    /^In the prompt of "First": .*"Second".* comes later/,
    /^In the prompt of "First": .*the schema of the input has "topic"/,
    /^In the prompt of "Second": .*Did you mean "First"\?/,
    'And 5 more.',
  ])
  expect.soft(await findProblems(page), 'the sheet').toEqual([])
  const second = importing.getByRole('listitem', { name: 'Second' })
  await expect(second.getByRole('button')).toHaveAccessibleDescription(/^6 problems/)
  await second.getByRole('button').click()
  await expect(second.locator('.prompt-token[data-kind=broken]').first()).toHaveText(
    '{{steps.Frist.content}}',
  )
  await expect(
    importing.getByRole('listitem', { name: 'Third' }).getByRole('button'),
  ).toHaveAccessibleDescription(/^Reads 2/)

  await importing.getByRole('button', { name: 'Add to templates' }).click()
  await expect(preview(page, 'To mend').getByRole('alert')).toContainText('This workflow has 8 problems')
  await preview(page, 'To mend').getByRole('button', { name: 'Use template' }).click()
  await page.getByRole('button', { name: '8 problems' }).last().click()
  await expect(page.getByRole('dialog', { name: 'Problems' }).getByRole('listitem').first()).toContainText(
    'comes later',
  )
})

test('several files are looked at one after the other, whatever they are', async ({ page, openBaton }) => {
  await openBaton(page)
  await openTemplates(page)
  await pasteText(page, 'just words')
  await pasteText(page, templateText('Pasted'))
  await sheet(page, 'Import pasted text').getByRole('button', { name: 'Add to templates' }).click()
  await expect(preview(page, 'Pasted')).toBeVisible()

  await dropFiles(page, SEVERAL)
  for (const [position, said] of REFUSALS.entries()) {
    await expect(sheet(page, /^Import/)).toContainText(`${position + 1} of 7`)
    await expect(sheet(page, /^Import/)).toContainText(said)
    await expect(sheet(page, /^Import/).getByRole('button', { name: 'Add to templates' })).toBeDisabled()
    await sheet(page, /^Import/)
      .getByRole('button', { name: 'Skip' })
      .click()
  }
  await expect(sheet(page, /^Import/)).toContainText('5 of 7')
  await sheet(page, /^Import/)
    .getByRole('button', { name: 'Import all 3' })
    .click()
  // What can't be added stays to be looked at.
  await expect(sheet(page, 'Import newer.baton.json')).toContainText('Update Baton to open it')
  await sheet(page, 'Import newer.baton.json').getByRole('button', { name: 'Cancel' }).click()
  await expect(row(page, 'Second')).toBeVisible()
  await expect(row(page, HOSTILE_SHOWN)).toBeVisible()
  await row(page, HOSTILE_SHOWN).getByRole('button').first().click()
  await expect(preview(page, HOSTILE_SHOWN).getByText('<img src=x onerror="alert(1)">').first()).toBeVisible()
  await expect(page.getByRole('img', { name: 'x' })).toHaveCount(0)
  const saving = page.waitForEvent('download')
  await choose(page, 'Export to a file')
  expect((await saving).suggestedFilename()).toBe('x-img-src=x-onerror=-alert(1).baton.json')
})

test('a file of nearly five megabytes is shown, and added', async ({ page, openBaton }) => {
  await openBaton(page)
  await openTemplates(page)
  const steps = Array.from({ length: 480 }, (_, index) => ({
    label: `Number ${index}`,
    stepType: 'generate',
    prompt: `${'A sentence of no account. '.repeat(380)}{{input}}`,
  }))
  const text = JSON.stringify({ format: 'baton/1', name: 'Huge', steps })
  expect(text.length).toBeGreaterThan(4_700_000)
  await dropFiles(page, [{ name: 'huge.baton.json', text }])
  const importing = sheet(page, 'Import huge.baton.json')
  await expect(importing.getByRole('button', { name: 'Number 479' })).toBeAttached()
  await importing.getByRole('button', { name: 'Number 479' }).click()
  await expect(importing.getByRole('button', { name: /^Show all 9,\d+ characters$/ })).toBeVisible()
  await importing.getByRole('button', { name: 'Add to templates' }).click()
  await expect(preview(page, 'Huge')).toBeVisible()
})

test('axe finds nothing on the page of templates and in its sheets', async ({ page, openBaton }) => {
  await openBaton(page)
  await openTemplates(page)
  await dropFiles(page, [{ name: 'wants.baton.json', text: WANTS }])
  await expect(sheet(page, 'Import wants.baton.json').getByRole('combobox').first()).toBeVisible()
  expect.soft(await findProblems(page), 'an import with doubts').toEqual([])
  await sheet(page, 'Import wants.baton.json').getByRole('button', { name: 'Add to templates' }).click()
  await preview(page, 'Decision Memo').getByRole('button', { name: 'Read the prompts' }).click()
  expect.soft(await findProblems(page), 'the page, with prompts').toEqual([])
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await expect(sheet(page, 'Export templates')).toBeVisible()
  expect.soft(await findProblems(page), 'exporting').toEqual([])
})

test('axe finds nothing where a template is chosen and made', async ({ page, openBaton }) => {
  await openBaton(page)
  await page.getByRole('button', { name: 'New workflow' }).click()
  await page.getByRole('button', { name: 'Template' }).click()
  await expect(sheet(page, 'Template').getByRole('button', { name: 'Idea Generation' })).toBeVisible()
  expect.soft(await findProblems(page), 'the picker').toEqual([])
  await sheet(page, 'Template').getByRole('button', { name: 'Save as template' }).click()
  await expect(sheet(page, 'Save as template')).toBeVisible()
  expect.soft(await findProblems(page), 'saving').toEqual([])
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 900, height: 800 })
  await openTemplates(page)
  await row(page, 'Decision Memo').getByRole('button').first().click()
  await expect(sheet(page, 'Decision Memo')).toBeVisible()
  expect.soft(await findProblems(page), 'over a narrow list').toEqual([])
})

const HOSTILE = '../x <img src=x onerror="alert(1)">'
const HOSTILE_SHOWN = HOSTILE
const SEVERAL: DroppedFile[] = [
  { name: 'notes.txt', text: 'words' },
  { name: 'huge.json', text: ' '.repeat(5_000_001) },
  { name: 'photo.json', bytes: [0xff, 0xfe, 0x00] },
  { name: 'broken.baton.json', text: '{"format":"baton/1",' },
  { name: 'second.baton.json', text: templateText('Second') },
  { name: '../\u202Egnp.baton.json', text: templateText(`\u202E${HOSTILE}`, HOSTILE) },
  { name: 'newer.baton.json', text: '{"format":"baton/7","name":"x","steps":[]}' },
]
const REFUSALS = [
  '“notes.txt” is no template: those are files that end in .baton.json.',
  '“huge.json” is larger than 5 MB, and a template is at most that large.',
  '“photo.json” is not a text file, so it is no template.',
  'This file can’t be imported.',
]

const WANTS = JSON.stringify({
  format: 'baton/1',
  name: 'Decision Memo',
  steps: [
    {
      label: 'One',
      stepType: 'generate',
      prompt: 'go',
      provider: 'anthropic',
      model: 'claude',
      tools: ['x'],
    },
    { label: 'Two', stepType: 'generate', prompt: '{{steps.One.content}}', provider: 'Acme Gateway' },
    { label: 'Three', stepType: 'generate', prompt: '{{steps.Nobody.content}}' },
  ],
})

const TO_MEND = JSON.stringify({
  format: 'baton/1',
  name: 'To mend',
  input: {
    schema: {
      type: 'object',
      properties: { topic: { type: 'string' } },
      required: ['topic'],
      additionalProperties: false,
    },
  },
  steps: [
    { label: 'First', stepType: 'generate', prompt: 'After {{steps.Second.content}} on {{input.topik}}' },
    {
      label: 'Second',
      stepType: 'generate',
      prompt: 'As in {{steps.Frist.content}}, {{nothing}}, {{steps.First}}, {{one}}, {{two}} and {{unclosed',
    },
    { label: 'Third', stepType: 'generate', prompt: 'After {{steps.Second.content}}' },
  ],
})

const EVERY_FIELD = {
  name: 'Every field',
  description: 'All that can be set.\nOn two lines, with “ünïcödé” 漢字.',
  yoloMode: false,
  concurrency: 2,
  budgetUsd: 1.5,
  reuse: true,
  input: {
    description: 'What',
    example: { topic: 'x' },
    schema: { type: 'object', properties: { topic: {} } },
  },
  steps: [
    {
      label: 'v1.0 "draft"',
      stepType: 'extract' as const,
      prompt: 'From {{input.topic | default: "none"}}',
      systemPrompt: 'Be brief.',
      provider: 'demo',
      model: 'demo',
      temperature: 0.25,
      maxTokens: 900,
      maxRetries: 0,
      enabled: true,
      output: { format: 'json' as const, schema: { type: 'object', properties: { a: { type: 'string' } } } },
      config: { own: [1, null, { deep: true }] },
    },
    { label: 'Look', stepType: 'review' as const, prompt: '{{steps["v1.0 \\"draft\\""].content}}' },
    { label: 'Off', stepType: 'transform' as const, prompt: '\\{{literal}}', enabled: false },
  ],
}
