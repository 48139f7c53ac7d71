import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { addWorkflow } from '../../test-support/example-workflow'
import { createMemoryCore } from '../../test-support/memory-core'
import { renderApp } from '../../test-support/render-app'

const type = (name: string, value: string, within_ = document.body): void =>
  void fireEvent.change(within(within_).getByRole('textbox', { name }), { target: { value } })

it('makes a new workflow, saves it and runs it', async () => {
  const core = createMemoryCore()
  const { path } = await renderApp('/workflows/new', core)
  fireEvent.click(await screen.findByRole('button', { name: 'Generate' }))
  type('Name', 'Night notes')
  type('Prompt', 'Write about {{input}}.', screen.getByRole('listitem', { name: 'Generate' }))
  fireEvent.click(screen.getByRole('button', { name: 'Review' }))
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(path()).toMatch(/^\/workflows\/id-/))
  const [saved] = core.workflows.values()
  expect(saved).toMatchObject({
    name: 'Night notes',
    steps: [
      { label: 'Generate', prompt: 'Write about {{input}}.' },
      { label: 'Review', prompt: '{{steps.Generate.content}}' },
    ],
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Run' }))
  expect(await screen.findByRole('dialog', { name: 'Run Night notes' })).toBeDefined()
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
  core.drafts.set(workflow.id, { content: JSON.parse(JSON.stringify(content)), basedOn: 0, updatedAt: 5 })
  await renderApp(`/workflows/${workflow.id}`, core)
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' })
  expect(name.value).toBe('From yesterday')
  fireEvent.click(screen.getByRole('button', { name: 'Discard…' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Discard changes' }))
  expect(name.value).toBe('Draft and edit')
  await waitFor(() => expect(core.drafts.size).toBe(0))
})

it('moves, renames and deletes steps, and references follow a new name', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  const draft = await screen.findByRole('listitem', { name: 'Draft' })
  const label = within(draft).getByRole('textbox', { name: 'Label' })
  fireEvent.change(label, { target: { value: 'First draft' } })
  fireEvent.blur(label)
  fireEvent.click(screen.getByRole('button', { name: 'Move Edit up' }))
  const labels = screen
    .getAllByRole('textbox', { name: 'Label' })
    .map((field) => (field as HTMLInputElement).value)
  expect(labels).toEqual(['First draft', 'Edit', 'Check'])
  const check = screen.getByRole('listitem', { name: 'Check' })
  expect(within(check).getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' }).value).toBe(
    '{{steps.First draft.content}}',
  )
  fireEvent.click(
    within(screen.getByRole('listitem', { name: 'Edit' })).getByRole('button', { name: 'Delete step' }),
  )
  fireEvent.keyDown(document.body, { key: 's', ctrlKey: true })
  await waitFor(() => expect(core.workflows.get(workflow.id)?.steps).toHaveLength(2))
})

it('says so when somebody else saved meanwhile', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  await screen.findByRole('textbox', { name: 'Name' })
  type('Name', 'Mine')
  core.workflows.set(workflow.id, { ...workflow, name: 'Theirs', updatedAt: workflow.updatedAt + 1 })
  fireEvent.click(screen.getByRole('button', { name: 'Save' }))
  expect((await screen.findByRole('alert')).textContent).toContain('The workflow was not saved.')
  expect(core.workflows.get(workflow.id)?.name).toBe('Theirs')
})
