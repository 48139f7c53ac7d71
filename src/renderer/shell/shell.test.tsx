import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { addWorkflow } from '../test-support/example-workflow'
import { createMemoryCore } from '../test-support/memory-core'
import { renderApp } from '../test-support/render-app'
import { ErrorBoundary } from './error-boundary'

const openPalette = async (): Promise<HTMLElement> => {
  fireEvent.keyDown(document.body, { key: 'k', ctrlKey: true })
  return screen.findByRole('dialog', { name: 'Command palette' })
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
    const { connection, state } = await renderApp('/settings', core)
    const section = screen.getByRole('region', { name: 'Running now' })
    await waitFor(() => expect(section.textContent).toContain('Nothing.'))
    await act(async () => {
      await connection.client.workflows.start({
        source: { kind: 'workflow', workflowId: workflow.id },
        input: 'x',
      })
      state.runningNow.refresh()
    })
    expect(await within(section).findByRole('link', { name: /^Running Draft and edit/ })).toBeDefined()
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

  it('closes by Escape and leaves the keys of the page alone while it is open', async () => {
    const { path } = await renderApp('/workflows')
    const palette = await openPalette()
    fireEvent.keyDown(document.body, { key: 'n' })
    expect(path()).toBe('/workflows')
    fireEvent.keyDown(palette, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})

describe('shortcuts', () => {
  it('go to a page by two keys, one after the other', async () => {
    const { path } = await renderApp('/workflows')
    fireEvent.keyDown(document.body, { key: 'g' })
    fireEvent.keyDown(document.body, { key: 's' })
    await waitFor(() => expect(path()).toBe('/settings'))
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
