import type { ConnectionView, KeyState } from '@shared/contract'
import type { ConfiguredConnection } from '@shared/model/connection'
import { connectionBaseUrl } from '@main/llm/base-url'
import { PROVIDER_PRESETS } from '@main/llm/provider-presets'
import type { KeySlot } from '@main/secrets/key-store'
import type { Core } from './core'

/** A shorter key would be given away by its end. */
const SHORTEST_SHOWN_KEY = 16

export async function connectionView(core: Core, connection: ConfiguredConnection): Promise<ConnectionView> {
  const { name, source } = connection
  const { updatedAt: _, ...configured } = { updatedAt: 0, ...connection }
  return {
    ...configured,
    key: await keyState(core, connection),
    isDefault: defaultName(core) === name,
    updatedAt: source === 'stored' ? (core.store.connections.get(name)?.updatedAt ?? 0) : 0,
  }
}

/** What may be known of a connection's key. */
export async function keyState(core: Core, connection: ConfiguredConnection): Promise<KeyState> {
  const needed = PROVIDER_PRESETS[connection.kind].needsKey
  const slot = keySlot(connection)
  if (slot === undefined || !core.keys.has(slot)) return { needed, set: false, storedIn: null }
  const key = await core.keys.get(slot)
  return {
    needed,
    set: true,
    ...(key !== undefined && key.length >= SHORTEST_SHOWN_KEY && { endsIn: key.slice(-4) }),
    storedIn: storedIn(core, connection),
  }
}

/** Undefined for a connection that takes no key, or has no address to send one to. */
export function keySlot(connection: ConfiguredConnection): KeySlot | undefined {
  const preset = PROVIDER_PRESETS[connection.kind]
  if (preset.protocol === 'demo' || preset.local) return undefined
  const address = connectionBaseUrl(connection)
  return 'origin' in address ? { connection: connection.name, origin: address.origin } : undefined
}

function storedIn(core: Core, { source }: ConfiguredConnection): KeyState['storedIn'] {
  if (source === 'environment') return 'environment'
  return core.keys.available === 'none' ? null : core.keys.available
}

/** The connection that serves a step which names none, as far as it can serve. */
function defaultName(core: Core): string | undefined {
  const chosen = core.store.settings.get().values['defaultConnection']
  if (typeof chosen === 'string') return chosen
  // Which model doesn't matter, but without one a connection may be no answer.
  const resolved = core.connections.resolve(undefined, 'any')
  return 'connection' in resolved ? resolved.connection.name : undefined
}
