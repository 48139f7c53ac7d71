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
    expect((await screen.findByRole('alert')).textContent).toContain('Nothing has changed.')
  })
})
