import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { allCommands } from '@shared/commands'
import { addWorkflow, DRAFT_AND_EDIT } from '../test-support/example-workflow'
import { freezeRun } from '../test-support/freeze-run'
import { createMemoryCore } from '../test-support/memory-core'
import { doneEvent } from '../test-support/example-events'
import { renderApp } from '../test-support/render-app'
import { ErrorBoundary } from './error-boundary'

const openPalette = async (): Promise<HTMLElement> => {
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  // Its field is there before anything is found.
  await screen.findAllByRole('option')
  return screen.getByRole('dialog', { name: 'Command palette' })
}

describe('the sidebar', () => {
  it('leads to every page', async () => {
    const { path } = await renderApp('/workflows')
    const nav = screen.getByRole('navigation', { name: 'Main' })
    for (const name of ['Runs', 'Templates', 'Usage', 'Settings', 'Workflows']) {
      fireEvent.click(within(nav).getByRole('link', { name }))
      expect(await screen.findByRole('heading', { name, level: 1 })).toBeDefined()
      expect(path()).toBe(`/${name.toLowerCase()}`)
      expect(within(nav).getByRole('link', { name }).getAttribute('aria-current')).toBe('page')
    }
  })

  it('collapses and stays so', async () => {
    const core = createMemoryCore()
    await renderApp('/workflows', core)
    fireEvent.click(await screen.findByRole('button', { name: 'Collapse sidebar' }))
    expect(await screen.findByRole('button', { name: 'Expand sidebar' })).toBeDefined()
    expect(screen.getByRole('link', { name: 'Runs' })).toBeDefined()
    await waitFor(() => expect(core.settings.sidebarCollapsed).toBe(true))
  })

  it('shows what is running now', async () => {
    const core = createMemoryCore()
    const workflow = addWorkflow(core)
    const { connection } = await renderApp('/settings', core)
    const section = screen.getByRole('region', { name: 'Running now' })
    await waitFor(() => expect(section.textContent).toContain('Nothing.'))
    await act(async () => {
      await connection.client.workflows.start({
        source: { kind: 'workflow', workflowId: workflow.id },
        input: 'x',
      })
    })
    expect(await within(section).findByRole('link', { name: /^Running Draft and edit/ })).toBeDefined()
  })

  it('catches up after the connection was lost', async () => {
    const core = createMemoryCore()
    const workflow = addWorkflow(core)
    const { connection } = await renderApp('/settings', core)
    const section = screen.getByRole('region', { name: 'Running now' })
    await waitFor(() => expect(section.textContent).toContain('Nothing.'))
    act(() => connection.lose())
    core.runs.set('run', freezeRun(workflow, 'run', core.now(), 'night shifts'))
    act(() => connection.restore())
    expect(await within(section).findByRole('link', { name: /^Running Draft and edit/ })).toBeDefined()
    act(() => core.emit('run', { type: 'done', scope: 'run', status: 'stopped' }))
    await waitFor(() => expect(section.textContent).toContain('Nothing.'))
  })
})

describe('the theme', () => {
  it('changes at once and is kept', async () => {
    const core = createMemoryCore()
    await renderApp('/settings?section=appearance', core)
    fireEvent.click(await screen.findByRole('radio', { name: 'Dark' }))
    expect(document.documentElement.dataset['theme']).toBe('dark')
    await waitFor(() => expect(core.settings.theme).toBe('dark'))
    fireEvent.click(screen.getByRole('radio', { name: 'System' }))
    expect(document.documentElement.dataset['theme']).toBeUndefined()
  })
})

