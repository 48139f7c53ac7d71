import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { addWorkflow, DRAFT_AND_EDIT } from '../../test-support/example-workflow'
import { createMemoryCore } from '../../test-support/memory-core'
import { renderApp } from '../../test-support/render-app'

const named = (name: string) => ({ ...DRAFT_AND_EDIT, name })

async function openMenu(row: HTMLElement): Promise<void> {
  fireEvent.keyDown(within(row).getByRole('button', { name: 'More' }), { key: 'Enter' })
  await screen.findByRole('menu')
}

describe('the list of workflows', () => {
  it('shows name, description, steps and last run of each', async () => {
    const core = createMemoryCore()
    const workflow = addWorkflow(core)
    const { connection } = await renderApp('/workflows', core)
    expect(await screen.findByRole('heading', { name: 'Workflows' })).toBeDefined()
    const row = await screen.findByRole('listitem', { name: 'Draft and edit' })
    expect(row.textContent).toContain('Writes, waits for you, and edits')
    expect(row.textContent).toContain('3 steps')
    expect(row.textContent).toContain('Never run')

    await act(async () => {
      await connection.client.workflows.start({
        source: { kind: 'workflow', workflowId: workflow.id },
        input: 'x',
      })
    })
    await waitFor(() => expect(row.textContent).toContain('Running'))
  })

  it('tells the labels of the steps when the count has the focus', async () => {
    const core = createMemoryCore()
    addWorkflow(core)
    await renderApp('/workflows', core)
    const count = await screen.findByRole('button', { name: '3 steps' })
    act(() => count.focus())
    expect((await screen.findByRole('tooltip')).textContent).toBe('1Draft2Check3Edit')
  })

  it('finds by what is typed', async () => {
    const core = createMemoryCore()
    addWorkflow(core, named('Release notes'))
    addWorkflow(core, named('Tender response'))
    await renderApp('/workflows', core)
    await screen.findByRole('listitem', { name: 'Release notes' })
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search workflows' }), {
      target: { value: 'tender' },
    })
    await waitFor(() => expect(screen.queryByRole('listitem', { name: 'Release notes' })).toBeNull())
    expect(screen.getByRole('listitem', { name: 'Tender response' })).toBeDefined()
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'nothing like it' } })
    fireEvent.click(await screen.findByRole('button', { name: 'Show all' }))
    expect(await screen.findByRole('listitem', { name: 'Release notes' })).toBeDefined()
  })

  it('deletes with Undo, without asking', async () => {
    const core = createMemoryCore()
    addWorkflow(core, named('Release notes'))
    addWorkflow(core, named('Tender response'))
    await renderApp('/workflows', core)
    await openMenu(await screen.findByRole('listitem', { name: 'Release notes' }))
    fireEvent.click(screen.getByRole('menuitem', { name: 'Delete' }))
    await waitFor(() => expect(screen.queryByRole('listitem', { name: 'Release notes' })).toBeNull())
    expect(core.workflows.size).toBe(1)
    expect(screen.getByText('“Release notes” deleted')).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(await screen.findByRole('listitem', { name: 'Release notes' })).toBeDefined()
  })

  it('shows in place what could not be done', async () => {
    const core = createMemoryCore()
    const workflow = addWorkflow(core)
    await renderApp('/workflows', core)
    await openMenu(await screen.findByRole('listitem', { name: 'Draft and edit' }))
    core.workflows.set(workflow.id, { ...workflow, updatedAt: workflow.updatedAt + 9 })
    fireEvent.click(screen.getByRole('menuitem', { name: 'Delete' }))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('“Draft and edit” could not be deleted.')
    expect(alert.textContent).toContain('It was changed meanwhile.')
  })

  it('duplicates', async () => {
    const core = createMemoryCore()
    addWorkflow(core)
    await renderApp('/workflows', core)
    await openMenu(await screen.findByRole('listitem', { name: 'Draft and edit' }))
    fireEvent.click(screen.getByRole('menuitem', { name: 'Duplicate' }))
    expect(await screen.findByRole('listitem', { name: 'Draft and edit copy' })).toBeDefined()
  })

  it('is gone through with the arrow keys, and R runs', async () => {
    const core = createMemoryCore(() => 1_000)
    addWorkflow(core, named('First'))
    addWorkflow(core, named('Second'))
    await renderApp('/workflows', core)
    const [first, second] = await screen.findAllByRole('listitem', { name: /First|Second/ })
    fireEvent.keyDown(document.body, { key: 'ArrowDown' })
    expect(first?.contains(document.activeElement)).toBe(true)
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' })
    expect(second?.contains(document.activeElement)).toBe(true)
    fireEvent.keyDown(document.activeElement!, { key: 'r' })
    expect(await screen.findByRole('dialog', { name: /^Run (First|Second)$/ })).toBeDefined()
  })

  it('loses a row by its key, with a way back, and keeps the focus', async () => {
    const core = createMemoryCore()
    addWorkflow(core, named('First'))
    addWorkflow(core, named('Second'))
    await renderApp('/workflows', core)
    await screen.findAllByRole('listitem', { name: /First|Second/ })
    fireEvent.keyDown(document.body, { key: 'ArrowDown' })
    const name = document.activeElement?.textContent ?? ''
    fireEvent.keyDown(document.activeElement!, { key: 'Delete' })
    await waitFor(() => expect(screen.queryByRole('listitem', { name })).toBeNull())
    expect(document.activeElement?.textContent).toBe(name === 'First' ? 'Second' : 'First')
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(await screen.findByRole('listitem', { name })).toBeDefined()
  })

  it('renders only the rows in view of thousands', async () => {
    const core = createMemoryCore()
    for (let index = 0; index < 3_000; index++) addWorkflow(core, named(`Workflow ${index}`))
    await renderApp('/workflows', core)
    expect(await screen.findByText(/3,000 workflows/)).toBeDefined()
    const rows = screen.getAllByRole('listitem').filter((row) => row.hasAttribute('aria-posinset'))
    expect(rows.length).toBeLessThan(40)
    expect(rows[0]?.getAttribute('aria-setsize')).toBe('3000')
  })
})

describe('where there is no workflow yet', () => {
  it('goes from a template to a run with its example, and keeps the workflow', async () => {
    const core = createMemoryCore()
    const { path } = await renderApp('/workflows', core)
    const item = await screen.findByRole('listitem', { name: 'Decision Memo' })
    fireEvent.click(within(item).getByRole('button', { name: 'Run' }))
    const sheet = await screen.findByRole('dialog', { name: 'Run Decision Memo' })
    const input = await within(sheet).findByRole('textbox', { name: 'Input' })
    expect((input as HTMLTextAreaElement).value).toContain('Notes, search sync, Tuesday.')
    expect(document.activeElement).toBe(input)
    fireEvent.click(within(sheet).getByRole('button', { name: 'Run' }))
    await waitFor(() => expect(path()).toMatch(/^\/runs\//))
    expect([...core.workflows.values()].map((workflow) => workflow.name)).toEqual(['Decision Memo'])
    expect([...core.runs.values()][0]?.input).toContain('Notes, search sync, Tuesday.')
  })

  it('opens a template as a workflow of the user’s own', async () => {
    const core = createMemoryCore()
    const { path } = await renderApp('/workflows', core)
    const item = await screen.findByRole('listitem', { name: 'Deep Build Pipeline' })
    fireEvent.click(within(item).getByRole('button', { name: 'Open' }))
    await waitFor(() => expect(path()).toMatch(/^\/workflows\/id-/))
  })
})
