import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { createMemoryCore } from '../../test-support/memory-core'
import { renderApp } from '../../test-support/render-app'

describe('the settings', () => {
  it('open with the connections, and lead to their other sections', async () => {
    await renderApp('/settings')
    expect(await screen.findByRole('heading', { name: 'Connections' })).toBeDefined()
    const sections = screen.getByRole('navigation', { name: 'Settings' })
    for (const name of ['Defaults', 'Data', 'Appearance']) {
      fireEvent.click(within(sections).getByRole('link', { name }))
      expect(await screen.findByRole('heading', { name, level: 2 })).toBeDefined()
      expect(within(sections).getByRole('link', { current: 'page' }).textContent).toBe(name)
    }
  })

  it('know how a connection was tested when the user has looked at another section', async () => {
    await renderApp('/settings')
    const demo = () => screen.findByRole('listitem', { name: 'demo' })
    fireEvent.click(within(await demo()).getByRole('button', { name: 'Test connection' }))
    await waitFor(async () => expect((await demo()).textContent).toContain('Works'))
    fireEvent.click(screen.getByRole('link', { name: 'Defaults' }))
    await screen.findByRole('heading', { name: 'Defaults' })
    fireEvent.click(screen.getByRole('link', { name: 'Connections' }))
    expect((await demo()).textContent).toContain('Works')
  })

  it('keep what new workflows start with', async () => {
    const core = createMemoryCore()
    await renderApp('/settings?section=defaults', core)
    fireEvent.change(await screen.findByLabelText('US dollars'), { target: { value: '2.5' } })
    fireEvent.change(screen.getByLabelText('At a time'), { target: { value: '8' } })
    fireEvent.click(screen.getByRole('switch', { name: 'Reuse outputs' }))
    await waitFor(() =>
      expect(core.settings).toMatchObject({
        defaultBudgetUsd: 2.5,
        defaultConcurrency: 8,
        defaultReuse: true,
      }),
    )
    fireEvent.change(await screen.findByLabelText('Connection'), { target: { value: 'demo' } })
    await waitFor(() => expect(core.settings.defaultConnection).toBe('demo'))
  })

  it('show the default connection also while it is not in the list', async () => {
    const core = createMemoryCore()
    core.settings = { ...core.settings, defaultConnection: 'Renamed elsewhere' }
    await renderApp('/settings?section=defaults', core)
    expect(await screen.findByLabelText('Connection')).toHaveProperty('value', 'Renamed elsewhere')
  })

  it('overwrite nothing that another window has set, and show it', async () => {
    const core = createMemoryCore()
    await renderApp('/settings?section=defaults', core)
    await screen.findByLabelText('US dollars')
    core.settings = { ...core.settings, defaultBudgetUsd: 9, updatedAt: 5 }
    fireEvent.change(screen.getByLabelText('US dollars'), { target: { value: '2' } })
    expect((await screen.findByRole('note')).textContent).toContain('Budget of a run')
    await waitFor(() => expect(screen.getByLabelText('US dollars')).toHaveProperty('value', '9'))
    expect(core.settings.defaultBudgetUsd).toBe(9)
    fireEvent.change(screen.getByLabelText('US dollars'), { target: { value: '2' } })
    await waitFor(() => expect(core.settings.defaultBudgetUsd).toBe(2))
    await waitFor(() => expect(screen.queryByRole('note')).toBeNull())
  })

  it('back up, and ask before a backup is put back', async () => {
    const core = createMemoryCore()
    await renderApp('/settings?section=data', core)
    expect(await screen.findByText(/There is no backup yet/)).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Back up now' }))
    const backup = await screen.findByRole('listitem', { name: /^Backup of today/ })
    fireEvent.click(within(backup).getByRole('button', { name: 'Restore…' }))
    const dialog = await screen.findByRole('alertdialog')
    expect(dialog.textContent).toContain('what was made since is no longer shown')
    fireEvent.click(within(dialog).getByRole('button', { name: 'Put backup back' }))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('Nothing has changed.')
    expect(alert.textContent).toContain('Another process has the database open.')
  })

  it('offer the newest backup after the database was damaged, on every page until it is read', async () => {
    const core = createMemoryCore()
    core.corruptDatabaseMovedTo = '/data/baton.db.damaged-1'
    core.backups = [{ name: 'newest.db', bytes: 1, createdAt: Date.now(), reason: 'daily' }]
    await renderApp('/runs', core)
    expect(await screen.findByText(/The database was damaged/)).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Show backups' }))
    const alert = await screen.findByRole('alert')
    expect(alert.textContent).toContain('/data/baton.db.damaged-1')
    expect(screen.queryByRole('button', { name: 'Show backups' })).toBeNull()
    fireEvent.click(within(alert).getByRole('button', { name: /^Restore the backup of today/ }))
    expect(await screen.findByRole('alertdialog', { name: /^Put back the backup of today/ })).toBeDefined()
    fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
    fireEvent.click(screen.getByRole('link', { name: 'Runs' }))
    fireEvent.click(await screen.findByRole('button', { name: 'Not now' }))
    expect(screen.queryByText(/The database was damaged/)).toBeNull()
  })
})
