import type { ConnectionView, KeyLeftover, KeyState } from '@shared/contract'
import { conflict, invalid, notFound } from '@shared/errors'
import type { ConfiguredConnection, Connection } from '@shared/model/connection'
import { connectionBaseUrl } from '@main/llm/base-url'
import type { KeySlot } from '@main/secrets/key-store'
import { connectionView, keySlot, keyState } from './connection-view'
import type { Core } from './core'
import { implementation } from './implement-contract'
import { offeredModels } from './offered-models'
import { testConnection } from './test-connection'

const { connections: procedures } = implementation

/** For a caller that can't leave. */
const NEVER = new AbortController().signal

/** Providers as the user configured them. No answer holds a key. */
export const connections = procedures.router({
  list: procedures.list.handler(async ({ input: { findLocal }, context: { core }, signal }) => ({
    connections: core.connections.list().map((each) => connectionView(core, each)),
    found: findLocal === true ? await core.catalog.findLocal(core.connections.list(), signal ?? NEVER) : [],
  })),

  save: procedures.save.handler(async ({ input: { connection, name, updatedAt }, context: { core } }) => {
    checkAddress(connection)
    if (connection.name === 'demo') throw conflict('The name "demo" is taken.', 'Choose another name.')
    let forgetting: Promise<string | undefined> | undefined
    if (name === undefined || updatedAt === null) {
      core.store.connections.add(connection)
      serveWhereNoneDoes(core, connection.name)
    } else {
      const before = findWritable(core, name, updatedAt)
      core.store.connections.replace(name, connection, updatedAt)
      if (name !== connection.name) core.keys.rename(name, connection.name)
      followDefault(core, name, connection.name)
      core.limits.refresh(name, connection.name)
      if (!takesSameKey(before, connection)) {
        // Serves no more from here on, whenever its entry is erased.
        forgetting = core.keys.forget(connection.name)
      }
    }
    const view = connectionView(core, find(core, connection.name))
    return { ...view, ...leftover(await forgetting) }
  }),

  remove: procedures.remove.handler(async ({ input: { name, updatedAt }, context: { core } }) => {
    findWritable(core, name, updatedAt)
    // Begins at once, while the connection still says where its key is.
    const forgetting = core.keys.forget(name)
    core.store.connections.remove(name, updatedAt)
    followDefault(core, name, null)
    core.limits.refresh(name, name)
    return { removed: true as const, ...leftover(await forgetting) }
  }),

  setKey: procedures.setKey.handler(async ({ input: { name, updatedAt, key }, context: { core } }) => {
    const connection = findWritable(core, name, updatedAt)
    // Kept for the address that the caller saw, whatever becomes of the connection meanwhile.
    const left = await core.keys.set(slotOf(connection), key)
    const written = core.store.connections.touch(name, updatedAt)
    return { ...withTime(keyState(core, connection), written), ...leftover(left) }
  }),

  deleteKey: procedures.deleteKey.handler(async ({ input: { name, updatedAt }, context: { core } }) => {
    const connection = findWritable(core, name, updatedAt)
    await core.keys.delete(name)
    const written = core.store.connections.touch(name, updatedAt)
    return withTime(keyState(core, connection), written)
  }),

  test: procedures.test.handler(({ input, context: { core }, signal }) =>
    testConnection(core, find(core, input.name), signal),
  ),

  models: procedures.models.handler(({ input: { name, refresh }, context: { core }, signal }) =>
    offeredModels(core, find(core, name), refresh === true, signal),
  ),
})

function find(core: Core, name: string): ConfiguredConnection {
  const found = core.connections.find(name)
  if (found === undefined) throw notFound('connection', name)
  return found
}

/** @throws BatonError `NOT_FOUND`; `INVALID` for a read-only one; `CONFLICT` if it changed since */
function findWritable(core: Core, name: string, updatedAt: number): ConfiguredConnection {
  const connection = find(core, name)
  if (connection.source !== 'stored') {
    const message = `The connection "${name}" can't be changed here: it is ${
      connection.source === 'environment' ? 'made by the environment' : 'built in'
    }.`
    throw invalid([{ path: ['name'], message, severity: 'error' }])
  }
  if (core.store.connections.get(name)?.updatedAt !== updatedAt) {
    throw conflict('This connection was changed elsewhere in the meantime.', 'Load it again, then repeat.')
  }
  return connection
}

function checkAddress(connection: Connection): void {
  if (connection.kind === 'demo') return
  const address = connectionBaseUrl(connection)
  if (!('problem' in address)) return
  throw invalid([{ path: ['connection', 'baseUrl'], message: address.problem, severity: 'error' }])
}

function slotOf(connection: ConfiguredConnection): KeySlot {
  const slot = keySlot(connection)
  if (slot !== undefined) return slot
  const message = `The connection "${connection.name}" takes no key.`
  throw invalid([{ path: ['name'], message, severity: 'error' }])
}

/** A key goes along with a new name, and nowhere with another kind or origin. */
function takesSameKey(before: ConfiguredConnection, after: Connection): boolean {
  return (
    before.kind === after.kind && keySlot(before)?.origin === keySlot({ ...after, source: 'stored' })?.origin
  )
}

/** Without a default, what names no connection could not run for as long as the user has not chosen one. */
function serveWhereNoneDoes(core: Core, name: string): void {
  const { defaultConnection = null } = core.store.settings.get().values
  if (defaultConnection !== null) return
  const serving = core.connections.resolve(undefined, 'any')
  if ('code' in serving && serving.code === 'unknown_connection') {
    core.store.settings.update({ defaultConnection: name })
  }
}

/** The default connection of the settings keeps being the one the user chose. */
function followDefault(core: Core, name: string, newName: string | null): void {
  if (name === newName || core.store.settings.get().values['defaultConnection'] !== name) return
  core.store.settings.update({ defaultConnection: newName })
}

function leftover(entry: string | undefined): KeyLeftover {
  return entry === undefined ? {} : { leftInKeychain: entry }
}

function withTime(key: KeyState, updatedAt: number): KeyState & Pick<ConnectionView, 'updatedAt'> {
  return { ...key, updatedAt }
}
