import type { Locator, Page } from '@playwright/test'
import { card, keptDraft, openInBuilder } from './builder-actions'
import { expect, test } from './support/baton-test'
import { createWorkflow } from './support/create-workflow'
import { findProblems } from './support/find-problems'

const schema = {
  type: 'object',
  properties: { topic: { type: 'string', description: 'What it is about.' } },
  required: ['topic'],
  additionalProperties: false,
}
const step = (label: string, prompt: string) => ({ label, prompt, stepType: 'generate' as const })

function inputPart(page: Page): Locator {
  return page.getByRole('region', { name: 'Input', exact: true })
}

function openInput(page: Page): Promise<void> {
  return inputPart(page).getByRole('button', { name: 'Input', exact: true }).click()
}

function completions(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Completions' }).getByRole('option')
}

function prompt(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Prompt', exact: true })
}

test('an input gets fields, of which the run sheet makes its form', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, { name: 'Haiku', steps: [step('Haiku', 'On {{input}}')] })
  await openInBuilder(page, 'Haiku')
  await openInput(page)
  const input = inputPart(page)
  await input.getByRole('textbox', { name: 'Description of the input' }).fill('What the haiku is about')
  await input.getByRole('textbox', { name: 'Example' }).fill('the sea')
  await input.getByRole('radio', { name: 'Fields' }).click()

  // What was the text is the first field's now.
  const name = input.getByRole('textbox', { name: 'Field name' })
  await expect(name).toHaveValue('text')
  await expect(input.getByRole('group', { name: 'Example' }).getByRole('textbox')).toHaveValue('the sea')
  await name.fill('topic')
  await name.press('Enter')
  await input.getByRole('textbox', { name: 'What it is' }).fill('In a few words')
  await input.getByRole('button', { name: 'Add field' }).click()
  await expect(name.last()).toBeFocused()
  await page.keyboard.type('moods')
  await page.keyboard.press('Enter')
  const moods = input.getByRole('group', { name: 'moods' })
  await moods.getByRole('combobox', { name: 'Kind' }).selectOption('List of texts')
  await moods.getByRole('checkbox', { name: 'Required' }).uncheck()

  await card(page, 1).getByRole('button', { name: 'Haiku', exact: true }).click()
  await prompt(page).press('Control+End')
  await page.keyboard.type(' in {{inp')
  await expect(completions(page)).toHaveText([/^input/, /^input\.topic/, /^input\.moods/, /^input\.moods\.0/])
  await page.keyboard.type('ut.moods}}')
  await page.keyboard.press('Escape')
  // It may be left out, and then there would be nothing to put in.
  await expect(page.getByRole('button', { name: '1 problem' }).last()).toBeVisible()

  // A field that is renamed is renamed where it is read.
  await name.last().fill('feelings')
  await name.last().press('Enter')
  await expect(prompt(page)).toContainText('On {{input}} in {{input.feelings}}')
  await input.getByRole('group', { name: 'feelings' }).getByRole('checkbox', { name: 'Required' }).check()
  await expect(page.getByText('No problems')).toBeVisible()

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Run Haiku' })
  await expect(sheet.getByText('What the haiku is about')).toBeVisible()
  await sheet.getByRole('button', { name: 'Use the example' }).click()
  await expect(sheet.getByRole('textbox', { name: 'Topic' })).toHaveValue('the sea')
  await sheet.getByRole('textbox', { name: 'Feelings' }).fill('calm\nlonely\n')
  await sheet.getByRole('button', { name: 'Run' }).click()
  await expect(page).toHaveURL(/\/runs\//)
  await page.getByRole('tab', { name: 'Prompt' }).click()
  await expect(page.getByRole('tabpanel')).toContainText(
    'On {"topic":"the sea","feelings":["calm","lonely"]} in ["calm","lonely"]',
  )
})

