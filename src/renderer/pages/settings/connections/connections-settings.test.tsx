import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import type { ConnectionView } from '@shared/contract'
import { describe, expect, it } from 'vitest'
import { createMemoryCore } from '../../../test-support/memory-core'
import { renderApp } from '../../../test-support/render-app'
import { canaryKey } from '../../../../../test/support/canary-keys'

const OPENAI: ConnectionView = {
  name: 'OpenAI',
  kind: 'openai',
  source: 'stored',
  origin: 'https://api.openai.com',
  key: { needed: true, set: true, endsIn: '4F2a', storedIn: 'keychain' },
  isDefault: false,
  updatedAt: 1,
}

function coreWith(...connections: ConnectionView[]) {
  const core = createMemoryCore()
  core.connections = [...connections, ...core.connections]
  return core
}

const row = (name: string) => screen.findByRole('listitem', { name })
const press = (place: HTMLElement, name: string) =>
  fireEvent.click(within(place).getByRole('button', { name }))
const type = (place: HTMLElement, label: string, value: string) =>
  fireEvent.change(within(place).getByLabelText(label), { target: { value } })

async function openEditor(name: string): Promise<HTMLElement> {
  press(await row(name), 'Edit')
  return screen.findByRole('form', { name: `Edit ${name}` })
}

describe('the list of connections', () => {
  it('says of each what it is, where it goes, what answers and how its key stands', async () => {
    const openRouter = {
      ...OPENAI,
      name: 'Mine',
      kind: 'openrouter',
      origin: 'https://openrouter.ai',
    } as const
    await renderApp(
      '/settings',
      coreWith(OPENAI, { ...openRouter, key: { needed: true, set: false, storedIn: null } }),
    )
    const { textContent } = await row('OpenAI')
    expect(textContent).toContain('default')
    expect(textContent).toContain('api.openai.com · gpt-6-sol')
    expect(textContent).toContain('Key set, ends in 4F2a')
    expect(textContent).toContain('Not tested yet')
    const mine = await row('Mine')
    expect(mine.textContent).toContain('OpenRouter · openrouter.ai')
    expect(mine.textContent).toContain('Key not set')
  })

  it('says where keys are without a keychain', async () => {
    const core = coreWith({ ...OPENAI, key: { ...OPENAI.key, storedIn: 'session' } })
    core.keychain = { available: false, problem: 'No Secret Service answers. Install gnome-keyring.' }
    await renderApp('/settings', core)
    expect((await row('OpenAI')).textContent).toContain('kept until Baton ends')
    expect((await screen.findByRole('note')).textContent).toContain('Install gnome-keyring.')
  })

  it('shows those of the environment and the demo to be read only, and why', async () => {
    await renderApp('/settings', coreWith({ ...OPENAI, name: 'openai', source: 'environment', updatedAt: 0 }))
    const own = await row('openai')
    press(own, 'Details')
    expect(own.textContent).toContain('OPENAI_API_KEY')
    expect(within(own).queryByRole('textbox')).toBeNull()
    const demo = await row('demo')
    press(demo, 'Details')
    expect(demo.textContent).toContain('can’t be changed or removed')
  })

  it('tests in place, and says what is wrong and what to do', async () => {
    const core = coreWith(OPENAI)
    await renderApp('/settings', core)
    press(await row('OpenAI'), 'Test connection')
    await waitFor(async () => expect((await row('OpenAI')).textContent).toContain('Works, 3 ms · 1 model'))
    core.connectionTest = () => ({
      ok: false,
      latencyMs: 9,
      modelCount: null,
      error: { code: 'bad_key', message: 'No such key.', remedy: 'Make one.', retryable: false, status: 401 },
    })
    press(await row('OpenAI'), 'Test connection')
    const alert = await within(await row('OpenAI')).findByRole('alert')
    expect(alert.textContent).toContain('No such key.')
    expect(alert.textContent).toContain('Make one.')
    expect((await row('OpenAI')).textContent).toContain('Key rejected (401)')
  })

  it('shows what was changed elsewhere when the user is back', async () => {
    const core = coreWith({ ...OPENAI, key: { needed: true, set: false, storedIn: null } })
    await renderApp('/settings', core)
    expect((await row('OpenAI')).textContent).toContain('Key not set')
    core.connections = coreWith(OPENAI, { ...OPENAI, name: 'Other' }).connections
    fireEvent.focus(window)
    await waitFor(async () => expect((await row('OpenAI')).textContent).toContain('Key set'))
    expect(await row('Other')).toBeDefined()
  })

  it('makes another connection the default', async () => {
    const core = coreWith(OPENAI)
    await renderApp('/settings', core)
    fireEvent.keyDown(within(await row('demo')).getByRole('button', { name: 'More' }), { key: 'Enter' })
    fireEvent.click(await screen.findByRole('menuitem', { name: 'Make default' }))
    await waitFor(() => expect(core.settings.defaultConnection).toBe('demo'))
    await waitFor(async () => expect((await row('demo')).textContent).toContain('· default'))
  })

  it('offers a server on this computer, and adds it when told to', async () => {
    const core = coreWith()
    core.foundServers = [
      { kind: 'ollama', baseUrl: 'http://127.0.0.1:11434/v1', modelCount: 6, latencyMs: 3 },
    ]
    await renderApp('/settings', core)
    const add = await screen.findByRole('button', { name: 'Add Ollama' })
    expect(core.connections).toHaveLength(1)
    fireEvent.click(add)
    await waitFor(() => expect(screen.queryByText('Found on this computer')).toBeNull())
    expect(core.connections[0]).toMatchObject({ name: 'Ollama', kind: 'ollama', source: 'stored' })
    expect((await row('Ollama')).textContent).toContain('No key, $0')
  })
})

