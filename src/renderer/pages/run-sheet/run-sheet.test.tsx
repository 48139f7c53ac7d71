import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { addWorkflow, DRAFT_AND_EDIT } from '../../test-support/example-workflow'
import { createMemoryCore } from '../../test-support/memory-core'
import { renderApp, type RenderedApp } from '../../test-support/render-app'

async function openSheet(app: RenderedApp, workflowId: string, name: string): Promise<HTMLElement> {
  act(() => app.state.runSheet.ask({ subject: { kind: 'workflow', workflowId }, name }))
  const sheet = await screen.findByRole('dialog', { name: `Run ${name}` })
  await within(sheet).findByRole('button', { name: 'Run' })
  return sheet
}

it('asks for an input that the prompts read, and says what the run costs', async () => {
  const core = createMemoryCore()
  core.stepCost = 0.02
  const workflow = addWorkflow(core)
  const app = await renderApp('/workflows', core)
  const sheet = await openSheet(app, workflow.id, workflow.name)
  fireEvent.click(within(sheet).getByRole('button', { name: 'Run' }))
  const input = within(sheet).getByRole('textbox', { name: 'Input' })
  expect(input.getAttribute('aria-invalid')).toBe('true')
  expect(core.runs.size).toBe(0)

  fireEvent.change(input, { target: { value: 'night shifts' } })
  await waitFor(() => expect(sheet.textContent).toContain('about $0.04, at most $0.32'))
  fireEvent.keyDown(input, { key: 'Enter', ctrlKey: true })
  await waitFor(() => expect(app.path()).toMatch(/^\/runs\//))
  expect([...core.runs.values()][0]?.input).toBe('night shifts')
  expect(screen.queryByRole('dialog')).toBeNull()
})

it('has what was typed again when it was closed without a run, and not after one', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  const app = await renderApp('/workflows', core)
  const typed = (sheet: HTMLElement) =>
    within(sheet).getByRole<HTMLTextAreaElement>('textbox', { name: 'Input' })
  const first = await openSheet(app, workflow.id, workflow.name)
  fireEvent.change(typed(first), { target: { value: 'A page about nights' } })
  fireEvent.keyDown(typed(first), { key: 'Escape' })
  expect(screen.queryByRole('dialog')).toBeNull()

  const second = await openSheet(app, workflow.id, workflow.name)
  expect(typed(second).value).toBe('A page about nights')
  fireEvent.click(within(second).getByRole('button', { name: 'Run' }))
  await waitFor(() => expect(app.path()).toMatch(/^\/runs\//))
  expect(typed(await openSheet(app, workflow.id, workflow.name)).value).toBe('')
})

it('tells what each step adds to the cost', async () => {
  const core = createMemoryCore()
  core.stepCost = 0.02
  const workflow = addWorkflow(core)
  const sheet = await openSheet(await renderApp('/workflows', core), workflow.id, workflow.name)
  fireEvent.click(await within(sheet).findByRole('button', { name: /^about \$/ }))
  const rows = within(await screen.findByRole('dialog', { name: 'Cost by step' })).getAllByRole('row')
  const labels = workflow.steps.filter(({ stepType }) => stepType !== 'review').map(({ label }) => label)
  expect(rows).toHaveLength(labels.length + 2)
  for (const [index, label] of labels.entries()) {
    expect(rows[index + 1]?.textContent).toBe(`${label}openai-model$0.01$0.02$0.16`)
  }
  expect(rows.at(-1)?.textContent).toMatch(/^All steps\$/)
})

it('never says that a model without a price costs nothing', async () => {
  const core = createMemoryCore()
  core.stepCost = null
  const workflow = addWorkflow(core)
  const sheet = await openSheet(await renderApp('/workflows', core), workflow.id, workflow.name)
  await waitFor(() => expect(sheet.textContent).toContain('Cost unknown'))
})

it('shows what stands in the way, before and after', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core, {
    name: 'Broken',
    steps: [{ label: 'Draft', stepType: 'generate', prompt: '' }],
  })
  const sheet = await openSheet(await renderApp('/workflows', core), workflow.id, 'Broken')
  await within(sheet).findByText('One thing stands in the way')
  expect(sheet.textContent).toContain('The prompt of “Draft” is empty.')
  fireEvent.click(within(sheet).getByRole('button', { name: 'Run' }))
  await within(sheet).findByText('The run was not started.')
  expect(core.runs.size).toBe(0)
})

it('is a form where the workflow has an input schema', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core, {
    ...DRAFT_AND_EDIT,
    input: {
      schema: {
        type: 'object',
        properties: { source: { type: 'string' }, words: { type: 'integer' } },
        required: ['source'],
      },
      example: { source: 'An example.', words: 80 },
    },
  })
  const app = await renderApp('/workflows', core)
  const sheet = await openSheet(app, workflow.id, workflow.name)
  fireEvent.click(within(sheet).getByRole('button', { name: 'Use the example' }))
  expect(within(sheet).getByRole<HTMLTextAreaElement>('textbox', { name: 'Source' }).value).toBe(
    'An example.',
  )
  fireEvent.change(within(sheet).getByRole('textbox', { name: 'Words' }), { target: { value: '120' } })
  fireEvent.click(within(sheet).getByRole('button', { name: 'Run' }))
  await waitFor(() => expect(core.runs.size).toBe(1))
  expect([...core.runs.values()][0]?.input).toEqual({ source: 'An example.', words: 120 })
})

it('takes a text file, and refuses what is none', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  const sheet = await openSheet(await renderApp('/workflows', core), workflow.id, workflow.name)
  const form = sheet.querySelector('form')!
  const drop = (file: File): void =>
    void fireEvent.drop(form, { dataTransfer: { files: [file], types: ['Files'] } })
  drop(new File(['Zeile eins\r\nZwölf'], 'notes.txt'))
  const input = within(sheet).getByRole<HTMLTextAreaElement>('textbox', { name: 'Input' })
  await waitFor(() => expect(input.value).toBe('Zeile eins\nZwölf'))
  drop(new File([new Uint8Array([0xff, 0xfe, 0x00])], 'photo.jpg'))
  expect((await within(sheet).findByRole('alert')).textContent).toContain('“photo.jpg” is not a text file.')
  expect(input.value).toBe('Zeile eins\nZwölf')
})
