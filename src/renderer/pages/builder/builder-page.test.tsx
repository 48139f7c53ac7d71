import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { addWorkflow } from '../../test-support/example-workflow'
import { createMemoryCore } from '../../test-support/memory-core'
import { renderApp } from '../../test-support/render-app'

const type = (name: string, value: string): void =>
  void fireEvent.change(screen.getByRole('textbox', { name }), { target: { value } })

const press = (name: string): void => void fireEvent.click(screen.getByRole('button', { name }))

const labels = (): (string | null)[] =>
  within(screen.getByRole('region', { name: 'Steps' }))
    .getAllByRole('listitem')
    .map((item) => item.getAttribute('aria-label'))

it('makes a new workflow, saves it and runs it', async () => {
  const core = createMemoryCore()
  const { path } = await renderApp('/workflows/new', core)
  fireEvent.click(await screen.findByRole('button', { name: 'Generate' }))
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Label' })))
  type('Name', 'Night notes')
  press('Review')
  press('Save')
  await waitFor(() => expect(path()).toMatch(/^\/workflows\/id-/))
  const [saved] = core.workflows.values()
  expect(saved).toMatchObject({
    name: 'Night notes',
    steps: [{ label: 'Generate' }, { label: 'Review', prompt: '{{steps.Generate.content}}' }],
  })
  press('Run')
  expect(await screen.findByRole('dialog', { name: 'Run Night notes' })).toBeDefined()
})

it('stays as it is when a new workflow gets its id: open card, undo and all', async () => {
  const core = createMemoryCore()
  const { path } = await renderApp('/workflows/new', core)
  fireEvent.click(await screen.findByRole('button', { name: 'Generate' }))
  press('Save')
  await waitFor(() => expect(path()).toMatch(/^\/workflows\/id-/))
  expect(screen.getByRole('textbox', { name: 'Label' })).toBeDefined()
  press('Undo')
  expect(screen.queryByRole('listitem', { name: 'Generate' })).toBeNull()
})

it('keeps unsaved changes without being asked to', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  await screen.findByRole('textbox', { name: 'Name' })
  type('Name', 'Half renamed')
  expect(screen.getByText('Unsaved changes, kept on this computer')).toBeDefined()
  await waitFor(() => expect(core.drafts.get(workflow.id)).toBeDefined())
  expect(core.workflows.get(workflow.id)?.name).toBe('Draft and edit')
})

it('goes on with what was not saved, and can go back', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  const content = { workflow: { ...workflow, name: 'From yesterday' } }
  core.drafts.set(workflow.id, {
    content: JSON.parse(JSON.stringify(content)),
    basedOn: workflow.updatedAt,
    updatedAt: 5,
  })
  await renderApp(`/workflows/${workflow.id}`, core)
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' })
  expect(name.value).toBe('From yesterday')
  press('Discard…')
  fireEvent.click(await screen.findByRole('button', { name: 'Discard changes' }))
  expect(name.value).toBe('Draft and edit')
  await waitFor(() => expect(core.drafts.size).toBe(0))
})

it('renames with the references, and takes both back by the keyboard', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  fireEvent.click(await screen.findByRole('button', { name: 'Draft' }))
  const label = screen.getByRole('textbox', { name: 'Label' })
  fireEvent.change(label, { target: { value: 'First draft' } })
  // Saved before the field was left.
  fireEvent.keyDown(label, { key: 's', ctrlKey: true })
  const prompts = (): (string | undefined)[] | undefined =>
    core.workflows.get(workflow.id)?.steps.map((step) => step.prompt)
  await waitFor(() => expect(prompts()?.[1]).toBe('{{steps.First draft.content}}'))
  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true })
  expect(labels()).toEqual(['Draft', 'Check', 'Edit'])
})

it('deletes with a way back, and keeps the focus', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  fireEvent.click(await screen.findByRole('button', { name: 'Draft' }))
  fireEvent.click(screen.getByText('Delete step'))
  expect(labels()).toEqual(['Check', 'Edit'])
  await waitFor(() => expect(document.activeElement?.textContent).toContain('Check'))
  fireEvent.click(screen.getByText('Undo'))
  expect(labels()).toEqual(['Draft', 'Check', 'Edit'])
  expect(screen.getByText('No problems')).toBeDefined()
})