describe('a new connection', () => {
  it('is added with its key, which is shown nowhere', async () => {
    const core = coreWith(OPENAI)
    await renderApp('/settings', core)
    fireEvent.click(await screen.findByRole('button', { name: 'Add connection' }))
    const form = await screen.findByRole('form', { name: 'New connection' })
    expect(within(form).getByLabelText('Name')).toHaveProperty('value', 'OpenAI 2')
    fireEvent.change(within(form).getByLabelText('Provider'), { target: { value: 'openai-compatible' } })
    press(form, 'Add')
    expect(form.textContent).toContain('The address of the server')
    type(form, 'Base URL', 'https://models.example/v1')
    type(form, 'Key', canaryKey('9876'))
    type(form, 'Requests per minute', '30')
    press(form, 'Add')
    const added = await row('OpenAI-compatible server')
    await waitFor(() => expect(added.textContent).toContain('set, ends in 9876'))
    expect(core.connections[0]).toMatchObject({
      baseUrl: 'https://models.example/v1',
      requestsPerMinute: 30,
    })
    expect(document.body.innerHTML).not.toContain(canaryKey(''))
    for (const field of screen.queryAllByLabelText('Key')) expect(field).toHaveProperty('value', '')
  })

  it('gets no key that was typed for another provider, where it takes none', async () => {
    const core = coreWith()
    await renderApp('/settings', core)
    fireEvent.click(await screen.findByRole('button', { name: 'Add connection' }))
    const form = await screen.findByRole('form', { name: 'New connection' })
    type(form, 'Key', canaryKey('1234'))
    fireEvent.change(within(form).getByLabelText('Provider'), { target: { value: 'ollama' } })
    press(form, 'Add')
    await waitFor(async () => expect((await row('Ollama')).textContent).toContain('Works'))
    expect(core.connections[0]?.key.set).toBe(false)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('says when its name is taken', async () => {
    await renderApp('/settings', coreWith(OPENAI))
    fireEvent.click(await screen.findByRole('button', { name: 'Add connection' }))
    const form = await screen.findByRole('form', { name: 'New connection' })
    type(form, 'Name', 'demo')
    press(form, 'Add')
    expect((await within(form).findByRole('alert')).textContent).toContain('The name "demo" is taken.')
  })
})

describe('a connection that is changed', () => {
  it('is saved with its new key', async () => {
    const core = coreWith(OPENAI)
    await renderApp('/settings', core)
    const form = await openEditor('OpenAI')
    expect(within(form).getByLabelText('Key')).toHaveProperty('value', '')
    type(form, 'At the same time', '4')
    type(form, 'Key', canaryKey('1234'))
    press(form, 'Save key')
    await waitFor(() => expect(core.connections[0]?.key.endsIn).toBe('1234'))
    expect(core.connections[0]?.requestsAtATime).toBe(4)
    await waitFor(async () => expect((await row('OpenAI')).textContent).toContain('set, ends in 1234'))
  })

  it('keeps the focus on what was pressed, saved by it or renamed', async () => {
    const core = coreWith(OPENAI)
    await renderApp('/settings', core)
    const form = await openEditor('OpenAI')
    type(form, 'Key', canaryKey('1234'))
    const test = within(form).getByRole('button', { name: 'Test connection' })
    test.focus()
    fireEvent.click(test)
    await waitFor(async () => expect((await row('OpenAI')).textContent).toContain('Works'))
    expect(document.activeElement).toBe(test)

    type(form, 'Name', 'Work')
    within(form).getByRole('button', { name: 'Save' }).focus()
    press(form, 'Save')
    const renamed = await screen.findByRole('form', { name: 'Edit Work' })
    const save = within(renamed).getByRole('button', { name: 'Save' })
    await waitFor(() => expect(document.activeElement).toBe(save))
  })

  it('warns that another address forgets the key', async () => {
    await renderApp('/settings', coreWith(OPENAI))
    const form = await openEditor('OpenAI')
    type(form, 'Base URL', 'https://elsewhere.example/v1')
    expect(form.textContent).toContain('Its key is forgotten then')
  })

  it('overwrites nothing that was changed elsewhere', async () => {
    const core = coreWith(OPENAI)
    await renderApp('/settings', core)
    const form = await openEditor('OpenAI')
    type(form, 'Requests per minute', '10')
    core.connections = core.connections.map((one) =>
      one.name === 'OpenAI' ? { ...one, requestsPerMinute: 99, updatedAt: 7 } : one,
    )
    press(form, 'Save')
    fireEvent.click(await within(form).findByRole('button', { name: 'Show the newer one' }))
    expect(within(form).getByLabelText('Requests per minute')).toHaveProperty('value', '99')
    expect(core.connections[0]?.requestsPerMinute).toBe(99)
  })

  it('is removed when the question was answered', async () => {
    const core = coreWith(OPENAI)
    await renderApp('/settings', core)
    press(await openEditor('OpenAI'), 'Remove…')
    const dialog = await screen.findByRole('alertdialog', { name: 'Remove “OpenAI”?' })
    expect(dialog.textContent).toContain('its key are lost for good')
    await act(async () => press(dialog, 'Remove connection'))
    await waitFor(() => expect(screen.queryByRole('listitem', { name: 'OpenAI' })).toBeNull())
    expect(core.connections).toHaveLength(1)
  })

  it('says where a key stays that the keychain did not let go', async () => {
    const core = coreWith(OPENAI, { ...OPENAI, name: 'Work' })
    await renderApp('/settings', core)
    core.keychain = { available: false, problem: 'It is locked.' }
    press(await openEditor('OpenAI'), 'Remove…')
    await act(async () => press(await screen.findByRole('alertdialog'), 'Remove connection'))
    const title = 'A key of “OpenAI” is still in this computer’s keychain.'
    const note = (await screen.findByText(title)).closest<HTMLElement>('[role=note]')
    expect(note?.textContent).toContain('under “Baton” as https://api.openai.com entry-of-OpenAI')
    press(note ?? document.body, 'Dismiss')
    await waitFor(() => expect(screen.queryByText(title)).toBeNull())

    const form = await openEditor('Work')
    type(form, 'Base URL', 'https://elsewhere.example/v1')
    press(form, 'Save')
    await screen.findByText('A key of “Work” is still in this computer’s keychain.')
    expect((await row('Work')).textContent).toContain('Key not set')
  })

  it('says that a new key lasts until Baton ends where the keychain does not take it', async () => {
    const core = coreWith(OPENAI)
    await renderApp('/settings', core)
    const form = await openEditor('OpenAI')
    expect(screen.queryByText(/Keys are kept until Baton ends/)).toBeNull()
    core.keychain = { available: false, problem: 'It is locked.' }
    type(form, 'Key', canaryKey('1234'))
    press(form, 'Save key')
    const title = await screen.findByText('Keys are kept until Baton ends: no keychain takes them.')
    expect(title.closest('[role=note]')?.textContent).toContain('It is locked.')
    await screen.findByText('A key of “OpenAI” is still in this computer’s keychain.')
    await waitFor(async () =>
      expect((await row('OpenAI')).textContent).toContain('set, ends in 1234, kept until Baton ends'),
    )
  })

  it('forgets its key when the question was answered', async () => {
    const core = coreWith(OPENAI)
    await renderApp('/settings', core)
    press(await openEditor('OpenAI'), 'Forget key…')
    press(await screen.findByRole('alertdialog'), 'Forget key')
    await waitFor(() => expect(core.connections[0]?.key.set).toBe(false))
  })
})
