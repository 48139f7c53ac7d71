import { implement } from '@orpc/server'
import { contract, type ConnectionView, type KeyLeftover, type KeyState } from '@shared/contract'
import { PROVIDER_FACTS } from '@shared/model/provider-kinds'
import type { MemoryCore } from './memory-core'
import { changedSince } from './memory-workflows'

const os = implement(contract)

/** Connections that are kept, and asked nothing of: `core.connectionTest` says how each test goes. */
export function memoryConnections(core: MemoryCore) {
  const { connections } = os
  const missing = { message: 'There is no such connection.', data: {} }
  const find = (name: string): ConnectionView | undefined => core.connections.find((one) => one.name === name)
  const replace = (name: string, next: ConnectionView): ConnectionView => {
    core.connections = core.connections.map((one) => (one.name === name ? next : one))
    return next
  }
  /** A keychain that is not there any more keeps what it has. */
  const leftover = ({ name, origin, key }: ConnectionView): KeyLeftover =>
    key.storedIn === 'keychain' && !core.keychain.available
      ? { leftInKeychain: `${origin} entry-of-${name}` }
      : {}
  const isDemoAlone = (): boolean => core.connections.every(({ kind }) => kind === 'demo')
  const setDefault = (defaultConnection: string | null): void => {
    core.settings = { ...core.settings, defaultConnection, updatedAt: core.settings.updatedAt + 1 }
  }
  return connections.router({
    list: connections.list.handler(({ input }) => ({
      connections: core.connections.map((one) => ({
        ...one,
        isDefault: one.name === (core.settings.defaultConnection ?? core.connections[0]?.name),
      })),
      found: input.findLocal === true ? core.foundServers : [],
    })),
    save: connections.save.handler(({ input: { connection, name, updatedAt }, errors }) => {
      const taken = find(connection.name)
      if (taken !== undefined && taken.name !== name) {
        throw errors.CONFLICT({ message: `The name "${connection.name}" is taken.`, data: {} })
      }
      const before = name === undefined ? undefined : find(name)
      if (name !== undefined && before === undefined) throw errors.NOT_FOUND(missing)
      if (before !== undefined && before.updatedAt !== updatedAt) throw errors.CONFLICT(changedSince())
      const { needsKey, baseUrl } = PROVIDER_FACTS[connection.kind]
      const origin = new URL(connection.baseUrl ?? baseUrl ?? 'http://127.0.0.1').origin
      const key: KeyState =
        before?.origin === origin ? before.key : { needed: needsKey, set: false, storedIn: null }
      const saved: ConnectionView = {
        ...connection,
        source: 'stored',
        origin,
        key,
        isDefault: core.settings.defaultConnection === name,
        updatedAt: (before?.updatedAt ?? 0) + 1,
      }
      if (before === undefined && core.settings.defaultConnection === null && isDemoAlone()) {
        setDefault(saved.name)
        saved.isDefault = true
      }
      if (before === undefined) core.connections = [saved, ...core.connections]
      else replace(before.name, saved)
      core.foundServers = core.foundServers.filter((server) => new URL(server.baseUrl).origin !== origin)
      return before === undefined || before.origin === origin ? saved : { ...saved, ...leftover(before) }
    }),
    remove: connections.remove.handler(({ input: { name, updatedAt }, errors }) => {
      const before = find(name)
      if (before === undefined) throw errors.NOT_FOUND(missing)
      if (before.updatedAt !== updatedAt) throw errors.CONFLICT(changedSince())
      core.connections = core.connections.filter((one) => one !== before)
      if (core.settings.defaultConnection === name) setDefault(null)
      return { removed: true as const, ...leftover(before) }
    }),
    setKey: connections.setKey.handler(({ input: { name, updatedAt, key }, errors }) => {
      const before = find(name)
      if (before === undefined) throw errors.NOT_FOUND(missing)
      if (before.updatedAt !== updatedAt) throw errors.CONFLICT(changedSince())
      const storedIn = core.keychain.available ? 'keychain' : 'session'
      const state: KeyState = { needed: before.key.needed, set: true, endsIn: key.slice(-4), storedIn }
      replace(name, { ...before, key: state, updatedAt: updatedAt + 1 })
      return { ...state, updatedAt: updatedAt + 1, ...leftover(before) }
    }),
    deleteKey: connections.deleteKey.handler(({ input: { name, updatedAt }, errors }) => {
      const before = find(name)
      if (before === undefined) throw errors.NOT_FOUND(missing)
      if (before.updatedAt !== updatedAt) throw errors.CONFLICT(changedSince())
      const state: KeyState = { needed: before.key.needed, set: false, storedIn: null }
      replace(name, { ...before, key: state, updatedAt: updatedAt + 1 })
      return { ...state, updatedAt: updatedAt + 1 }
    }),
    test: connections.test.handler(({ input: { name } }) => core.connectionTest(name)),
    models: connections.models.handler(({ input: { name } }) => core.offeredModels(name)),
  })
}
