import type { ConnectionView, KeyState } from '@shared/contract'
import type { ConfiguredConnection } from '@shared/model/connection'
import { connectionBaseUrl } from '@main/llm/base-url'
import { PROVIDER_PRESETS } from '@main/llm/provider-presets'
import type { KeySlot } from '@main/secrets/key-store'
import type { Core } from './core'

/** Asks no keychain: a listing must neither wait nor prompt. */
export function connectionView(core: Core, connection: ConfiguredConnection): ConnectionView {
  const { name, source } = connection
  const { updatedAt: _, ...configured } = { updatedAt: 0, ...connection }
  const address = connectionBaseUrl(connection)
  return {
    ...configured,
    ...('origin' in address && { origin: address.origin }),
    key: keyState(core, connection),
    isDefault: defaultName(core) === name,
    updatedAt: source === 'stored' ? (core.store.connections.get(name)?.updatedAt ?? 0) : 0,
  }
}

/** What may be known of a connection's key. */
export function keyState(core: Core, connection: ConfiguredConnection): KeyState {
  const needed = PROVIDER_PRESETS[connection.kind].needsKey
  const slot = keySlot(connection)
  const key = slot === undefined ? undefined : core.keys.find(slot)
  return key === undefined ? { needed, set: false, storedIn: null } : { needed, set: true, ...key }
}

/** Undefined for a connection that takes no key, or has no address to send one to. */
export function keySlot(connection: ConfiguredConnection): KeySlot | undefined {
  const preset = PROVIDER_PRESETS[connection.kind]
  if (preset.protocol === 'demo' || preset.local) return undefined
  const address = connectionBaseUrl(connection)
  return 'origin' in address ? { connection: connection.name, origin: address.origin } : undefined
}

/** The connection that serves a step which names none, as far as it can serve. */
function defaultName(core: Core): string | undefined {
  const chosen = core.store.settings.get().values['defaultConnection']
  if (typeof chosen === 'string') return chosen
  // Which model doesn't matter, but without one a connection may be no answer.
  const resolved = core.connections.resolve(undefined, 'any')
  return 'connection' in resolved ? resolved.connection.name : undefined
}
