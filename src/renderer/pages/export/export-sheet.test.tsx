import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { describe, expect, it, vi } from 'vitest'
import { addWorkflow, DRAFT_AND_EDIT } from '../../test-support/example-workflow'
import { createMemoryCore } from '../../test-support/memory-core'
import { renderApp } from '../../test-support/render-app'

async function openSheet() {
  const core = createMemoryCore()
  for (const name of ['Release notes', 'Tender response', 'Weekly watch']) {
    addWorkflow(core, { ...DRAFT_AND_EDIT, name })
  }
  const { connection } = await renderApp('/workflows', core)
  const keepFiles = vi.fn<typeof connection.host.keepFiles>(() =>
    Promise.resolve({ folder: '/home/me/Mine' }),
  )
  connection.host.keepFiles = keepFiles
  fireEvent.click(await screen.findByRole('button', { name: 'Export' }))
  const sheet = await screen.findByRole('dialog', { name: 'Export workflows' })
  await within(sheet).findByRole('checkbox', { name: 'Weekly watch' })
  const tick = (name: string): void => void fireEvent.click(within(sheet).getByRole('checkbox', { name }))
  const press = (name: string): void => void fireEvent.click(within(sheet).getByRole('button', { name }))
  const kept = () => keepFiles.mock.calls.map(([files]) => files.map(({ fileName }) => fileName).sort())
  return { core, sheet, tick, press, kept, keepFiles }
}

describe('the sheet that exports several', () => {
  it('gives what is ticked to be kept, and says where it is', async () => {
    const { sheet, tick, press, kept } = await openSheet()
    tick('Weekly watch')
    tick('Release notes')
    tick('Tender response')
    tick('Tender response')
    press('Save 2 files')
    expect(await screen.findByText('2 files saved in “Mine”')).toBeDefined()
    expect(sheet.isConnected).toBe(false)
    expect(kept()).toEqual([['Release notes.baton.json', 'Weekly watch.baton.json']])
  })

  it('stays as it is when the user chose no folder', async () => {
    const { sheet, press, kept, keepFiles } = await openSheet()
    keepFiles.mockResolvedValue(null)
    press('Choose all')
    fireEvent.click(await within(sheet).findByRole('button', { name: 'Save 3 files' }))
    await waitFor(() => expect(kept()).toHaveLength(1))
    expect(await within(sheet).findByRole('button', { name: 'Save 3 files' })).toBeDefined()
    expect(within(sheet).getByText('3 chosen')).toBeDefined()
  })

  it('says what was deleted meanwhile, and leaves the decision on the others to the user', async () => {
    const { core, sheet, press, kept } = await openSheet()
    press('Choose all')
    await within(sheet).findByText('3 chosen')
    const tender = [...core.workflows.values()].find(({ name }) => name === 'Tender response')
    core.workflows.delete(tender?.id ?? '')
    press('Save 3 files')
    expect(await within(sheet).findByText('“Tender response” was deleted meanwhile.')).toBeDefined()
    expect(kept()).toEqual([])
    await waitFor(() => expect(within(sheet).queryByRole('checkbox', { name: 'Tender response' })).toBeNull())
    press('Save 2 files')
    await waitFor(() => expect(kept()).toEqual([['Release notes.baton.json', 'Weekly watch.baton.json']]))
  })
})
