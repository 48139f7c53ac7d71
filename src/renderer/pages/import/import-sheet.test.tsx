import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { expect, it } from 'vitest'
import { renderApp } from '../../test-support/render-app'

const file = (name: string) =>
  JSON.stringify({ format: 'baton/1', name, steps: [{ label: 'Draft', stepType: 'generate', prompt: 'go' }] })

/** As the desktop app does when a file is opened with it. */
async function openFile(fileName: string, text: string): Promise<HTMLElement> {
  await act(() => openFileBehind(fileName, text))
  return screen.findByRole('dialog', { name: `Import ${fileName}` })
}

/** The same, where others are being looked at. */
function openFileBehind(fileName: string, text: string): Promise<void> {
  const data = { type: 'baton:open-template', fileName, text }
  window.dispatchEvent(new MessageEvent('message', { data, source: window }))
  return Promise.resolve()
}

it('shows what a file would add, and adds it when the user says so', async () => {
  const { client } = (await renderApp('/workflows')).connection
  const sheet = await openFile('mine.baton.json', file('My chain'))
  expect(await within(sheet).findByRole('heading', { name: 'My chain' })).toBeDefined()
  expect(within(sheet).getByText('Draft')).toBeDefined()
  expect((await client.templates.list()).some(({ name }) => name === 'My chain')).toBe(false)

  fireEvent.click(within(sheet).getByRole('button', { name: 'Add to templates' }))
  expect(await screen.findByRole('heading', { name: 'Templates', level: 1 })).toBeDefined()
  expect((await client.templates.list()).some(({ name }) => name === 'My chain')).toBe(true)
})

it('says what is wrong with a bad file, and can’t add it', async () => {
  const { client } = (await renderApp('/workflows')).connection
  const sheet = await openFile('bad.baton.json', '{"format": "baton/9"}')
  expect(await within(sheet).findByRole('alert')).toBeDefined()
  expect(within(sheet).getByRole('button', { name: 'Add to templates' }).getAttribute('aria-disabled')).toBe(
    'true',
  )
  fireEvent.click(within(sheet).getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect((await client.templates.list()).every(({ source }) => source === 'built-in')).toBe(true)
})

it('imports all that can be, and offers nothing for those that can’t', async () => {
  const { client } = (await renderApp('/workflows')).connection
  await openFile('bad.baton.json', '{"format": "baton/9"}')
  await act(() => openFileBehind('good.baton.json', file('Good')))
  await act(() => openFileBehind('worse.baton.json', '{'))
  const sheet = screen.getByRole('dialog', { name: 'Import bad.baton.json' })
  fireEvent.click(await within(sheet).findByRole('button', { name: 'Import all 3' }))
  await within(sheet).findByText('2 of 3')
  expect((await client.templates.list()).some(({ name }) => name === 'Good')).toBe(true)
  expect(within(sheet).queryByRole('button', { name: /Import all/ })).toBeNull()
  fireEvent.click(within(sheet).getByRole('button', { name: 'Skip' }))
  expect(await screen.findByRole('dialog', { name: 'Import worse.baton.json' })).toBeDefined()
})