describe('the command palette', () => {
  /** “Light bulbs” is so old that it is found only when the core is asked for it. */
  async function openAmongMany() {
    const core = createMemoryCore()
    const wanted = addWorkflow(core, { ...DRAFT_AND_EDIT, name: 'Light bulbs' })
    for (let index = 0; index < 10; index++) addWorkflow(core, { ...DRAFT_AND_EDIT, name: `Number ${index}` })
    core.workflows.set(wanted.id, { ...wanted, updatedAt: 1 })
    const { path } = await renderApp('/settings', core)
    const palette = await openPalette()
    await within(palette).findByRole('option', { name: /^Number 0/ })
    return { palette, field: within(palette).getByRole('combobox'), path, wanted: `/workflows/${wanted.id}` }
  }

  it('does what fits best, though Enter was pressed before that was found', async () => {
    const { field, path, wanted } = await openAmongMany()
    fireEvent.change(field, { target: { value: 'light' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    await waitFor(() => expect(path()).toBe(wanted))
    expect(document.documentElement.dataset['theme']).not.toBe('light')
  })

  it('does what is there where Enter is pressed again', async () => {
    const { field, path } = await openAmongMany()
    fireEvent.change(field, { target: { value: 'usage' } })
    fireEvent.keyDown(field, { key: 'Enter' })
    fireEvent.keyDown(field, { key: 'Enter' })
    expect(path()).toBe('/usage')
  })

  it('finds a workflow by its name and opens it', async () => {
    const core = createMemoryCore()
    const workflow = addWorkflow(core)
    const { path } = await renderApp('/usage', core)
    const palette = await openPalette()
    fireEvent.change(within(palette).getByRole('combobox'), { target: { value: 'draft' } })
    await within(palette).findByRole('option', { name: /^Draft and edit/ })
    fireEvent.keyDown(within(palette).getByRole('combobox'), { key: 'Enter' })
    await waitFor(() => expect(path()).toBe(`/workflows/${workflow.id}`))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('reaches pages, templates and actions', async () => {
    const core = createMemoryCore()
    await renderApp('/workflows', core)
    const palette = await openPalette()
    await within(palette).findByRole('option', { name: /Use template Decision Memo/ })
    const names = within(palette)
      .getAllByRole('option')
      .map((option) => option.textContent)
    expect(names).toEqual(
      expect.arrayContaining([expect.stringContaining('Settings'), expect.stringContaining('New workflow')]),
    )
    fireEvent.click(within(palette).getByRole('option', { name: 'Use the dark theme' }))
    await waitFor(() => expect(core.settings.theme).toBe('dark'))
  })

  it('finds letters in their order, marks them, and offers what can be done with a workflow', async () => {
    const core = createMemoryCore()
    addWorkflow(core)
    const { path } = await renderApp('/usage', core)
    const palette = await openPalette()
    fireEvent.change(within(palette).getByRole('combobox'), { target: { value: 'drded' } })
    const option = await within(palette).findByRole('option', { name: /3 steps, never run$/ })
    expect([...option.querySelectorAll('mark')].map(({ textContent }) => textContent)).toEqual([
      'Dr',
      'd',
      'ed',
    ])
    fireEvent.change(within(palette).getByRole('combobox'), { target: { value: 'draft' } })
    for (const name of ['Run Draft and edit', 'Edit Draft and edit', 'Export Draft and edit']) {
      expect(await within(palette).findByRole('option', { name })).toBeDefined()
    }
    fireEvent.change(within(palette).getByRole('combobox'), { target: { value: 'duplicate draft' } })
    fireEvent.click(await within(palette).findByRole('option', { name: /^Duplicate ?Draft and edit$/ }))
    await waitFor(() => expect(core.workflows.size).toBe(2))
    await waitFor(() => expect(path()).toMatch(/^\/workflows\/id-/))
  })

  it('begins with what was used last', async () => {
    const core = createMemoryCore()
    const workflow = addWorkflow(core)
    core.runs.set('run', freezeRun(workflow, 'run', core.now(), 'night shifts'))
    await renderApp('/usage', core)
    const first = await openPalette()
    fireEvent.change(within(first).getByRole('combobox'), { target: { value: 'keyb' } })
    fireEvent.click(await within(first).findByRole('option', { name: 'Keyboard shortcuts' }))
    fireEvent.keyDown(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }), { key: 'Escape' })

    const palette = await openPalette()
    await within(palette).findByRole('option', { name: /^Draft and edit run on “night shifts”/ })
    const recent = within(palette).getByRole('group', { name: 'Recent' })
    const names = within(recent)
      .getAllByRole('option')
      .map((option) => option.querySelector('b')?.textContent)
    expect(names[0]).toBe('Keyboard shortcuts')
    expect(names).toHaveLength(3)
    const actions = within(palette).getByRole('group', { name: 'Actions' })
    expect(within(actions).queryByRole('option', { name: 'Keyboard shortcuts' })).toBeNull()

    // The page that is open is no place to go to.
    fireEvent.click(within(recent).getByRole('option', { name: /run on “night shifts”/ }))
    await screen.findByRole('heading', { name: 'Draft and edit' })
    const again = await openPalette()
    const others = within(await within(again).findByRole('group', { name: 'Recent' })).getAllByRole('option')
    expect(others.map((option) => option.textContent)).not.toContainEqual(expect.stringContaining('run on'))
  })

  it('offers what the page does, the part where the user is before the rest', async () => {
    const core = createMemoryCore()
    const workflow = addWorkflow(core)
    core.runs.set('run', freezeRun(workflow, 'run', core.now(), 'night shifts'))
    await renderApp('/runs/run', core)
    await screen.findByRole('heading', { name: 'Draft and edit' })
    await act(async () => {
      core.emit('run', doneEvent(workflow.steps[0]?.id ?? '', 900, 0, 'Nights are long.'), {
        type: 'paused',
        reason: 'user',
      })
      await Promise.resolve()
    })
    fireEvent.click(await screen.findByRole('button', { name: /^Draft ?, Completed/ }))
    const palette = await openPalette()
    const retry = await within(palette).findByRole('option', { name: 'Retry step Draft' })
    expect(retry.getAttribute('aria-keyshortcuts')).toBe('Shift+R')
    const headings = within(palette)
      .getAllByRole('group')
      .map((group) => group.getAttribute('aria-labelledby'))
      .map((id) => document.getElementById(id ?? '')?.textContent)
    expect(headings.indexOf('This step')).toBeLessThan(headings.indexOf('This run'))
    fireEvent.click(within(palette).getByRole('option', { name: 'Edit output Draft' }))
    expect(await screen.findByRole('textbox', { name: 'Text of Draft' })).toBeDefined()
  })

  it.each(['/workflows', '/templates'])('shows nothing of %s that does not fit', async (path) => {
    const core = createMemoryCore()
    addWorkflow(core)
    await renderApp(path, core)
    await screen.findByRole('button', { name: 'Export' })
    const palette = await openPalette()
    await within(palette).findByRole('option', { name: /^Export several/ })
    await within(palette).findByRole('option', { name: /^Draft and edit/ })
    const headings = within(palette)
      .getAllByRole('group')
      .map((group) => document.getElementById(group.getAttribute('aria-labelledby') ?? '')?.textContent)
    expect(new Set(headings).size).toBe(headings.length)
    fireEvent.change(within(palette).getByRole('combobox'), { target: { value: 'draft and' } })
    await waitFor(() => expect(within(palette).queryByRole('option', { name: /^Export several/ })).toBeNull())
    for (const option of within(palette).getAllByRole('option')) {
      expect(option.textContent).toContain('Draft and edit')
    }
  })

  it('lets template files be chosen, from any page', async () => {
    const { state } = await renderApp('/usage')
    const choose = vi.fn<() => void>()
    act(() => void state.imports.onChoose(choose))
    const palette = await openPalette()
    fireEvent.change(within(palette).getByRole('combobox'), { target: { value: 'import' } })
    fireEvent.click(await within(palette).findByRole('option', { name: 'Import template…' }))
    expect(choose).toHaveBeenCalledOnce()
  })

  it('closes by Escape and leaves the keys of the page alone while it is open', async () => {
    const { path } = await renderApp('/workflows')
    const palette = await openPalette()
    fireEvent.keyDown(document.body, { key: 'n' })
    expect(path()).toBe('/workflows')
    fireEvent.keyDown(palette, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})

describe('the focus', () => {
  it('begins at the top of the window, and stays in the content when its page goes', async () => {
    const { path } = await renderApp('/')
    expect(path()).toBe('/workflows')
    expect(document.activeElement).toBe(document.body)
    fireEvent.keyDown(document.body, { key: 'g' })
    fireEvent.keyDown(document.body, { key: 'u' })
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('main')))
  })
})

describe('shortcuts', () => {
  it('go to a page by two keys, one after the other', async () => {
    const { path } = await renderApp('/workflows')
    fireEvent.keyDown(document.body, { key: 'g' })
    fireEvent.keyDown(document.body, { key: 's' })
    await waitFor(() => expect(path()).toBe('/settings'))
  })

  it('are taken as two keys, whatever the second one does by itself to the row that has the focus', async () => {
    const core = createMemoryCore()
    addWorkflow(core)
    const { path } = await renderApp('/workflows', core)
    const row = await screen.findByRole('link', { name: 'Draft and edit' })
    act(() => row.focus())
    fireEvent.keyDown(row, { key: 'g' })
    fireEvent.keyDown(row, { key: 'r' })
    await waitFor(() => expect(path()).toBe('/runs'))
    expect(screen.queryByRole('dialog')).toBeNull()
  })

  it('leave letters to fields', async () => {
    const core = createMemoryCore()
    addWorkflow(core)
    const { path } = await renderApp('/workflows', core)
    await screen.findByRole('listitem', { name: 'Draft and edit' })
    fireEvent.keyDown(document.body, { key: '/' })
    const field = screen.getByRole('searchbox')
    expect(document.activeElement).toBe(field)
    fireEvent.keyDown(field, { key: 'n' })
    expect(path()).toBe('/workflows')
  })
})

describe('the desktop shell', () => {
  const post = (data: unknown, source: Window | null = window): void =>
    act(() => void window.dispatchEvent(new MessageEvent('message', { data, source })))

  it('shows a page and opens the palette by messages', async () => {
    const { path } = await renderApp('/workflows')
    post({ type: 'baton:navigate', path: '/usage' })
    await waitFor(() => expect(path()).toBe('/usage'))
    post({ type: 'baton:command', command: 'palette' })
    expect(await screen.findByRole('dialog', { name: 'Command palette' })).toBeDefined()
  })

  it('can do from its menu what the page can do everywhere', async () => {
    const { state } = await renderApp('/usage')
    const anywhere = allCommands().filter(({ place }) => place === 'everywhere')
    for (const { id } of anywhere) post({ type: 'baton:command', command: id })
    expect(state.toasts.store.getState().toast).toBeNull()
    expect(state.settings.store.getState().theme).toBe('system')
  })

  it('can do from its menu what the open page offers, and is told where it works otherwise', async () => {
    const core = createMemoryCore()
    const workflow = addWorkflow(core)
    core.runs.set('run', freezeRun(workflow, 'run', core.now(), 'night shifts'))
    await renderApp('/runs/run', core)
    await screen.findByRole('heading', { name: 'Draft and edit' })
    post({ type: 'baton:command', command: 'runAgain' })
    const sheet = await screen.findByRole('dialog', { name: 'Run Draft and edit' })
    fireEvent.keyDown(sheet, { key: 'Escape' })
    post({ type: 'baton:command', command: 'save' })
    expect(await screen.findByText('“Save” can’t be done here. It works in the builder.')).toBeDefined()
    post({ type: 'baton:command', command: 'toString' })
    expect(screen.getByText('“Save” can’t be done here. It works in the builder.')).toBeDefined()
  })

  it('does nothing to the page while a sheet lies over it', async () => {
    const core = createMemoryCore()
    const workflow = addWorkflow(core)
    core.runs.set('run', freezeRun(workflow, 'run', core.now(), 'night shifts'))
    await renderApp('/runs/run', core)
    await screen.findByRole('heading', { name: 'Draft and edit' })
    post({ type: 'baton:command', command: 'runAgain' })
    const sheet = await screen.findByRole('dialog', { name: 'Run Draft and edit' })
    const input = await within(sheet).findByRole('textbox', { name: 'Input' })
    fireEvent.change(input, { target: { value: 'much that was typed' } })
    post({ type: 'baton:command', command: 'runAgain' })
    expect(await screen.findByText('“Run again” can be done when this sheet is closed.')).toBeDefined()
    expect(input.isConnected).toBe(true)
    expect((input as HTMLTextAreaElement).value).toBe('much that was typed')
  })

  it('is told that nothing of the page can be done while a sheet lies over it', async () => {
    const core = createMemoryCore()
    const workflow = addWorkflow(core)
    core.runs.set('run', freezeRun(workflow, 'run', core.now(), 'night shifts'))
    const { connection } = await renderApp('/runs/run', core)
    await screen.findByRole('heading', { name: 'Draft and edit' })
    const offer = vi.spyOn(connection.host, 'offer')
    post({ type: 'baton:command', command: 'runAgain' })
    const sheet = await screen.findByRole('dialog', { name: 'Run Draft and edit' })
    await waitFor(() => expect(offer).toHaveBeenLastCalledWith([]))
    fireEvent.keyDown(sheet, { key: 'Escape' })
    await waitFor(() => expect(offer.mock.lastCall?.[0]).toContain('runAgain'))
    expect(offer, 'told when it changes, and not again').toHaveBeenCalledTimes(2)
  })

  it('is not impersonated by other windows, and leads nowhere else', async () => {
    const { path } = await renderApp('/workflows')
    post({ type: 'baton:navigate', path: '/usage' }, null)
    post({ type: 'baton:navigate', path: '//example.com' })
    post({ type: 'baton:navigate', path: 'https://example.com' })
    expect(path()).toBe('/workflows')
  })
})

describe('a toast', () => {
  it('goes after six seconds, but not while somebody is about to press it', async () => {
    const { state } = await renderApp('/settings')
    vi.useFakeTimers()
    act(() => state.toasts.show({ message: 'Deleted', undo: () => {} }))
    const undo = screen.getByRole('button', { name: 'Undo' })
    fireEvent.focus(undo)
    act(() => void vi.advanceTimersByTime(20_000))
    expect(screen.getByText('Deleted')).toBeDefined()
    fireEvent.blur(undo)
    act(() => void vi.advanceTimersByTime(6_100))
    expect(screen.queryByText('Deleted')).toBeNull()
    vi.useRealTimers()
  })
})

describe('an undo that fails', () => {
  it('is told where it was asked for, and can be tried again', async () => {
    const { state, connection } = await renderApp('/settings')
    const undone: string[] = []
    const undo = async (): Promise<void> => {
      await connection.client.settings.get()
      undone.push('Deleted')
    }
    act(() => state.toasts.show({ message: 'Deleted', undo }))
    act(() => connection.lose())
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
    expect(await screen.findByText(/^That was not undone: Baton/)).toBeDefined()
    act(() => connection.restore())
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(undone).toEqual(['Deleted']))
    expect(screen.queryByText(/^That was not undone/)).toBeNull()
  })
})

describe('a page that breaks', () => {
  it('says what that means and offers a way on', () => {
    const silence = vi.spyOn(console, 'error').mockImplementation(() => {})
    const Broken = (): never => {
      throw new Error('Cannot read properties of undefined')
    }
    const view = render(
      <ErrorBoundary resetOn="/one">
        <Broken />
      </ErrorBoundary>,
    )
    expect(screen.getByRole('alert').textContent).toContain('workflows and outputs are stored')
    expect(screen.getByRole('button', { name: 'Load again' })).toBeDefined()
    view.rerender(
      <ErrorBoundary resetOn="/two">
        <p>Another page</p>
      </ErrorBoundary>,
    )
    expect(screen.getByText('Another page')).toBeDefined()
    silence.mockRestore()
  })
})