test('fields are put into another order, by the keyboard and by hand, and undo puts them back', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  const properties = { topic: { type: 'string' }, tone: { type: 'string' }, length: { type: 'integer' } }
  await createWorkflow(page, {
    name: 'Brief',
    steps: [step('Haiku', 'On {{input}}')],
    input: { schema: { type: 'object', properties, required: ['topic'], additionalProperties: false } },
  })
  await openInBuilder(page, 'Brief')
  await openInput(page)
  const input = inputPart(page)
  const expectNames = async (names: string[]): Promise<void> => {
    const fields = input.getByRole('textbox', { name: 'Field name' })
    await expect(fields).toHaveCount(names.length)
    for (const [at, name] of names.entries()) await expect(fields.nth(at)).toHaveValue(name)
  }
  const grip = (name: string): Locator => input.getByRole('button', { name: `Reorder ${name}`, exact: true })

  await grip('topic').focus()
  await page.keyboard.press('Space')
  await expect(page.getByText('topic is at position 1 of 3.')).toBeAttached()
  // Keys are heard from the next task on.
  await page.evaluate('new Promise((done) => setTimeout(done, 0))')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText('topic is at position 2 of 3.')).toBeAttached()
  await page.keyboard.press('Space')
  await expectNames(['tone', 'topic', 'length'])
  await expect(page.getByText('topic was dropped at position 2 of 3.')).toBeAttached()
  await expect(grip('topic')).toBeFocused()
  await expect(input.getByRole('group', { name: 'topic' }).getByRole('checkbox')).toBeChecked()

  const from = await grip('length').boundingBox()
  const to = await grip('tone').boundingBox()
  if (from === null || to === null) throw new TypeError('The fields are not in view.')
  await page.mouse.move(from.x + 8, from.y + 8)
  await page.mouse.down()
  await page.mouse.move(from.x + 8, from.y, { steps: 3 })
  await page.mouse.move(to.x + 8, to.y + 8, { steps: 8 })
  await expect(page.getByText('length is at position 1 of 3.')).toBeAttached()
  await page.mouse.up()
  await expectNames(['length', 'tone', 'topic'])

  await page.getByRole('button', { name: 'Undo' }).click()
  await expectNames(['tone', 'topic', 'length'])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expectNames(['topic', 'tone', 'length'])
  await page.getByRole('button', { name: 'Redo' }).click()

  // A name that is changed stays where it is, and so does the focus.
  const name = input.getByRole('group', { name: 'topic' }).getByRole('textbox', { name: 'Field name' })
  await name.fill('subject')
  await page.keyboard.press('Enter')
  await expectNames(['tone', 'subject', 'length'])
  await expect(input.getByRole('textbox', { name: 'Field name' }).nth(1)).toBeFocused()
  expect(await findProblems(page)).toEqual([])

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Run Brief' })
  await expect(sheet.getByRole('textbox')).toHaveCount(3)
  await expect(sheet.getByRole('textbox').first()).toHaveAccessibleName(/Tone/)
})

test('an input that needs no fields any more is plain text again, and undo gives them back', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Brief',
    steps: [step('Haiku', 'On {{input}}')],
    input: { description: 'A report', example: { topic: 'the sea' }, schema },
  })
  await openInBuilder(page, 'Brief')
  await expect(inputPart(page)).toContainText('1 field')
  await openInput(page)
  await inputPart(page).getByRole('radio', { name: 'Plain text' }).click()
  await expect(inputPart(page).getByRole('textbox', { name: 'Example' })).toHaveValue('the sea')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(inputPart(page).getByRole('textbox', { name: 'Field name' })).toHaveValue('topic')
  await page.getByRole('button', { name: 'Redo' }).click()
  await inputPart(page).getByRole('textbox', { name: 'Description of the input' }).fill('')
  await inputPart(page).getByRole('textbox', { name: 'Example' }).fill('')
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  const sheet = page.getByRole('dialog', { name: 'Run Brief' })
  await expect(sheet.getByRole('textbox')).toHaveCount(1)
  await expect(sheet.getByRole('textbox', { name: 'Input' })).toBeVisible()
  await expect(sheet.getByText('A report')).toBeHidden()
})

test('prompts are completed from the schemas, and held against them', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Checked',
    steps: [
      { ...step('Facts', 'On {{input.topic}}'), output: { format: 'json', schema } },
      step('Text', 'On '),
    ],
    input: { schema },
  })
  await openInBuilder(page, 'Checked')
  await card(page, 2).getByRole('button', { name: 'Text', exact: true }).click()
  await prompt(page).press('Control+End')
  await page.keyboard.type('{{')
  await expect(completions(page)).toHaveText([/^input/, /^input\.topic/, /^Facts/, /^Facts\.topic/])
  await page.keyboard.press('Escape')
  await prompt(page).press('Control+a')
  await page.keyboard.insertText('On {{input.topik}} and {{steps.Facts.nope}}')
  await page.getByRole('button', { name: '2 problems' }).last().click()
  const problems = page.getByRole('dialog', { name: 'Problems' })
  await expect(problems.getByText('Did you mean "topic"?')).toBeVisible()
  await expect(problems.getByText('the schema of "Facts" has "topic"')).toBeVisible()
})