it('lists what a deleted step leaves behind, and jumps there', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  fireEvent.click(await screen.findByRole('button', { name: 'Draft' }))
  fireEvent.click(screen.getByText('Delete step'))
  fireEvent.click(screen.getByText('1 problem', { selector: 'button' }))
  fireEvent.click(await screen.findByText(/refers to a step "Draft"/))
  expect(screen.getByRole('listitem', { name: 'Check' }).querySelector('[data-open-card]')).not.toBeNull()
})

it('disables, duplicates, and changes the type', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  const draft = await screen.findByRole('listitem', { name: 'Draft' })
  fireEvent.click(within(draft).getByRole('switch', { name: 'Enabled' }))
  expect(screen.getByRole('button', { name: '1 problem' })).toBeDefined()
  fireEvent.click(within(draft).getByRole('button', { name: 'Draft' }))
  press('Duplicate step')
  expect(labels()).toEqual(['Draft', 'Draft 2', 'Check', 'Edit'])
  fireEvent.change(screen.getByRole('combobox', { name: 'Step type' }), { target: { value: 'extract' } })
  press('Save')
  await waitFor(() => expect(core.workflows.get(workflow.id)?.steps[1]?.stepType).toBe('extract'))
  expect(core.workflows.get(workflow.id)?.steps[1]?.prompt).toBe('Write about {{input}}.')
})

it('says so when somebody else saved meanwhile, and overwrites nothing', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  await screen.findByRole('textbox', { name: 'Name' })
  type('Name', 'Mine')
  core.workflows.set(workflow.id, { ...workflow, name: 'Theirs', updatedAt: workflow.updatedAt + 1 })
  press('Save')
  expect(await screen.findByText(/was saved elsewhere/)).toBeDefined()
  expect(core.workflows.get(workflow.id)?.name).toBe('Theirs')
  press('Keep mine')
  await waitFor(() => expect(screen.queryByText(/was saved elsewhere/)).toBeNull())
  press('Save')
  await waitFor(() => expect(core.workflows.get(workflow.id)?.name).toBe('Mine'))
})

it('offers what it can do in the palette', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  await screen.findByRole('textbox', { name: 'Name' })
  const choose = async (name: RegExp): Promise<void> => {
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
    fireEvent.click(await screen.findByRole('option', { name }))
  }
  await choose(/^Add step: Review/)
  expect(labels()).toEqual(['Draft', 'Check', 'Edit', 'Review'])
  await choose(/^Undo/)
  expect(labels()).toEqual(['Draft', 'Check', 'Edit'])
  await choose(/^Check/)
  expect(screen.getByRole('listitem', { name: 'Check' }).querySelector('[data-open-card]')).not.toBeNull()
  await choose(/^Collapse the open step/)
  expect(screen.queryByRole('textbox', { name: 'Label' })).toBeNull()
})

it('keeps a label that was being typed when the page is left', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  fireEvent.click(await screen.findByRole('button', { name: 'Draft' }))
  type('Label', 'First v1.0')
  fireEvent.click(screen.getByRole('link', { name: 'Back to Workflows' }))
  await screen.findByRole('heading', { name: 'Workflows' })
  await waitFor(() => expect(JSON.stringify(core.drafts.get(workflow.id))).toContain('First v1.0'))
  expect(JSON.stringify(core.drafts.get(workflow.id))).toContain('{{steps[\\\"First v1.0\\\"].content}}')
})

it('says where to go where the workflow is gone', async () => {
  const { path } = await renderApp('/workflows/nowhere', createMemoryCore())
  expect(await screen.findByText('There is no workflow here.')).toBeDefined()
  press('Go to Workflows')
  await waitFor(() => expect(path()).toBe('/workflows'))
})

it('begins without a reproach', async () => {
  await renderApp('/workflows/new', createMemoryCore())
  expect(await screen.findByText('No steps yet')).toBeDefined()
})
