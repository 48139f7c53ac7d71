import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { addWorkflow } from '../test-support/example-workflow'
import { createMemoryCore } from '../test-support/memory-core'
import { renderApp } from '../test-support/render-app'
import { shortcutGroups } from './shortcut-sheet'

const press = (key: string, target: Element = document.body): void =>
  void fireEvent.keyDown(target, { key, shiftKey: key === '?' })

describe('the sheet of shortcuts', () => {
  it('opens by its key, but not while something is typed', async () => {
    const core = createMemoryCore()
    addWorkflow(core)
    await renderApp('/workflows', core)
    await screen.findByRole('listitem', { name: 'Draft and edit' })
    press('?', screen.getByRole('searchbox'))
    expect(screen.queryByRole('dialog')).toBeNull()
    press('?')
    const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    expect(
      within(sheet)
        .getAllByRole('heading', { level: 3 })
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Everywhere',
      'In a list',
      'In the builder',
      'On a run',
      'At an open gate',
      'While a text is edited',
      'In a sheet or dialog',
      'While a message offers it',
    ])
    const row = within(sheet).getByText('Go to Runs').closest('div')
    expect(row?.textContent).toContain('G then R')
    fireEvent.keyDown(sheet, { key: 'Escape' })
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })

  it('is found in the sidebar, and leads on to the prompt language', async () => {
    await renderApp('/usage')
    fireEvent.keyDown(screen.getByRole('button', { name: 'Help' }), { key: 'Enter' })
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Keyboard shortcuts' }))
    const sheet = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })
    fireEvent.click(within(sheet).getByRole('button', { name: 'Prompt language' }))
    const language = await screen.findByRole('dialog', { name: 'Prompt language' })
    expect(language.textContent).toContain('{{steps.Research.content}}')
    expect(language.textContent).toContain('By an unknown author')
    expect(screen.queryByRole('dialog', { name: 'Keyboard shortcuts' })).toBeNull()
  })

  it('tells the keys of the menu on the desktop only', () => {
    const all = (onDesktop: boolean) =>
      shortcutGroups(onDesktop).flatMap(({ shortcuts }) => shortcuts.flatMap(({ keys }) => keys))
    expect(all(true)).toContain('mod+n')
    expect(all(false)).not.toContain('mod+n')
    expect(all(false)).toContain('mod+y')
  })
})