test('a schema that is not finished stays as it was typed, and nothing is saved without it', async ({
  page,
  openBaton,
}) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Half',
    steps: [{ ...step('Facts', 'On {{input}}'), output: { format: 'json', schema } }],
  })
  await openInBuilder(page, 'Half')
  await card(page, 1).getByRole('button', { name: 'Facts', exact: true }).click()
  const field = page.getByRole('textbox', { name: 'JSON Schema' })
  const before = await field.inputValue()
  const half = '{"type":"object","properties":{"b":{"type":"string"}},'
  await field.fill(half)
  await page.getByRole('textbox', { name: 'Label' }).click()
  await page.keyboard.press('Control+s')
  await expect(page.getByRole('alert')).toContainText('Step 1 "Facts": the JSON Schema is not finished.')
  await expect(field).toBeFocused()
  await expect(page.getByText('Unsaved changes, kept on this computer')).toBeVisible()

  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(field).toHaveValue(before)
  await expect(page.getByText('No problems')).toBeVisible()
  await page.getByRole('button', { name: 'Redo' }).click()
  await expect(field).toHaveValue(half)

  await expect.poll(() => keptDraft(page)).toContain('unfinished')
  await page.reload()
  await page.getByRole('button', { name: '1 problem' }).last().click()
  await page.getByText('the JSON Schema is not finished').click()
  await expect(field).toBeFocused()
  await expect(field).toHaveValue(half)

  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Run Half' })).toBeHidden()
  await field.fill(before)
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Run Half' })).toBeVisible()
})

test('no template is made with a schema that is not finished', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, { name: 'Half', steps: [step('Haiku', 'On {{input}}')], input: { schema } })
  await openInBuilder(page, 'Half')
  await openInput(page)
  await inputPart(page).getByRole('radio', { name: 'JSON Schema' }).click()
  const field = inputPart(page).getByRole('textbox', { name: 'JSON Schema' })
  const finished = await field.inputValue()
  await field.fill('{"type":"object",')
  const askForTemplate = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Template' }).click()
    await page
      .getByRole('dialog', { name: 'Template' })
      .getByRole('button', { name: 'Save as template' })
      .click()
  }
  await askForTemplate()
  const notice = page.getByRole('alert').filter({ hasText: 'It can’t be made a template yet.' })
  await expect(notice).toContainText('Input: the JSON Schema is not finished.')
  await expect(field).toBeFocused()
  await expect(page.getByRole('dialog')).toBeHidden()

  await field.fill(finished)
  await askForTemplate()
  await expect(page.getByRole('dialog', { name: 'Save as template' })).toBeVisible()
  await expect(notice).toBeHidden()
})

test('problems of the input lead to where they are', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Led',
    steps: [step('Haiku', 'On {{input}}')],
    input: { schema: { type: 'thing' }, example: 'x' },
  })
  await openInBuilder(page, 'Led')
  await page.getByRole('button', { name: '1 problem' }).last().click()
  await page.getByRole('dialog', { name: 'Problems' }).getByRole('button').click()
  const field = inputPart(page).getByRole('textbox', { name: 'JSON Schema' })
  await expect(field).toBeFocused()
  await field.fill(JSON.stringify(schema))
  await page.getByRole('button', { name: '1 problem' }).last().click()
  await page.getByText('The example is not what the schema asks for').click()
  await expect(inputPart(page).getByRole('group', { name: 'Example' }).getByRole('textbox')).toBeFocused()
})

test('axe finds nothing on the input, however wide the window is', async ({ page, openBaton }) => {
  await openBaton(page)
  await createWorkflow(page, {
    name: 'Wide',
    steps: [step('Haiku', 'On {{input.topic}}')],
    input: { description: 'A report', example: { topic: 'the sea' }, schema },
  })
  await openInBuilder(page, 'Wide')
  expect.soft(await findProblems(page), 'closed').toEqual([])
  await openInput(page)
  for (const width of [1440, 900, 640]) {
    await page.setViewportSize({ width, height: 900 })
    expect.soft(await findProblems(page), `${width}`).toEqual([])
    const overflow = await page
      .locator('[data-scroll]')
      .evaluate((element) => element.scrollWidth - element.clientWidth)
    expect.soft(overflow, `${width}`).toBe(0)
  }
  await inputPart(page).getByRole('radio', { name: 'JSON Schema' }).click()
  expect.soft(await findProblems(page), 'the schema').toEqual([])
  await inputPart(page).getByRole('radio', { name: 'Plain text' }).click()
  expect.soft(await findProblems(page), 'plain text').toEqual([])
})
