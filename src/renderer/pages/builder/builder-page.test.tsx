import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { addWorkflow } from '../../test-support/example-workflow'
import { createMemoryCore, type MemoryCore } from '../../test-support/memory-core'
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
  await waitFor(() => expect(path()).toMatch(/^\/workflows\/[0-9a-f-]{36}$/))
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
  await waitFor(() => expect(path()).toMatch(/^\/workflows\/[0-9a-f-]{36}$/))
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
  const notice = (await screen.findByText(/was saved elsewhere/)).closest('[role="note"]')
  expect(core.workflows.get(workflow.id)?.name).toBe('Theirs')
  // Who saves far below sees why nothing was saved; again and again.
  for (const button of ['Save', 'Run']) {
    await waitFor(() => expect(document.activeElement).toBe(notice?.parentElement))
    act(() => screen.getByRole('button', { name: button }).focus())
    press(button)
  }
  await waitFor(() => expect(document.activeElement).toBe(notice?.parentElement))
  press('Keep mine')
  await waitFor(() => expect(screen.queryByText(/was saved elsewhere/)).toBeNull())
  press('Save')
  await waitFor(() => expect(core.workflows.get(workflow.id)?.name).toBe('Mine'))
})

it('shows why it could not be saved, wherever the user is', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  await renderApp(`/workflows/${workflow.id}`, core)
  await screen.findByRole('textbox', { name: 'Name' })
  type('Name', '')
  press('Save')
  const alert = await screen.findByRole('alert')
  await waitFor(() => expect(document.activeElement).toBe(alert.parentElement))
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
  await choose(/^Add step: Review$/)
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

const step = (label: string, prompt: string) => ({ label, prompt, stepType: 'generate' as const })

it('says in words what a step reads, and who reads it', async () => {
  const core = createMemoryCore()
  const steps = [
    step('A', '{{input}}'),
    step('B', '{{steps.A.content}}'),
    step('C', '{{steps.A.content}} {{steps.B.content}}'),
  ]
  const workflow = addWorkflow(core, { name: 'Three', steps })
  await renderApp(`/workflows/${workflow.id}`, core)
  const says = (name: string, description: string) =>
    expect(screen.getByRole('button', { name, description })).toBeDefined()
  await screen.findByRole('button', { name: 'A' })
  says('A', 'Step 1. Read by steps 2 and 3.')
  says('C', 'Step 3. Reads steps 1 and 2.')
})

describe('references that would mean another step', () => {
  const prompts = (core: MemoryCore): (string | undefined)[] =>
    [...core.workflows.values()].flatMap(({ steps }) => steps.map(({ prompt }) => prompt))

  /** B was renamed to the label of A, which C reads. */
  async function openQuestion() {
    const core = createMemoryCore()
    const steps = [step('A', 'one'), step('B', 'two'), step('C', '{{steps.A.content}}')]
    const workflow = addWorkflow(core, { name: 'Three', steps })
    await renderApp(`/workflows/${workflow.id}`, core)
    fireEvent.click(await screen.findByRole('button', { name: 'B' }))
    type('Label', 'A')
    fireEvent.blur(screen.getByRole('textbox', { name: 'Label' }))
    const question = () =>
      screen.findByRole('alertdialog', { name: 'A reference means another step than it did' })
    const isStored = () => expect(core.workflows.get(workflow.id)?.steps[1]?.label).not.toBe('B')
    return { core, question, isStored }
  }

  it('are asked about before they are saved, and mean what they meant if that is wanted', async () => {
    const { core, question, isStored } = await openQuestion()
    press('Save')
    expect((await question()).textContent).toContain('meant step 1, "A", and would now mean step 2, "A"')
    expect(core.workflows.values().next().value?.steps[1]?.label).toBe('B')
    press('Keep what it meant')
    await waitFor(isStored)
    expect(labels()).toEqual(['A', 'A 2', 'C'])
    expect(prompts(core)[2]).toBe('{{steps.A.content}}')
    expect(screen.getByText('No problems')).toBeDefined()
  })

  it('mean the other step where that is right, and the run goes on', async () => {
    const { core, question, isStored } = await openQuestion()
    press('Run')
    await question()
    press('Let it mean the new one')
    await waitFor(isStored)
    expect(prompts(core)[2]).toBe('{{steps.A.content}}')
    expect(await screen.findByRole('dialog', { name: 'Run Three' })).toBeDefined()
  })

  it('are neither saved nor run where the user goes back', async () => {
    const { core, question } = await openQuestion()
    press('Run')
    await question()
    press('Cancel')
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
    expect(core.workflows.values().next().value?.steps[1]?.label).toBe('B')
    expect(screen.queryByRole('dialog')).toBeNull()
    expect(screen.getByText('1 problem', { selector: 'button' })).toBeDefined()
  })

  it('are asked about before they go into a template', async () => {
    const { question } = await openQuestion()
    fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
    fireEvent.click(await screen.findByRole('option', { name: /^Save as template/ }))
    await question()
    press('Keep what it meant')
    expect(await screen.findByRole('dialog', { name: 'Save as template' })).toBeDefined()
  })
})

it('keeps what was typed while the core was away, as soon as it is back', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  const { connection } = await renderApp(`/workflows/${workflow.id}`, core)
  await screen.findByRole('textbox', { name: 'Name' })
  act(() => connection.lose())
  type('Name', 'Typed while away')
  expect(await screen.findByText('Unsaved changes are not being kept at the moment.')).toBeDefined()
  expect(screen.getByText('Unsaved changes, not kept yet')).toBeDefined()
  act(() => connection.restore())
  await waitFor(() =>
    expect(JSON.stringify(core.drafts.get(workflow.id)?.content)).toContain('Typed while away'),
  )
  await waitFor(() =>
    expect(screen.queryByText('Unsaved changes are not being kept at the moment.')).toBeNull(),
  )
})

it('says where to go where the workflow is gone', async () => {
  const { path } = await renderApp('/workflows/nowhere', createMemoryCore())
  expect(await screen.findByText('There is no workflow here.')).toBeDefined()
  press('Go to Workflows')
  await waitFor(() => expect(path()).toBe('/workflows'))
})

it('brings back what was deleted, with what was not saved of it', async () => {
  const core = createMemoryCore()
  const workflow = addWorkflow(core)
  core.workflows.delete(workflow.id)
  core.deletedWorkflows.set(workflow.id, workflow)
  const content = { workflow: { ...workflow, name: 'From yesterday' } }
  core.drafts.set(workflow.id, {
    content: JSON.parse(JSON.stringify(content)),
    basedOn: workflow.updatedAt,
    updatedAt: 5,
  })
  await renderApp(`/workflows/${workflow.id}`, core)
  expect(await screen.findByText('“Draft and edit” was deleted.')).toBeDefined()
  expect(screen.getByText(/Your unsaved changes of it are kept/)).toBeDefined()
  press('Bring it back')
  const name = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Name' })
  expect(name.value).toBe('From yesterday')
  expect(screen.queryByRole('note')).toBeNull()
})

it('begins without a reproach', async () => {
  await renderApp('/workflows/new', createMemoryCore())
  expect(await screen.findByText('No steps yet')).toBeDefined()
  // What the core said of the empty page is not held against the first step.
  press('Generate')
  expect(screen.getByText('No problems')).toBeDefined()
})
